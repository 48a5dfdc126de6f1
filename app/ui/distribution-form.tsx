import { useState } from 'react';
import { mainShareWarning } from '#app/domain/distribution-shares.ts';
import type { LastProposal } from '#app/domain/last-proposal.ts';
import { formatFen, formatPpm, parsePpm } from '#app/domain/money.ts';
import { rewardPublicityDays } from '#app/domain/reward-tax.ts';
import { advisedWords, scaleWords } from '#app/domain/share-policy.ts';
import { floorWords, highestFloor } from '#app/domain/split.ts';
import { Amount } from './amount.tsx';
import { Button } from './button.tsx';
import { CostFields, type TypedCost } from './distributions/cost-fields.tsx';
import { MainPeople } from './distributions/main-people.tsx';
import { type ShareFormFacts, SharePreview } from './distributions/share-preview.tsx';
import { type TypedWorker, WorkerFields, workersTyped } from './distributions/worker-fields.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { triedAs, useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

const leastRows = 3;
const percent = (ppm: number) => formatPpm(ppm).replace('%', '');

/**
 * The officer's proposal, every share shown to the fen while it is typed; without JavaScript by 先算一算. After one that went back
 * it starts from that one's figures, with the reason above them.
 */
export function DistributionForm({
  facts,
  last,
  replayKey,
  reply: answer,
}: {
  facts: ShareFormFacts;
  last: LastProposal | null;
  replayKey: string;
  reply?: Reply | undefined;
}) {
  const reply = triedAs(answer, 'propose');
  const typed = useTyped(reply, 'propose');
  const errors = reply?.intent === 'propose' ? reply.errors : {};
  // What was sent and came back says all of it: a field left empty stays empty.
  const start = reply?.intent === 'propose' ? null : last;
  const teamPpm = last?.teamPpm ?? facts.teamPpm;
  const [workers, setWorkers] = useState<readonly TypedWorker[]>(() => firstWorkers(reply, typed, start));
  const [values, setValues] = useState(() => ({
    team: typed('teamPpm', teamPpm === null ? '' : percent(teamPpm)),
    tto: typed('ttoPpm', percent(last?.ttoPpm ?? facts.ttoPpm)),
    costs: firstCosts(reply, typed, start),
  }));
  const setCost = (at: number, change: Partial<TypedCost>) =>
    setValues((old) => ({ ...old, costs: old.costs.map((cost, i) => (i === at ? { ...cost, ...change } : cost)) }));
  const [main, setMain] = useState<readonly number[]>(() => firstMain(reply, start));
  const people = facts.people.map((person, at) => ({ ...person, isMain: main.includes(at) }));
  const warning = mainShareWarning(people);
  const floor = highestFloor(facts.floors);
  return (
    <IntentForm replayKey={replayKey} className="grid gap-5 rounded-lg border border-line bg-card px-5 py-4">
      <h3 className="text-lg font-bold">
        提出分配方案：本次分配 <Amount fen={facts.shareableFen} />
      </h3>
      {last && (
        <Notice kind="attention" title="上次的方案退回了，下面先填着上次的数">
          {last.reason && <p className="whitespace-pre-line">{last.reason}</p>}
          <p>按意见改好再提交，各人重新确认。</p>
        </Notice>
      )}
      {facts.isWorkAlone && (
        <Notice title="单独的技术开发、技术咨询、技术服务：先写明是谁做的">
          这份合同没有转让或者许可成果，到账不按转化收入分：不预填成果的完成人，也没有法定下限。给做事的人多少，按本单位规定或者与他们的约定填；现金报酬不适用转化奖励的减半计税。
        </Notice>
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          name="teamPpm"
          scope="propose"
          label={facts.isWorkAlone ? '做这项工作的人占净收入' : '完成人团队占净收入'}
          why={
            facts.isWorkAlone
              ? '按本单位规定或者约定；不分给个人填 0'
              : floor.binds === false
                ? advisedWords(floor)
                : floorWords({ floorPpm: floor.ppm, floorSource: floor.source })
          }
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
      {!facts.isWorkAlone && (
        <p className="text-sm text-ink-soft">
          这里分的是转让、许可的到账。{scaleWords('equity', facts.policy)}；{scaleWords('own_use', facts.policy)}
          ：不经平台收款，由单位另行兑现。
        </p>
      )}
      {facts.isWorkAlone && <WorkerFields workers={workers} errors={errors} onChange={setWorkers} />}
      <CostFields costs={values.costs} errors={errors} onChange={setCost} />
      {facts.people.length > 1 && <MainPeople people={people} onChange={setMain} warning={warning} />}
      <Field
        name="publicityContact"
        scope="propose"
        label="奖励名单公示，有异议联系谁"
        why={`填了，批准后在本单位公示 ${rewardPublicityDays} 个工作日再入账；${facts.isWorkAlone ? '' : '国家设立的院校、科研机构的现金奖励减半计税需要公示。'}不公示就留空。`}
        error={errors.publicityContact}
        required={false}
      >
        {(control) => (
          <TextInput {...control} maxLength={200} defaultValue={typed('publicityContact', start?.publicityContact)} />
        )}
      </Field>
      <SharePreview
        facts={facts.isWorkAlone ? { ...facts, people: workersTyped(workers, parsePpm) } : facts}
        values={values}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="intent" value="propose">
          {facts.isWorkAlone ? '提交，请做事的人确认' : '提交，请完成人确认'}
        </SubmitButton>
        <Button type="submit" name="intent" value="preview">
          先算一算
        </Button>
      </div>
    </IntentForm>
  );
}

/** Who was sent back as main contributors; at first those of the last proposal, or the person who stands first. */
function firstMain(reply: Reply | undefined, start: LastProposal | null): readonly number[] {
  if (reply?.intent !== 'propose') return start?.main ?? [0];
  const { main } = reply.values;
  return (Array.isArray(main) ? main : [main]).flatMap((at) => (typeof at === 'string' ? [Number(at)] : []));
}

/** As many lines as were sent back or stand in the last proposal, and never fewer than three. */
const linesOf = (sent: unknown, start: readonly unknown[] = []): readonly number[] =>
  Array.from({ length: Math.max(leastRows, start.length, Array.isArray(sent) ? sent.length : 0) }, (_, at) => at);

type Typed = ReturnType<typeof useTyped>;

/** The costs as they were sent back; at first the last proposal's, or empty lines. */
const firstCosts = (reply: Reply | undefined, typed: Typed, start: LastProposal | null): readonly TypedCost[] =>
  linesOf(reply?.values.costs, start?.costs).map((at) => {
    const cost = start?.costs[at];
    return {
      label: typed(`costs[${at}].label`, cost?.label),
      amount: typed(`costs[${at}].amount`, cost && formatFen(cost.amountFen)),
    };
  });

/** The people as they were sent back; at first the last proposal's, or empty lines. */
const firstWorkers = (reply: Reply | undefined, typed: Typed, start: LastProposal | null): readonly TypedWorker[] =>
  linesOf(reply?.values.people, start?.workers).map((at) => {
    const { name, sharePpm = null } = start?.workers[at] ?? {};
    return {
      name: typed(`people[${at}].name`, name),
      share: typed(`people[${at}].share`, sharePpm === null ? undefined : percent(sharePpm)),
    };
  });
