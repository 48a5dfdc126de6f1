import { calendarChangeMachine, type CalendarChangeKind } from '#app/domain/calendar-change.ts';
import { labelOf } from '#app/domain/machine.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
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

interface CalendarChangesProps {
  changes: readonly CalendarChangeShown[];
  reply: DeedReply | undefined;
}

/** What was entered or is to be taken out, and waits for another person who compares it with the notice. */
export function CalendarChanges({ changes, reply }: CalendarChangesProps) {
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
            <Deeds change={change} reply={reply?.values.changeId === change.id ? reply : undefined} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What follows for everybody, before the tick. */
const follows: Readonly<Record<CalendarChangeKind, string>> = {
  set: '采用以后，公示、受理等工作日和约定顺延的期限都马上按它算；已经算定的期限不变。到了的日子不能再改。',
  drop: '采用以后，这些日子不再按放假或者上班算，公示、受理等工作日和约定顺延的期限马上照平常的日子算；已经算定的期限不变。',
};

function Deeds({
  change: { id, kind, mayDecide, mayWithdraw },
  reply,
}: {
  change: CalendarChangeShown;
  reply: DeedReply | undefined;
}) {
  const { errors } = replyTo(reply, 'approve');
  const which = <input type="hidden" name="changeId" value={id} />;
  if (mayDecide)
    return (
      <div className="mt-2 grid gap-4">
        <IntentForm intent="approve" className="grid gap-2">
          {which}
          <p className="text-sm">{follows[kind]}</p>
          <AgreeTick
            name="isCompared"
            scope={id}
            label="我已经逐行对照国务院办公厅的放假通知"
            error={errors.isCompared}
          />
          <div className="grid sm:block">
            <SubmitButton intent="approve">与放假通知相符，采用</SubmitButton>
          </div>
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
