import { changeAskRoles } from './change-asks.ts';
import { contractDeedRoles, type ContractSide, otherContractSide } from './contract-deeds.ts';
import type { NoticeAwaits } from './notice-awaits.ts';
import { reviewAsked } from './contract-review-step.ts';
import { signingStep } from './contract-signing-steps.ts';
import { ask, askBy, dayIn, step, type Step, type StepFacts } from './contract-step.ts';

const meanwhile = '签署以前，合同照现行的一版执行。';

/** Either side may seal a change first; on the page who wrote it begins. */
const signOrder = ({ viewer, sides }: StepFacts, proposer: ContractSide): string =>
  viewer === proposer
    ? '在页面上签的，本方先签；纸质用印不分先后。'
    : `在页面上签的，由${sides[proposer]}先签；纸质用印不分先后。`;

function objectedStep(facts: StepFacts, of: string, awaits: NoticeAwaits | null): Step {
  const at = { key: 'change', place: 'changes', dueOn: awaits?.untilOn ?? null } as const;
  if (awaits?.kind === 'objector' && awaits.untilOn !== null)
    return step({ ...at, title: `${of}的异议已答复，提出人可以申请复核到 ${dayIn(facts, awaits.untilOn)}` });
  if (awaits?.kind === 'review') {
    const { words, by } = reviewAsked(facts, awaits);
    return step({ ...at, turn: 'licensor', title: `${of}的异议申请复核，${words}`, by });
  }
  const by = contractDeedRoles.decide;
  return step({ ...at, turn: 'licensor', title: `${of}的公示收到异议，${ask(facts, 'licensor', by)}答复`, by });
}

/** Whose turn it is with a change of the signed contract, and for what; a change that one side only prepares is no step of both. */
export function changeSteps(facts: StepFacts): Step[] {
  const { change } = facts;
  if (change == null) return [];
  const { versionN, side, publicity, signing = {}, untilOn = null } = change;
  const at = { key: 'change', place: 'changes' } as const;
  const of = `第 ${versionN} 版变更`;
  const answerer = otherContractSide(side);
  const dueOn = publicity?.lastOn ?? null;
  const toSign = { versionN, signing, untilOn, detail: meanwhile, at };
  switch (change.state) {
    case 'offered': {
      const by = changeAskRoles.answer;
      const title = untilOn ? askBy(facts, answerer, untilOn, `答复${of}`, by) : `${ask(facts, answerer, by)}答复${of}`;
      const detail = '同意后先公示变更后的价款，期满再签署。';
      return [step({ ...at, turn: answerer, title, detail, by, dueOn: untilOn })];
    }
    case 'agreed': {
      const by = contractDeedRoles.publicise;
      const title = `${ask(facts, 'licensor', by)}公示${of}的价款`;
      return [step({ ...at, turn: 'licensor', title, detail: meanwhile, by })];
    }
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
      return [
        signingStep(facts, {
          ...toSign,
          what: of,
          signedBy: change.signedBy ?? [],
          detail: `${signOrder(facts, side)}${meanwhile}`,
        }),
      ];
    case 'proposed':
      return [signingStep(facts, { ...toSign, what: of, signedBy: [side] })];
    default:
      return [];
  }
}

/** The change among what else is to be done: after the last that waits for somebody, before what only time brings. */
export function withChange(facts: StepFacts, steps: readonly Step[]): Step[] {
  const at = steps.findLastIndex(({ turn }) => turn !== null) + 1;
  return [...steps.slice(0, at), ...changeSteps(facts), ...steps.slice(at)];
}
