import { useState } from 'react';
import {
  type BrokerShare,
  mainShareWarning,
  planShares,
  type RewardedPerson,
  shareFaults,
  type SharePlan,
} from '#app/domain/distribution-shares.ts';
import { isAppError } from '#app/domain/errors.ts';
import { type Fen, formatPpm, parseFen, parsePpm } from '#app/domain/money.ts';
import { rewardPublicityDays } from '#app/domain/reward-tax.ts';
import { highestFloor, type ShareFloor } from '#app/domain/split.ts';
import { Amount } from './amount.tsx';
import { Button } from './button.tsx';
import { CheckboxGroup } from './checkbox-group.tsx';
import { errorWords } from './error-words.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { ShareTable } from './share-table.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface Facts {
  readonly shareableFen: Fen;
  readonly brokers: readonly BrokerShare[];
  readonly people: readonly RewardedPerson[];
  readonly floors: readonly ShareFloor[];
  readonly teamPpm: number;
  readonly ttoPpm: number;
}

const costRows = [0, 1, 2] as const;

/** The officer's proposal, every share shown to the fen while it is typed; without JavaScript by 先算一算. */
export function DistributionForm({
  facts,
  replayKey,
  reply,
}: {
  facts: Facts;
  replayKey: string;
  reply?: Reply | undefined;
}) {
  const typed = useTyped(reply, 'propose');
  const errors = reply?.intent === 'propose' ? reply.errors : {};
  const percent = (ppm: number) => formatPpm(ppm).replace('%', '');
  const [values, setValues] = useState(() => ({
    team: typed('teamPpm', percent(facts.teamPpm)),
    tto: typed('ttoPpm', percent(facts.ttoPpm)),
    costs: costRows.map((at) => ({ label: typed(`costs[${at}].label`), amount: typed(`costs[${at}].amount`) })),
  }));
  const setCost = (at: number, change: Partial<{ label: string; amount: string }>) =>
    setValues((old) => ({ ...old, costs: old.costs.map((cost, i) => (i === at ? { ...cost, ...change } : cost)) }));
  const [main, setMain] = useState<readonly number[]>(() => triedMain(reply));
  const people = facts.people.map((person, at) => ({ ...person, isMain: main.includes(at) }));
  const warning = mainShareWarning(people);
  const floor = highestFloor(facts.floors);
  return (
    <IntentForm
      intent="propose"
      replayKey={replayKey}
      className="grid gap-5 rounded-lg border border-line bg-card px-5 py-4"
    >
      <h3 className="text-lg font-bold">
        提出分配方案：本次分配 <Amount fen={facts.shareableFen} />
      </h3>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          name="teamPpm"
          scope="propose"
          label="完成人团队占净收入"
          why={`不低于${floor.source}的 ${formatPpm(floor.ppm)}`}
          unit="%"
          error={errors.teamPpm}
          width="short"
        >
          {(control) => (
            <TextInput
              {...control}
              numeric
              hasUnit
              value={values.team}
              onChange={(event) => setValues({ ...values, team: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          name="ttoPpm"
          scope="propose"
          label="转移机构占净收入"
          why="没有就填 0"
          unit="%"
          error={errors.ttoPpm}
          width="short"
          required={false}
        >
          {(control) => (
            <TextInput
              {...control}
              numeric
              hasUnit
              value={values.tto}
              onChange={(event) => setValues({ ...values, tto: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <fieldset>
        <legend className="font-bold">税金和直接成本（增值税及附加、评估、登记、专利维护等；研发投入不扣）</legend>
        {values.costs.map((cost, at) => (
          <div key={costRows[at]} className="mt-3 grid gap-3 sm:grid-cols-2">
            <Field
              name={`costs[${at}].label`}
              scope="propose"
              label={`成本 ${at + 1} 名称`}
              error={errors[`costs[${at}].label`]}
              required={false}
            >
              {(control) => (
                <TextInput
                  {...control}
                  value={cost.label}
                  onChange={(event) => setCost(at, { label: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field
              name={`costs[${at}].amount`}
              scope="propose"
              label={`成本 ${at + 1} 金额`}
              unit="元"
              error={errors[`costs[${at}].amount`] ?? errors[`costs[${at}]`]}
              required={false}
            >
              {(control) => (
                <TextInput
                  {...control}
                  numeric
                  hasUnit
                  value={cost.amount}
                  onChange={(event) => setCost(at, { amount: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
        ))}
      </fieldset>
      {facts.people.length > 1 && <MainPeople people={people} onChange={setMain} warning={warning} />}
      <Field
        name="publicityContact"
        scope="propose"
        label="奖励名单公示，有异议联系谁"
        why={`填了，批准后在本单位公示 ${rewardPublicityDays} 个工作日再入账；现金奖励减半计税需要公示。不公示就留空。`}
        error={errors.publicityContact}
        required={false}
      >
        {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('publicityContact')} />}
      </Field>
      <Preview facts={facts} values={values} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton intent="propose">提交，请完成人确认</SubmitButton>
        <Button type="submit" formMethod="get">
          先算一算
        </Button>
      </div>
    </IntentForm>
  );
}

/** Who was sent back as main contributors; at first the person who stands first. */
function triedMain(reply: Reply | undefined): readonly number[] {
  if (reply?.intent !== 'propose') return [0];
  const { main } = reply.values;
  return (Array.isArray(main) ? main : [main]).flatMap((at) => (typeof at === 'string' ? [Number(at)] : []));
}

interface MainPeopleProps {
  people: readonly RewardedPerson[];
  onChange: (main: readonly number[]) => void;
  warning: string | null;
}

/** 主要贡献人员: who of the team they are, and whether they have half of the reward. */
function MainPeople({ people, onChange, warning }: MainPeopleProps) {
  return (
    <div
      onChange={(event) => {
        const boxes = event.currentTarget.querySelectorAll<HTMLInputElement>('input[name="main"]:checked');
        onChange(Array.from(boxes, (box) => Number(box.value)));
      }}
    >
      <CheckboxGroup
        name="main"
        scope="propose"
        label="主要贡献人员"
        required={false}
        inline
        defaultValue={people.flatMap(({ isMain }, at) => (isMain ? [String(at)] : []))}
        options={people.map(({ name, sharePpm }, at) => ({
          value: String(at),
          label: `${name} ${formatPpm(sharePpm)}`,
        }))}
      />
      {warning && <p className="text-sm text-attention">{warning}</p>}
    </div>
  );
}

interface Values {
  readonly team: string;
  readonly tto: string;
  readonly costs: readonly { readonly label: string; readonly amount: string }[];
}

/** The plan that the typed values make, or why they make none. The verb computes it again by the same rule. */
function planOf(facts: Facts, values: Values): SharePlan | string {
  const teamPpm = parsePpm(values.team);
  const ttoPpm = values.tto.trim() === '' ? 0 : parsePpm(values.tto);
  const costs = values.costs.flatMap(({ label, amount }) => {
    if (amount.trim() === '') return [];
    const amountFen = parseFen(amount, 'yuan');
    return [{ label: label.trim() || '直接成本', amountFen }];
  });
  const read = costs.flatMap(({ label, amountFen }) => (amountFen === null ? [] : [{ label, amountFen }]));
  if (teamPpm === null || ttoPpm === null || read.length < costs.length) return '有数字读不出来，请检查比例和金额。';
  const [fault] = shareFaults({ teamPpm, ttoPpm, costs: read }, facts);
  if (fault) return fault.says;
  try {
    return planShares({ ...facts, receiptFen: facts.shareableFen, teamPpm, ttoPpm, costs: read });
  } catch (error) {
    if (isAppError(error)) return errorWords(error.code, error.params);
    throw error;
  }
}

function Preview({ facts, values }: { facts: Facts; values: Values }) {
  const plan = planOf(facts, values);
  if (typeof plan === 'string') return <Notice kind="attention" title={plan} live="polite" />;
  const { result } = plan;
  return (
    <div className="grid gap-2" aria-live="polite">
      <ShareTable shares={plan.lines} />
      <p className="text-sm text-ink-soft">
        净收入 <Amount fen={result.netFen} />
        ，团队 <Amount fen={result.teamFen} />
        ；下限 {formatPpm(result.floorPpm)}（{result.floorSource}），{result.floorMet ? '符合' : '不符合'}
        。按比例四舍五入，多出或不足的一分归份额最大的一方。
      </p>
    </div>
  );
}
