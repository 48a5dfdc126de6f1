import type { ContractDeed } from '#app/domain/contract-deeds.ts';
import type { MilestoneTerms } from '#app/domain/contract.ts';
import { formatDayCn, dayOf } from '#app/domain/days.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import type { MilestoneState } from '#app/domain/milestone.ts';
import { milestoneCondition } from '#app/domain/schedule.ts';
import { ButtonLink } from './button.tsx';
import { MilestoneMark } from './contract-mark.tsx';
import { DateText } from './date-text.tsx';
import { Field } from './field.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

export interface MilestoneLine {
  readonly id: string;
  readonly position: number;
  readonly name: string;
  readonly amountFen: Fen;
  readonly state: MilestoneState;
  readonly payWithinDays: number;
  readonly acceptDueAt: Date | null;
  readonly terms: MilestoneTerms | null;
  readonly deeds: readonly ContractDeed[];
  readonly submissions: readonly {
    readonly n: number;
    readonly note: string;
    readonly submittedAt: Date;
    readonly outcome: 'accepted' | 'rejected' | 'deemed' | null;
    readonly reason: string | null;
    readonly decidedAt: Date | null;
    readonly file: { readonly id: string; readonly name: string; readonly sha256: string; readonly bytes: number };
    readonly by: string;
  }[];
}

interface ContractMilestonesProps {
  contractId: string;
  milestones: readonly MilestoneLine[];
  /** A broker sees that there is evidence, not the files. */
  mayFetch: boolean;
  /** The refused rejection, to show again what was typed. */
  rejection: { readonly milestoneId: string; readonly reason: string; readonly error: readonly string[] } | null;
}

/** Milestones with condition, evidence and answer; who must answer does it here. */
export function ContractMilestones({ contractId, milestones, mayFetch, rejection }: ContractMilestonesProps) {
  return (
    <ol className="rounded-lg border border-line bg-card">
      {milestones.map((row) => (
        <li key={row.id} id={`milestone-${row.id}`} className="border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <h3 className="font-bold">
              里程碑 {row.position}：{row.name}
            </h3>
            <p className="flex flex-wrap items-baseline gap-x-4">
              <b className="nums">{formatYuan(row.amountFen)}</b>
              <MilestoneMark state={row.state} />
            </p>
          </div>
          {row.terms && (
            <p className="text-sm text-ink-soft">
              {milestoneCondition(row.terms)}；{row.terms.trigger === 'on_date' ? '到期后' : '验收后'}{' '}
              {row.payWithinDays} 天内付
            </p>
          )}
          <Submissions row={row} mayFetch={mayFetch} />
          <Deeds contractId={contractId} row={row} rejection={rejection?.milestoneId === row.id ? rejection : null} />
        </li>
      ))}
    </ol>
  );
}

const outcomes = { accepted: '验收通过', rejected: '验收未通过', deemed: '逾期未答复，视为通过' } as const;

function Submissions({ row, mayFetch }: { row: MilestoneLine; mayFetch: boolean }) {
  if (row.submissions.length === 0) return null;
  return (
    <ul className="mt-2 text-sm">
      {row.submissions.map((item) => (
        <li key={item.n} className="border-t border-line py-2">
          <p className="flex flex-wrap gap-x-4">
            {mayFetch ? (
              <a href={`/files/${item.file.id}`} className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">
                证据 {item.n}：{item.file.name}
              </a>
            ) : (
              <span>证据 {item.n}</span>
            )}
            <span className="text-ink-soft">
              <DateText value={item.submittedAt} as="minute" /> {item.by}提交
            </span>
            <Fingerprint sha256={item.file.sha256} />
          </p>
          {item.note && <p className="text-ink-soft">{item.note}</p>}
          {item.outcome && (
            <p>
              {item.decidedAt && <DateText value={item.decidedAt} as="minute" />} {outcomes[item.outcome]}
              {item.reason && `：${item.reason}`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

interface DeedsProps {
  contractId: string;
  row: MilestoneLine;
  rejection: ContractMilestonesProps['rejection'];
}

function Deeds({ contractId, row, rejection }: DeedsProps) {
  const isDated = row.terms?.trigger === 'on_date';
  if (row.deeds.includes('submit') && !isDated) {
    return (
      <div className="mt-3">
        <ButtonLink to={`/desk/contracts/${contractId}/evidence?milestone=${row.id}`}>
          {row.state === 'rejected' ? '补充证据，再次提交' : '条件成就了，提交证据'}
        </ButtonLink>
      </div>
    );
  }
  if (!row.deeds.includes('accept')) return null;
  return (
    <div className="mt-3 grid gap-3">
      {row.acceptDueAt && (
        <p className="text-sm text-attention">
          请在 {formatDayCn(dayOf(row.acceptDueAt))}前答复，逾期视为通过。通过后 {row.payWithinDays} 天内应付{' '}
          <span className="nums">{formatYuan(row.amountFen)}</span>。
        </p>
      )}
      <IntentForm intent="accept" className="grid sm:block">
        <input type="hidden" name="milestoneId" value={row.id} />
        <SubmitButton intent="accept">验收通过</SubmitButton>
      </IntentForm>
      <details open={rejection !== null}>
        <summary className="min-h-11 py-2.5 text-sm text-danger sm:min-h-0 sm:py-1">验收不通过</summary>
        <IntentForm intent="reject" className="mt-2 grid max-w-form gap-3">
          <input type="hidden" name="milestoneId" value={row.id} />
          <Field
            name="reason"
            scope={row.id}
            label="哪里没有达到约定的标准"
            why="对方会看到，并据此补充证据。"
            error={rejection?.error}
          >
            {(control) => <TextArea {...control} rows={3} defaultValue={rejection?.reason ?? ''} />}
          </Field>
          <div className="grid sm:block">
            <SubmitButton look="danger" intent="reject">
              退回补充
            </SubmitButton>
          </div>
        </IntentForm>
      </details>
    </div>
  );
}
