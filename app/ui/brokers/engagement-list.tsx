import { engagementMachine, type EngagementState } from '#app/domain/engagement.ts';
import { labelOf } from '#app/domain/machine.ts';
import { type Fen, formatPpm } from '#app/domain/money.ts';
import { feeWords } from './fee-words.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface EngagementLine {
  readonly id: string;
  readonly scope: string;
  readonly isExclusive: boolean;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly feePpm: number | null;
  readonly feeFen: Fen | null;
  readonly splitPpm: number;
  readonly tailMonths: number;
  readonly state: EngagementState;
  readonly clientName: string;
  readonly brokerName: string;
}

const tones = {
  invited: 'attention',
  active: 'good',
  ended: 'neutral',
  declined: 'neutral',
  withdrawn: 'neutral',
} as const;

/** Standing mandates, seen by the broker or by his client. */
export function EngagementList({
  rows,
  as,
  mayAct,
}: {
  rows: readonly EngagementLine[];
  as: 'broker' | 'client';
  mayAct: boolean;
}) {
  return (
    <ul className="grid gap-3">
      {rows.map((row) => (
        <li key={row.id} className="rounded-lg border border-line bg-card px-4 py-3">
          <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 font-bold">
            <span>{as === 'broker' ? row.clientName : row.brokerName}</span>
            <StateMark tone={tones[row.state]}>{labelOf(engagementMachine, row.state)}</StateMark>
          </h3>
          <p className="break-words text-sm">{row.scope}</p>
          <p className="tabular-nums text-sm text-ink-soft">
            {row.startsOn} 至 {row.endsOn}
            {row.isExclusive && '，独家'}，佣金为{feeWords(row)}
            {row.splitPpm < 1_000_000 && `，其中这一份 ${formatPpm(row.splitPpm)}`}；结束后 {row.tailMonths}{' '}
            个月内，已介绍的仍算数
          </p>
          {mayAct && as === 'broker' && row.state === 'invited' && (
            <div className="mt-3 grid gap-3 border-t border-line pt-3">
              <IntentForm intent="acceptEngagement" className="grid gap-2">
                <input type="hidden" name="id" value={row.id} />
                <Field
                  name="conflictNote"
                  label="与委托方的利益关系"
                  scope={row.id}
                  required={false}
                  why="没有就不填。不如实申报，委托可以解除。"
                >
                  {(control) => <TextInput {...control} maxLength={500} />}
                </Field>
                <div>
                  <SubmitButton intent="acceptEngagement">接受委托</SubmitButton>
                </div>
              </IntentForm>
              <IntentForm intent="declineEngagement">
                <input type="hidden" name="id" value={row.id} />
                <SubmitButton look="quiet" intent="declineEngagement">
                  不接受
                </SubmitButton>
              </IntentForm>
            </div>
          )}
          {mayAct && (row.state === 'active' || (row.state === 'invited' && as === 'client')) && (
            <IntentForm intent="endEngagement" className="mt-2">
              <input type="hidden" name="id" value={row.id} />
              <SubmitButton look="quiet" intent="endEngagement">
                {row.state === 'invited' ? '撤回邀请' : '解除委托'}
              </SubmitButton>
            </IntentForm>
          )}
        </li>
      ))}
    </ul>
  );
}
