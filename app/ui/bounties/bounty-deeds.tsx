import { bountyMachine, type BountyKind, bountyRules, type BountyState } from '#app/domain/bounty.ts';
import { type Day, diffDays } from '#app/domain/days.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { DateInput } from '../date-input.tsx';
import { Field } from '../field.tsx';
import { NextStepCard } from '../next-step-card.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { DeedCard, type DeedFields, type Reply } from './deed-card.tsx';

interface BountyDeedsProps {
  bounty: {
    readonly id: string;
    readonly kind: BountyKind;
    readonly state: BountyState;
    readonly closesOn: Day | null;
    readonly publicityUntilOn: Day | null;
    readonly contractId: string | null;
    readonly dropReason: string | null;
  };
  /** What the machine lets the reader do. */
  events: readonly string[];
  isPoster: boolean;
  roles: readonly string[];
  heard: number;
  today: Day;
  earliest: Day;
  reply: Reply | undefined;
}

const waits: Readonly<Record<BountyState, string>> = {
  collected: '等主管部门受理，组织论证。',
  arguing: `等不少于 ${bountyRules.experts} 位专家给出论证意见。`,
  posted: '正在征集揭榜方，截止前谁也看不到揭榜书。',
  judging: '专家声明关系后独立评分，够 3 份有效评分的揭榜书才能选。',
  racing: '按关口评分淘汰，最后一关胜出的中榜。',
  publicity: '中榜公示，期满没有未答复的异议就签约。',
  contracting: '等发榜方生成合同草案，双方商定并签署。',
  running: '按里程碑检查，达标后先由发榜方、再由主管部门验收。',
  accepted: '验收通过。',
  stopped: '已终止。',
  dropped: '没有进行。',
};

/** The one next step of a post and the deeds that move it. */
export function BountyDeeds({ bounty, events, today, earliest, reply, ...props }: BountyDeedsProps) {
  const { state } = bounty;
  const says = (event: string) => transitionOf(bountyMachine, state, event)?.says;
  const isClosed = bounty.closesOn !== null && diffDays(bounty.closesOn, today) > 0;
  const mayDraft = state === 'contracting' && bounty.contractId === null && props.roles.includes('poster');
  return (
    <>
      <NextStepCard
        title={waits[state]}
        detail={
          state === 'posted' && bounty.closesOn
            ? `揭榜到 ${bounty.closesOn} 截止。`
            : state === 'publicity' && bounty.publicityUntilOn
              ? `公示至 ${bounty.publicityUntilOn}。`
              : bounty.dropReason
        }
        actions={
          state === 'judging' && (
            <ButtonLink look="primary" to={`/desk/bounties/${bounty.id}/panel`}>
              去评榜
            </ButtonLink>
          )
        }
      />
      {events.includes('argue') && (
        <DeedCard intent="argue" title="受理" note={says('argue')} button="受理并组织论证" reply={reply} />
      )}
      {events.includes('post') && (
        <DeedCard
          intent="post"
          title="张榜"
          note={`张榜不少于 ${bountyRules.postDays} 天。已有 ${props.heard} 位专家的意见。`}
          button="张榜"
          reply={reply}
        >
          {(fields) => <PostFields fields={fields} kind={bounty.kind} earliest={earliest} />}
        </DeedCard>
      )}
      {events.includes('judge') && isClosed && (
        <DeedCard intent="judge" title="截止揭榜" note={says('judge')} button="拆封并开始评榜" reply={reply} />
      )}
      {mayDraft && (
        <DeedCard
          intent="contract"
          title="签约"
          note="按中榜的揭榜书建立洽谈和合同草案：里程碑、经费和指标照抄，不用再填；揭榜方可以同意或还价。"
          button="生成合同草案"
          reply={reply}
        />
      )}
      {events.includes('reopen') && bounty.contractId === null && (
        <DeedCard
          intent="reopen"
          title="没有谈成"
          note={says('reopen')}
          button="重新评榜"
          look="danger"
          reply={reply}
        />
      )}
      {events.includes('drop') && (
        <details className="rounded-lg border border-line bg-card">
          <summary className="cursor-pointer px-4 py-3 text-sm text-ink-soft">不再进行</summary>
          <DeedCard
            intent="drop"
            title="不再进行"
            note={says('drop')}
            button="确认不再进行"
            look="danger"
            reply={reply}
          >
            {({ typed, errors }) => (
              <Field name="reason" label="原因" why="发榜方和揭榜方都会看到。" error={errors.reason}>
                {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typed('reason')} />}
              </Field>
            )}
          </DeedCard>
        </details>
      )}
    </>
  );
}

function PostFields({
  fields: { typed, errors },
  kind,
  earliest,
}: {
  fields: DeedFields;
  kind: BountyKind;
  earliest: Day;
}) {
  return (
    <>
      <Field name="closesOn" label="揭榜截止" width="half" error={errors.closesOn}>
        {(control) => <DateInput {...control} min={earliest} defaultValue={typed('closesOn', earliest)} />}
      </Field>
      {kind === 'race' &&
        Array.from({ length: bountyRules.gates }, (_, at) => (
          <div key={`gate-${at}`} className="grid gap-4 sm:grid-cols-2">
            <Field
              name={`gates[${at}].title`}
              label={`第 ${at + 1} 关看什么`}
              required={at === 0}
              error={errors[`gates[${at}].title`]}
            >
              {(control) => <TextInput {...control} maxLength={60} defaultValue={typed(`gates[${at}].title`)} />}
            </Field>
            <Field name={`gates[${at}].dueOn`} label="日期" required={at === 0} error={errors[`gates[${at}].dueOn`]}>
              {(control) => <DateInput {...control} defaultValue={typed(`gates[${at}].dueOn`)} />}
            </Field>
          </div>
        ))}
    </>
  );
}
