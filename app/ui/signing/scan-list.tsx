import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { ScanOutcome } from '#app/domain/signed-scan.ts';
import { signerAuthorityLabels, type SignerAuthority } from '#app/domain/signing-way.ts';
import { DateText } from '../date-text.tsx';
import { Fingerprint } from '../fingerprint.tsx';
import { StateMark } from '../state-mark.tsx';

interface ScanListProps {
  sides: SideNames;
  files: readonly {
    readonly id: string;
    readonly fileId: string;
    readonly name: string;
    readonly sha256: string;
    readonly side: ContractSide;
    readonly uploadedAt: Date;
    readonly pages: number | null;
  }[];
  sha256: string;
}

/** The files of the scan that stands, and the one fingerprint by which both sides name it. */
export function ScanList({ sides, files, sha256 }: ScanListProps) {
  if (files.length === 0) return <p className="text-sm text-ink-soft">还没有上传扫描件。</p>;
  return (
    <div className="rounded-lg border border-line bg-card text-sm">
      <ol>
        {files.map((file) => (
          <li
            key={file.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-4 py-2.5"
          >
            <span>
              <a href={`/files/${file.fileId}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
                {file.name}
              </a>
              <span className="block text-ink-soft">
                {file.pages !== null && `${file.pages} 页，`}
                {sides[file.side]}上传 <DateText value={file.uploadedAt} as="minute" />
              </span>
            </span>
            <Fingerprint sha256={file.sha256} />
          </li>
        ))}
      </ol>
      <p className="px-4 py-2.5">
        整份扫描件的指纹（SHA-256）：
        <Fingerprint sha256={sha256} whole />
      </p>
    </div>
  );
}

interface ScanAnswersProps {
  sides: SideNames;
  answers: readonly {
    readonly id: string;
    readonly side: ContractSide;
    readonly outcome: ScanOutcome;
    readonly isWithdrawal: boolean;
    readonly scanSha256: string;
    readonly signerName: string | null;
    readonly authority: SignerAuthority | null;
    readonly sealedOn: string | null;
    readonly reason: string | null;
    readonly by: string;
    readonly answeredAt: Date;
  }[];
  /** Of the scan that stands: earlier words were about other files. */
  sha256: string;
}

/** What each side said of a scan, the newest first. */
export function ScanAnswers({ sides, answers, sha256 }: ScanAnswersProps) {
  if (answers.length === 0) return null;
  return (
    <ol className="rounded-lg border border-line bg-card text-sm">
      {answers.toReversed().map((row) => (
        <li key={row.id} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <b>{sides[row.side]}</b>
            {row.outcome === 'refused' ? (
              <StateMark tone="danger">{row.isWithdrawal ? '撤回扫描件' : '退回扫描件'}</StateMark>
            ) : row.scanSha256 === sha256 ? (
              <StateMark tone="good">已确认与冻结文本一致</StateMark>
            ) : (
              <StateMark tone="neutral">确认的是另一份扫描件，不再算数</StateMark>
            )}
          </p>
          {row.outcome === 'confirmed' && row.authority && (
            <p>
              签字人 {row.signerName}，{signerAuthorityLabels[row.authority]}，{row.sealedOn} 用印
            </p>
          )}
          {row.reason && <p className="whitespace-pre-line">{row.reason}</p>}
          <p className="text-ink-soft">
            {row.by} <DateText value={row.answeredAt} as="minute" />
            ，扫描件 <Fingerprint sha256={row.scanSha256} />
          </p>
        </li>
      ))}
    </ol>
  );
}
