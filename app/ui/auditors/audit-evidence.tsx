import { evidenceOutcomes } from '#app/domain/audit-tables.ts';
import { labelOf } from '#app/domain/machine.ts';
import { milestoneMachine, type MilestoneState } from '#app/domain/milestone.ts';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';

export interface EvidenceShown {
  readonly id: string;
  readonly position: number;
  readonly name: string;
  readonly state: MilestoneState;
  readonly amountFen: Fen;
  readonly submissions: readonly {
    readonly n: number;
    readonly submittedAt: Date;
    readonly outcome: string | null;
    readonly reason: string | null;
    readonly decidedAt: Date | null;
    readonly file: { readonly id: string; readonly name: string; readonly sha256: string };
  }[];
}

interface AuditEvidenceProps {
  stones: readonly EvidenceShown[];
  fileHref: (fileId: string) => string;
}

/** Milestones with their evidence, each file with its fingerprint. */
export function AuditEvidence({ stones, fileHref }: AuditEvidenceProps) {
  if (stones.length === 0) return <EmptyState title="没有里程碑">这份合同没有约定里程碑款。</EmptyState>;
  return (
    <ol className="grid gap-4">
      {stones.map((stone) => (
        <li key={stone.id} className="rounded-lg border border-line bg-card px-5 py-4">
          <h2 className="flex flex-wrap items-baseline justify-between gap-2 font-bold">
            <span>
              里程碑 {stone.position} {stone.name}
            </span>
            <span className="font-normal">
              <Amount fen={stone.amountFen} /> · {labelOf(milestoneMachine, stone.state)}
            </span>
          </h2>
          {stone.submissions.length === 0 && <p className="text-sm text-ink-soft">还没有提交证据。</p>}
          <ul className="mt-2 grid gap-2 text-sm">
            {stone.submissions.map((row) => (
              <li key={row.n}>
                第 {row.n} 次，
                <DateText value={row.submittedAt} />：
                <a href={fileHref(row.file.id)} className="link-quiet break-all" download>
                  {row.file.name}
                </a>
                {row.outcome && (
                  <>
                    ；{evidenceOutcomes[row.outcome] ?? row.outcome}
                    {row.decidedAt && (
                      <>
                        ，<DateText value={row.decidedAt} />
                      </>
                    )}
                    {row.reason && `，${row.reason}`}
                  </>
                )}
                <span className="block break-all text-xs text-ink-soft">SHA-256 {row.file.sha256}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
