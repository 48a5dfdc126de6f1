import { useActionData } from '@remix-run/react';
import { useState } from 'react';
import { mandateMachine, type MandateState } from '#app/domain/deal.ts';
import type { Day } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { type Fen, formatPpm } from '#app/domain/money.ts';
import { FeeFields } from './brokers/fee-fields.tsx';
import { feeWords } from './brokers/fee-words.ts';
import { brokerLevels } from './broker-levels.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import { DateInput } from './date-input.tsx';
import { DateText } from './date-text.tsx';
import { mandateTone } from './deal-tone.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import type { Option } from './option.ts';
import { RadioGroup } from './radio-group.tsx';
import { SectionHead } from './section-head.tsx';
import { Select } from './select.tsx';
import { StateMark } from './state-mark.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

export interface RoomMandate {
  readonly id: string;
  readonly state: MandateState;
  /** Commission and days: null for the side that did not give the mandate. */
  readonly feePpm: number | null;
  readonly feeFen: Fen | null;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly conflictNote: string;
  readonly brokerName: string;
  readonly brokerOrgName: string;
  readonly level: keyof typeof brokerLevels | null;
  readonly clientName: string;
  /** The actor is this broker and has still to answer. */
  readonly mayAnswer: boolean;
  readonly mayEnd: boolean;
  /** The actor's commission is to be shared with this broker, and he has still to say whether. */
  readonly mayShare: boolean;
  /** This broker's part of the commission of another; null where it is one of its own. */
  readonly splitPpm: number | null;
  readonly sharerName: string | null;
}

export interface PromisedFee {
  readonly id: string;
  readonly isShareable: boolean;
  readonly brokerName: string;
  readonly feePpm: number | null;
  readonly feeFen: Fen | null;
}

interface DealBrokersProps {
  mandates: readonly RoomMandate[];
  /** Brokers to choose from; null for those who invite nobody. */
  choices: readonly Option[] | null;
  /** What the actor's side has promised other brokers of this deal. */
  promised: readonly PromisedFee[];
  /** The most cash that the terms on the table can bring; null while nobody can say. */
  mostCashFen: Fen | null;
  replayKey: string;
  today: Day;
  endsOn: Day;
}

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

/** The brokers of a deal with their dated mandates, and the way to invite one. */
export function DealBrokers({ mandates, choices, ...form }: DealBrokersProps) {
  if (mandates.length === 0 && choices === null) return null;
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5">
      <SectionHead look="plain">技术经纪人</SectionHead>
      {mandates.length === 0 && <p className="text-sm text-ink-soft">还没有请技术经纪人。</p>}
      <ul className="grid gap-4">
        {mandates.map((mandate) => (
          <li key={mandate.id} className="border-t border-line pt-3 text-sm first:border-t-0 first:pt-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                <b>{mandate.brokerName}</b>{' '}
                <span className="text-ink-soft">
                  {mandate.brokerOrgName}
                  {mandate.level !== null && `，${brokerLevels[mandate.level]}`}
                </span>
              </span>
              <StateMark tone={mandateTone[mandate.state]}>{labelOf(mandateMachine, mandate.state)}</StateMark>
            </p>
            <p className="text-ink-soft">
              {mandate.clientName} 委托
              {mandate.startsOn !== null && mandate.endsOn !== null && (
                <>
                  ，<DateText value={mandate.startsOn} /> 至 <DateText value={mandate.endsOn} />
                </>
              )}
              {mandate.feePpm !== null && `，佣金为${feeWords(mandate)}`}
              {mandate.splitPpm !== null &&
                `，从 ${mandate.sharerName ?? ''} 的佣金里分 ${formatPpm(mandate.splitPpm)}`}
            </p>
            {mandate.conflictNote && <p className="text-ink-soft">利益关系声明：{mandate.conflictNote}</p>}
            {mandate.mayAnswer && <Answer mandate={mandate} />}
            {mandate.mayShare && <Share mandate={mandate} />}
            {mandate.mayEnd && (
              <IntentForm intent="endMandate" className="mt-2">
                <input type="hidden" name="mandateId" value={mandate.id} />
                <SubmitButton look="secondary" pendingText="正在处理…">
                  {mandate.state === 'active' ? '结束委托' : '撤回邀请'}
                  <span className="sr-only">：{mandate.brokerName}</span>
                </SubmitButton>
              </IntentForm>
            )}
          </li>
        ))}
      </ul>
      {choices !== null && <Invite key={mandates.length} choices={choices} {...form} />}
    </section>
  );
}

function Share({ mandate }: { mandate: RoomMandate }) {
  return (
    <div className="mt-3 grid gap-2">
      <p>委托方想再请这位，佣金从你的那份里分。你同意了才发邀请；他也接受后，你的佣金减去这一部分。</p>
      <div className="flex flex-wrap gap-2">
        {(['agreeShare', 'refuseShare'] as const).map((intent) => (
          <IntentForm key={intent} intent={intent}>
            <input type="hidden" name="mandateId" value={mandate.id} />
            <SubmitButton look={intent === 'agreeShare' ? 'primary' : 'secondary'} intent={intent}>
              {intent === 'agreeShare' ? '同意分佣' : '不同意'}
            </SubmitButton>
          </IntentForm>
        ))}
      </div>
    </div>
  );
}

function Answer({ mandate }: { mandate: RoomMandate }) {
  const given = useActionData<Reply>();
  const errors = given?.intent === 'acceptMandate' ? given.errors : {};
  return (
    <IntentForm intent="acceptMandate" className="mt-3 grid gap-3">
      <input type="hidden" name="mandateId" value={mandate.id} />
      <Field
        name="conflictNote"
        label="与任何一方的利益关系"
        why="没有就留空；有就写明，双方都看得到。"
        required={false}
        scope={mandate.id}
        error={errors.conflictNote ?? errors['']}
      >
        {(control) => <TextArea {...control} rows={2} maxLength={500} />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton intent="acceptMandate">接受委托</SubmitButton>
        <button
          type="submit"
          form={`decline-${mandate.id}`}
          className="inline-flex min-h-11 items-center rounded-md border border-control bg-card px-4 text-sm hover:border-ink hover:bg-sunk sm:min-h-9"
        >
          不接受
        </button>
      </div>
    </IntentForm>
  );
}

/** Where a second commission comes from: beside the promised ones, or out of one of them. */
function FeeSource({ promised, typed, errors }: FeeSourceProps) {
  const options = [
    { value: 'own', label: '另付一份', hint: '已答应的佣金照付，这一份也付' },
    ...promised
      .filter(({ isShareable }) => isShareable)
      .map((fee) => ({ value: fee.id, label: `从 ${fee.brokerName} 的佣金里分`, hint: feeWords(fee) })),
  ];
  return (
    <>
      {options.length > 1 && (
        <RadioGroup
          name="feeFrom"
          label="佣金从哪里出"
          scope="invite"
          options={options}
          defaultValue={typed('feeFrom', 'own')}
          error={errors.feeFrom}
        />
      )}
      <CheckboxGroup
        name="confirmSecondFee"
        label="除了已答应的佣金，再付这一份"
        required={false}
        scope="invite"
        options={[{ value: 'yes', label: '两份都付' }]}
        defaultValue={typed('confirmSecondFee') === 'yes' ? ['yes'] : []}
        error={errors.confirmSecondFee}
      />
      {options.length > 1 && (
        <Field
          name="split"
          label="分给他的份额"
          required={false}
          width="short"
          scope="invite"
          why="从别人的佣金里分时填，单位 %。那位同意后才发邀请；下面的佣金不用填，起止日期与那一份委托相同。"
          error={errors.split}
        >
          {(control) => <TextInput {...control} numeric defaultValue={typed('split')} />}
        </Field>
      )}
    </>
  );
}

interface FeeSourceProps {
  promised: readonly PromisedFee[];
  typed: (name: string, usual?: string) => string;
  errors: Readonly<Record<string, string[]>>;
}

function Invite({ choices, replayKey: given, today, endsOn, ...fees }: Omit<DealBrokersProps, 'mandates'>) {
  const { promised, mostCashFen } = fees;
  // Kept while the room is brought up to date, so that nothing typed is lost.
  const [replayKey] = useState(given);
  const answer = useActionData<Reply>();
  const reply = answer?.intent === 'invite' ? answer : undefined;
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string, otherwise = '') =>
    typeof reply?.values[name] === 'string' ? reply.values[name] : otherwise;
  return (
    <details className="mt-4 border-t border-line pt-2" open={reply !== undefined}>
      <summary className="min-h-11 py-2.5 text-sm">请一位技术经纪人</summary>
      <IntentForm intent="invite" replayKey={replayKey} className="grid gap-4 pb-2">
        <ErrorSummary errors={errors} message={whole?.[0]} scope="invite" />
        <Field name="brokerUserId" label="技术经纪人" scope="invite" error={errors.brokerUserId}>
          {(control) => (
            <Select {...control} options={choices ?? []} blank="请选择" defaultValue={typed('brokerUserId')} />
          )}
        </Field>
        {promised.length > 0 && <FeeSource promised={promised} typed={typed} errors={errors} />}
        <FeeFields typed={typed} error={errors.fee} usual="3" scope="invite" mostCashFen={mostCashFen} />
        <div className="flex flex-wrap gap-4">
          <Field name="startsOn" label="委托从" scope="invite" error={errors.startsOn}>
            {(control) => <DateInput {...control} min={today} defaultValue={typed('startsOn', today)} />}
          </Field>
          <Field name="endsOn" label="到" scope="invite" error={errors.endsOn}>
            {(control) => <DateInput {...control} min={today} defaultValue={typed('endsOn', endsOn)} />}
          </Field>
        </div>
        <div>
          <SubmitButton look="secondary" intent="invite">
            发出委托邀请
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
