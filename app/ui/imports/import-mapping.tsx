import type { DeedReply } from '../deed-reply.ts';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { ImportCancel } from './import-cancel.tsx';
import { ImportMappingForm, type MappedFile } from './import-mapping-form.tsx';

/** A file whose heads are not known waits for somebody to say what its columns are. */
export function ImportMapping({
  row,
  deeds,
  reply,
}: {
  row: MappedFile;
  deeds: readonly string[];
  reply?: DeedReply | undefined;
}) {
  if (!deeds.includes('map')) return <Notice kind="attention" title="表头认不出来，等经办人对应各列。" />;
  return (
    <section aria-labelledby="mapping">
      <SectionHead look="plain" id="mapping">
        这张表的每一列是什么
      </SectionHead>
      <p className="text-ink-soft">表头和模板不一样。下面按表头猜了一遍，请核对；用不上的列不读。</p>
      <ImportMappingForm file={row} values={reply?.values ?? {}} errors={reply?.errors ?? {}} />
      {deeds.includes('cancel') && <ImportCancel />}
    </section>
  );
}

/** How the columns of a checked file were read, and the way to say otherwise. */
export function ImportMapped({
  row,
  isErased,
  deeds,
  reply,
}: {
  row: MappedFile & { readonly notes: { readonly unknownColumns?: readonly string[] } };
  isErased: boolean;
  deeds: readonly string[];
  reply?: DeedReply | undefined;
}) {
  const unread = row.notes.unknownColumns?.length ?? 0;
  const isMap = reply?.intent === 'map';
  const isShown = deeds.includes('map') && !isErased && (row.heads?.length ?? 0) > 0;
  if (!isShown || (unread === 0 && row.mapping === null)) return null;
  const how = row.mappingName === null ? '' : `用了保存的对应“${row.mappingName}”。`;
  const title = unread > 0 ? `有 ${unread} 列没有读取，对应其余列` : '改各列的对应';
  return (
    <details open={isMap} className="mb-4 rounded-lg border border-line bg-card px-4 py-3 sm:px-6">
      <summary className="min-h-11 cursor-pointer content-center font-bold">
        {how}
        {title}
      </summary>
      <p className="mt-2 text-sm text-ink-soft">改好后整份文件重新检查，下面逐行选过的“怎么办”要重选。</p>
      <ImportMappingForm file={row} values={isMap ? reply.values : {}} errors={isMap ? reply.errors : {}} />
    </details>
  );
}
