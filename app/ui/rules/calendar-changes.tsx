import { calendarChangeMachine, type CalendarChangeKind } from '#app/domain/calendar-change.ts';
import { labelOf } from '#app/domain/machine.ts';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface CalendarChangeShown {
  readonly id: string;
  readonly kind: CalendarChangeKind;
  readonly by: string;
  readonly on: string;
  readonly runs: readonly {
    readonly fromOn: string;
    readonly toOn: string;
    readonly isWorking: boolean;
    readonly name: string;
  }[];
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

const kinds: Readonly<Record<CalendarChangeKind, string>> = { set: '录入', drop: '删除' };

/** What was entered or is to be taken out, and waits for another person who compares it with the notice. */
export function CalendarChanges({ changes }: { changes: readonly CalendarChangeShown[] }) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes" className="max-w-form">
      <SectionHead look="plain" id="changes" note="另一人核对以前不按它算">
        待核对的改动
      </SectionHead>
      <ul className="rounded-lg border border-line bg-card">
        {changes.map((change) => (
          <li key={change.id} className="grid gap-2 border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <b>
                {kinds[change.kind]}，{change.by} {change.on} 填
              </b>
              <StateMark tone="attention">{labelOf(calendarChangeMachine, 'proposed')}</StateMark>
            </p>
            <ul className="grid gap-1">
              {change.runs.map((run) => (
                <li key={run.fromOn}>
                  <span className="nums">
                    {run.fromOn}
                    {run.toOn !== run.fromOn && ` 至 ${run.toOn}`}
                  </span>
                  ，{run.isWorking ? '调休上班' : '放假'}
                  {run.name && `，${run.name}`}
                </li>
              ))}
            </ul>
            <Deeds change={change} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deeds({ change: { id, mayDecide, mayWithdraw } }: { change: CalendarChangeShown }) {
  const which = <input type="hidden" name="changeId" value={id} />;
  if (mayDecide)
    return (
      <div className="mt-2 flex flex-wrap gap-4">
        <IntentForm intent="approve">
          {which}
          <SubmitButton intent="approve">与放假通知相符，采用</SubmitButton>
        </IntentForm>
        <IntentForm intent="refuse">
          {which}
          <SubmitButton intent="refuse" look="secondary">
            不符，退回
          </SubmitButton>
        </IntentForm>
      </div>
    );
  return (
    <div className="flex flex-wrap items-center gap-4 text-sm text-ink-soft">
      <span>录入的人不能自己核对，由另一位平台管理员或者审核员核对。</span>
      {mayWithdraw && (
        <IntentForm intent="withdraw">
          {which}
          <SubmitButton intent="withdraw" look="quiet">
            撤回
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}
