import { fieldLabels } from '#app/domain/record-groups.ts';
import { type Remark, reviewLevelLabels, type ReviewLevel, type ReviewOutcome } from '#app/domain/review.ts';
import { DateText } from '../date-text.tsx';
import { fieldId } from '../field-id.ts';
import { StateMark } from '../state-mark.tsx';

export interface DecisionLine {
  readonly id: string;
  readonly versionN: number;
  readonly level: ReviewLevel;
  readonly outcome: ReviewOutcome;
  readonly note: string | null;
  readonly remarks: readonly Remark[];
  readonly at: Date;
  readonly orgName: string;
  readonly decider: string;
}

interface RemarksProps {
  remarks: readonly Remark[];
  /** Where the fields stand in a form: each remark leads to its own. */
  formAt?: string;
}

/** Remarks of a reviewer, each with the field it is about. */
export function Remarks({ remarks, formAt }: RemarksProps) {
  if (remarks.length === 0) return null;
  return (
    <ul className="mt-1 list-disc pl-5">
      {remarks.map(({ field, says }) => (
        <li key={field}>
          {formAt === undefined ? (
            <b>{fieldLabels[field]}</b>
          ) : (
            <a href={`${formAt}#${fieldId(field)}`} className="link font-bold">
              {fieldLabels[field]}
            </a>
          )}
          ：{says}
        </li>
      ))}
    </ul>
  );
}

/** Who decided what, on which version, the newest first. */
export function DecisionList({ decisions }: { decisions: readonly DecisionLine[] }) {
  if (decisions.length === 0) return <p className="text-sm text-ink-soft">还没有审核意见。</p>;
  return (
    <ol className="rounded-lg border border-line bg-card">
      {decisions.map((line) => (
        <li key={line.id} className="border-b border-line px-4 py-3 text-sm last:border-b-0 sm:px-6">
          <p className="flex flex-wrap gap-x-4">
            <StateMark tone={line.outcome === 'pass' ? 'good' : 'danger'}>
              {reviewLevelLabels[line.level]}
              {line.outcome === 'pass' ? '通过' : '退回'}
            </StateMark>
            <span className="text-ink-soft">
              第 {line.versionN} 版，{line.orgName} {line.decider}，<DateText value={line.at} as="minute" />
            </span>
          </p>
          {line.note && <p className="mt-1 whitespace-pre-line">{line.note}</p>}
          <Remarks remarks={line.remarks} />
        </li>
      ))}
    </ol>
  );
}
