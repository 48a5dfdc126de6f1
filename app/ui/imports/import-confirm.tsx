import { vagueMark } from '#app/domain/advantage.ts';
import { gatheringWords } from '#app/domain/aggregation.ts';
import type { ImportNotes } from '#app/domain/import-notes.ts';
import { ButtonLink } from '../button.tsx';
import { CheckboxGroup } from '../checkbox-group.tsx';
import type { DeedReply } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { ImportCancel } from './import-cancel.tsx';
import { ImportReview, type Merges } from './import-review.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MarkedSheet } from '../marked-sheet.tsx';
import { Notice } from '../notice.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';

const count = (n: number): string => n.toLocaleString('en-US');

interface ImportConfirmProps {
  row: {
    readonly id: string;
    readonly validRows: number;
    readonly invalidRows: number;
    readonly duplicateRows: number;
    readonly notes: ImportNotes;
  };
  /** The upload is gone, because a row of it may not be kept. */
  isErased: boolean;
  /** Events that the person who looks may trigger now. */
  deeds: readonly string[];
  /** The unit's secrecy reviewers. */
  reviewers: readonly { readonly id: string; readonly name: string }[];
  merges: Merges;
  reply?: DeedReply | undefined;
}

/** What will be stored, in numbers, and how it is reviewed before it is public. */
export function ImportConfirm({ row, isErased, deeds, reviewers, merges, reply }: ImportConfirmProps) {
  // The columns have a form of their own above.
  const errors = reply?.intent === 'map' ? undefined : reply?.errors;
  const marked = row.invalidRows + row.duplicateRows > 0 && <MarkedSheet importId={row.id} isErased={isErased} />;
  const erased = isErased && (
    <p>
      {row.notes.pictures ? '上传的文件里有没人读过的图片' : '上传的文件里有不能保存的行'}
      ，原文件已经删掉：清单只写行号、列和原因，请在自己的原表里改。
    </p>
  );
  if (row.validRows === 0 && row.duplicateRows === 0) {
    return (
      <Notice
        kind="danger"
        title="没有可以导入的行"
        actions={
          <>
            <ButtonLink look="primary" to="/desk/imports">
              改好后重新上传
            </ButtonLink>
            {marked}
          </>
        }
      >
        {row.invalidRows > 0 && `${count(row.invalidRows)} 行有问题。`}
        {row.duplicateRows > 0 && `${count(row.duplicateRows)} 行重复。`}
        下面逐行写着原因。
        {erased}
      </Notice>
    );
  }
  if (!deeds.includes('confirm')) return <Notice kind="attention" title="检查完毕，等经办人确认后入库。" />;
  return (
    <section aria-labelledby="confirm" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <SectionHead look="plain" id="confirm">
        {row.validRows > 0
          ? `确认导入 ${count(row.validRows)} 项成果`
          : `确认 ${count(row.duplicateRows)} 行重复的怎么办`}
      </SectionHead>
      <p className="text-sm text-ink-soft">
        {row.invalidRows > 0 && `${count(row.invalidRows)} 行有问题，不会导入，可以改好再传。`}
      </p>
      <ImportNotesList notes={row.notes} />
      {marked && <div className="mt-3">{marked}</div>}
      {marked && erased && <div className="mt-1 text-sm text-ink-soft">{erased}</div>}
      <ErrorSummary
        hasText={false}
        message={errors?.['']?.[0] ?? errors?.choice?.[0]}
        errors={
          errors && {
            onDuplicate: errors.onDuplicate,
            review: errors.review,
            reviewedBy: errors.reviewedBy,
            commitment: errors.commitment,
          }
        }
      />
      <IntentForm intent="confirm">
        {row.duplicateRows > 0 && (
          <div className="mt-3">
            <RadioGroup
              name="onDuplicate"
              label={`${count(row.duplicateRows)} 行重复或疑似重复，怎么办`}
              defaultValue="skip"
              error={errors?.onDuplicate}
              options={[
                { value: 'skip', label: '跳过，原有成果不变' },
                {
                  value: 'merge',
                  label: '更新原有成果：填了的格子覆盖，空格不动（必填列照样要填）；要指明一位保密审查人员',
                },
                { value: 'new', label: '同专利、名称相近的仍作为新成果；同名、同登记号的跳过' },
              ]}
            />
            {merges.hidden > 0 && (
              <p className="mt-1 max-w-form text-sm text-attention">
                {count(merges.hidden)}{' '}
                行重复的成果现在没有公开（草稿、审核中、已退回或已撤回），不能用这份表更新，选“更新”也跳过。
              </p>
            )}
            <p className="mt-1 text-sm text-ink-soft">
              也可以在下面“重复”里逐行选；选了“更新”的，要指明一位保密审查人员审整份文件。
            </p>
          </div>
        )}
        <div className="mt-3">
          <ImportReview reviewers={reviewers} merges={merges} reply={reply} />
        </div>
        <div className="mt-3">
          <CheckboxGroup
            name="commitment"
            label="保密承诺"
            error={errors?.commitment}
            options={[
              {
                value: 'on',
                label: '这些成果不涉及国家秘密和不宜公开的商业秘密，权属清楚，可以向社会公开。',
              },
            ]}
          />
        </div>
        <div className="mt-4">
          <SubmitButton intent="confirm">确认导入</SubmitButton>
        </div>
      </IntentForm>
      {deeds.includes('cancel') && <ImportCancel />}
    </section>
  );
}

/** What was not read and what was let in with a warning. */
function ImportNotesList({ notes }: { notes: ImportNotes }) {
  const unknown = notes.unknownColumns ?? [];
  const vague = notes.warnings?.vague ?? 0;
  const unmeasured = notes.warnings?.not_a_number ?? 0;
  const notKept = notes.warnings?.not_kept ?? 0;
  const pictures = notes.pictures ?? 0;
  const { lines, gathered = [] } = notes;
  const counted = vague + unmeasured + notKept + pictures + unknown.length + gathered.length;
  if (counted === 0 && lines === undefined) return null;
  return (
    <ul className="mt-2 list-disc pl-5 text-sm text-ink-soft">
      {pictures > 0 && <li>工作簿里有 {pictures} 张图片，没有读取；原文件已经删掉，只留读到的表格内容。</li>}
      {unknown.length > 0 && <li>不认识的列，没有读取：{unknown.join('、')}。</li>}
      {gathered.length > 0 && <li>汇集提示，保密审查人员要放在一起看：{gathered.map(gatheringWords).join('；')}。</li>}
      {lines !== undefined && (
        <li>
          第 {lines.rows.join('、')} 行{lines.count > lines.rows.length && `等 ${count(lines.count)} 行`}
          是横跨整行的合并单元格，当作小标题，没有读成成果。
        </li>
      )}
      {notKept > 0 && <li>{count(notKept)} 项填了别的定价方式才用的价格，不会保存；下面的行里写着是哪一格。</li>}
      {unmeasured > 0 && <li>{count(unmeasured)} 项的对比优势里有的没有数字，比不出好多少。</li>}
      {vague > 0 && (
        <li>
          {count(vague)} 项没有可衡量的优势，成果页会标为“{vagueMark}”。
        </li>
      )}
    </ul>
  );
}
