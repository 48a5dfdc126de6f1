import { contractDeedRoles, otherContractSide } from './contract-deeds.ts';
import type { NoticeAwaits } from './notice-awaits.ts';
import { ask, dayIn, step, type Step, type StepFacts } from './contract-step.ts';

const meanwhile = '签署以前，合同照现行的一版执行。';

function objectedStep(facts: StepFacts, of: string, awaits: NoticeAwaits | null): Step {
  const at = { key: 'change', place: 'changes', dueOn: awaits?.untilOn ?? null } as const;
  if (awaits?.kind === 'objector' && awaits.untilOn !== null)
    return step({ ...at, title: `${of}的异议已答复，提出人可以申请复核到 ${dayIn(facts, awaits.untilOn)}` });
  const asked = ask(facts, 'licensor', contractDeedRoles.decide);
  return step({ ...at, turn: 'licensor', title: `${of}的公示收到异议，${asked}答复` });
}

/** Whose turn it is with a change of the signed contract, and for what; a change that one side only prepares is no step of both. */
export function changeSteps(facts: StepFacts): Step[] {
  const { change } = facts;
  if (change == null) return [];
  const { versionN, side, publicity } = change;
  const at = { key: 'change', place: 'changes' } as const;
  const of = `第 ${versionN} 版变更`;
  const answerer = otherContractSide(side);
  const dueOn = publicity?.lastOn ?? null;
  switch (change.state) {
    case 'offered': {
      const title = `${ask(facts, answerer)}答复${of}`;
      return [step({ ...at, turn: answerer, title, detail: '同意后先公示变更后的价款，期满再签署。' })];
    }
    case 'agreed':
      return [step({ ...at, turn: 'licensor', title: `${ask(facts, 'licensor')}公示${of}的价款`, detail: meanwhile })];
    case 'publicity':
      if (publicity?.state === 'objected') return [objectedStep(facts, of, publicity.awaits ?? null)];
      return [
        step({
          ...at,
          title: `${of}公示至 ${dueOn ? dayIn(facts, dueOn) : '期满'}，无异议后签署`,
          detail: meanwhile,
          dueOn,
        }),
      ];
    case 'sent':
      return [step({ ...at, turn: facts.viewer ?? side, title: `双方签署${of}`, detail: meanwhile })];
    case 'proposed':
      return [step({ ...at, turn: answerer, title: `${ask(facts, answerer)}签署或者答复${of}`, detail: meanwhile })];
    default:
      return [];
  }
}

/** The change among what else is to be done: after the last that waits for somebody, before what only time brings. */
export function withChange(facts: StepFacts, steps: readonly Step[]): Step[] {
  const at = steps.findLastIndex(({ turn }) => turn !== null) + 1;
  return [...steps.slice(0, at), ...changeSteps(facts), ...steps.slice(at)];
}
