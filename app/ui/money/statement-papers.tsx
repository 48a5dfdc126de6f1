import { statementPaperKinds, type StatementPaperKind, statementPaperLabels } from '#app/domain/statement-paper.ts';
import { DateText } from '../date-text.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { FileInput } from '../file-input.tsx';
import { Fingerprint } from '../fingerprint.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface StatementPapersProps {
  papers: readonly {
    readonly id: string;
    readonly kind: StatementPaperKind;
    readonly fileId: string;
    readonly name: string;
    readonly sha256: string;
    readonly addedAt: Date;
    readonly adder: string;
  }[];
  mayAdd: boolean;
  reply: DeedReply | undefined;
}

const hints: Readonly<Record<StatementPaperKind, string>> = {
  sealed: '下载上面的申报表，打印盖章后拍照或扫描',
  invoices: '开票软件导出的 .xlsx 或 .csv，要有发票号码、开票日期和金额税额',
};

/** What stands beside a report, the newest first, and the form to put another paper there. */
export function StatementPapers({ papers, mayAdd, reply }: StatementPapersProps) {
  const { errors, typed } = replyTo(reply, 'addPaper');
  return (
    <div className="grid gap-4">
      {papers.length === 0 ? (
        <p className="text-sm text-ink-soft">还没有上传。</p>
      ) : (
        <ul className="rounded-lg border border-line bg-card text-sm">
          {papers.map((paper) => (
            <li
              key={paper.id}
              className="grid gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0 sm:grid-cols-[1fr_auto] sm:items-baseline"
            >
              <span className="min-w-0">
                <a
                  href={`/files/${paper.fileId}`}
                  className="link inline-flex min-h-11 items-center break-all sm:min-h-6"
                >
                  {statementPaperLabels[paper.kind]}：{paper.name}
                </a>
                <span className="block text-ink-soft">
                  {paper.adder} <DateText value={paper.addedAt} as="minute" />
                </span>
              </span>
              <Fingerprint sha256={paper.sha256} />
            </li>
          ))}
        </ul>
      )}
      {mayAdd && (
        <IntentForm
          intent="addPaper"
          encType="multipart/form-data"
          className="grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6"
        >
          <RadioGroup
            name="kind"
            label="传什么"
            defaultValue={typed('kind') || 'sealed'}
            error={errors.kind}
            options={statementPaperKinds.map((kind) => ({
              value: kind,
              label: statementPaperLabels[kind],
              hint: hints[kind],
            }))}
          />
          <FileInput
            name="file"
            label="文件"
            limits="PDF、图片、Excel 或 CSV，不超过 10 MB"
            accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.csv"
            error={errors.file}
          />
          <div className="grid sm:block">
            <SubmitButton intent="addPaper">上传</SubmitButton>
          </div>
        </IntentForm>
      )}
    </div>
  );
}
