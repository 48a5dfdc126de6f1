import type { DeclarationGround } from './contract-declaration.ts';
import type { MemberRole } from './access.ts';
import { contractDeedRoles, type ContractSide, otherContractSide } from './contract-deeds.ts';
import { withChange } from './contract-change-steps.ts';
import { claimStep, lastReports, performingSteps } from './contract-performing-steps.ts';
import { clearanceRoles } from './grant-clearance.ts';
import { ask, askBy, asksReader, byDate, dayIn, step, type Step, type StepFacts } from './contract-step.ts';
import type { NoticeAwaits } from './notice-awaits.ts';
import { reviewAsked } from './contract-review-step.ts';
import { approvalStep } from './contract-approval-step.ts';
import { signingStep } from './contract-signing-steps.ts';
import { dataStep } from './contract-trial-steps.ts';

/** Back on the table since an objection to its notice was upheld: else nothing that was published is a draft again. */
const isAnnulled = ({ state, publicity }: StepFacts): boolean => state === 'draft' && publicity?.state === 'cancelled';

function termsStep(facts: StepFacts): Step {
  const writer = facts.proposedBySide;
  const turn = facts.state === 'offered' ? otherContractSide(writer) : writer;
  const asked = ask(facts, turn, contractDeedRoles.agree);
  if (isAnnulled(facts)) {
    const title = `公示的异议成立，公示作废，${asked}改好条款再发`;
    const detail = `异议和答复在公示页；改好的条款由${facts.sides[otherContractSide(writer)]}重新确认，再从头公示。`;
    return step({ key: 'annulled', place: 'terms', turn, title, detail, by: contractDeedRoles.agree });
  }
  if (facts.owesClearance && facts.state === 'offered') return clearanceStep(facts);
  if (facts.revised && facts.viewer === turn) return revisedStep(facts, facts.revised, asked);
  const title = facts.state === 'offered' ? `${asked}确认条款` : `${asked}改好条款再发给对方`;
  const detail = `条款由${facts.sides[writer]}提出；同意、修改或者不再商谈，都在这一页办。`;
  return step({ key: 'terms', place: 'terms', turn, title, detail, by: contractDeedRoles.agree });
}

/** Why it goes beside an earlier contract is the licensor's to say before anybody binds himself. */
function clearanceStep(facts: StepFacts): Step {
  const title = `${ask(facts, 'licensor', clearanceRoles)}先说明与在先合同的关系`;
  const until =
    facts.state !== 'offered'
      ? '双方还不能签署'
      : facts.viewer === otherContractSide(facts.proposedBySide)
        ? '还不能同意，可以修改条款'
        : '对方还不能同意';
  const detail = `条款写明了一份在先合同；说明以前，${until}。`;
  return step({ key: 'clearance', place: 'clearance', turn: 'licensor', title, detail, by: clearanceRoles });
}

/** What the licensor stated is looked at by its second person, or answered by the earlier contract's party, before anybody signs. */
function clearanceAheadStep(
  facts: StepFacts,
  { says: detail, pending: { what, untilOn: dueOn } }: NonNullable<StepFacts['clearanceAhead']>,
): Step {
  if (what === 'review') {
    const by = ['approver'] as const;
    const title = `${ask(facts, 'licensor', by)}复核法务对在先合同的说明`;
    return step({ key: 'clearance_review', place: 'clearance', turn: 'licensor', title, detail, by });
  }
  const until = dueOn === null ? '' : `，最迟到 ${dayIn(facts, dueOn)}`;
  const title = what === 'consent' ? `等在先的被许可方确认${until}` : `在先的被许可方可以提出异议${until}`;
  return step({ key: 'consent', place: 'none', title, detail, dueOn });
}

/** Sums that the sentence names itself; the page that it leads to has all. */
const mostSumsNamed = 3;

/** Clauses that the reader had were changed: he reads which, and the sums among them, before he agrees. */
function revisedStep(facts: StepFacts, { clauses, sums }: NonNullable<StepFacts['revised']>, asked: string): Step {
  const title = `${asked}确认条款：对方改了 ${clauses.length} 条（${clauses.join('、')}）`;
  const named = sums.filter(({ isSame }) => !isSame);
  const words = named.slice(0, mostSumsNamed).map(({ label, was, now }) => `${label}：${was} 改为 ${now}`);
  const more = named.length > mostSumsNamed ? ' 等' : '';
  const detail = `${words.length > 0 ? `${words.join('；')}${more}。` : ''}先看差异，再同意、逐条答复或者修改。`;
  const by = contractDeedRoles.agree;
  return step({ key: 'revised', place: 'terms', turn: facts.viewer, title, detail, by });
}

/** Objected to: the unit answers, by its day; answered, who objected may ask for one more look until his. */
function objectedStep(facts: StepFacts, awaits: NoticeAwaits | null): Step {
  const at = { key: 'publicity', place: 'publicity' } as const;
  if (awaits?.kind === 'objector' && awaits.untilOn !== null) {
    const title = `异议已答复，等提出人：可以申请复核到 ${dayIn(facts, awaits.untilOn)}`;
    const detail = '提出人接受答复，或者到期没有申请复核的，公示继续；在这以前不能签署。';
    return step({ ...at, title, detail, dueOn: awaits.untilOn });
  }
  const dueOn = awaits?.untilOn ?? null;
  if (awaits?.kind === 'review') {
    const { words, by } = reviewAsked(facts, awaits);
    const detail = '由没有参与首次答复的另一名审批人复核，复核作出以前不能签署。';
    return step({ ...at, turn: 'licensor', title: `异议申请复核，${words}`, detail, dueOn, by });
  }
  const by = contractDeedRoles.decide;
  const asked = dueOn === null ? `${ask(facts, 'licensor', by)}答复` : askBy(facts, 'licensor', dueOn, '处理', by);
  const title = `公示收到异议，${asked}`;
  return step({
    ...at,
    turn: 'licensor',
    title,
    detail: '由公示单位的审批人受理和答复，答复之前不能签署。',
    dueOn,
    by,
  });
}

function publicityStep(facts: StepFacts): Step {
  const { publicity } = facts;
  if (publicity?.state === 'objected') {
    return objectedStep(facts, publicity.awaits ?? null);
  }
  if (publicity?.state === 'running') {
    const title = `公示至 ${dayIn(facts, publicity.lastOn)}，期满无异议后签署`;
    return step({
      key: 'publicity',
      place: 'publicity',
      title,
      dueOn: publicity.lastOn,
      detail: '公示期内双方都不能签署。',
    });
  }
  const asked = ask(facts, 'licensor', contractDeedRoles.publicise);
  const title = facts.owesCorrection
    ? `公示的异议成立，公示作废，${asked}写明更正了什么，重新公示`
    : `${asked}公示名称和价款条款`;
  const detail = `${facts.names.licensor}由国家设立，协议定价要在本单位公示不少于 ${facts.publicityDays} 日。`;
  return step({
    key: 'publicity',
    place: 'publicity',
    turn: 'licensor',
    title,
    detail,
    by: contractDeedRoles.publicise,
  });
}

function signStep(facts: StepFacts): Step {
  const { signedBy, signing = {}, versionN } = facts;
  if (facts.ownersFault) {
    const title = '等共有权人同意';
    return step({ key: 'owners', place: 'owners', turn: 'licensor', title, detail: facts.ownersFault });
  }
  if (facts.owesStateAsset) {
    const by = contractDeedRoles.publicise;
    const title = `${ask(facts, 'licensor', by)}登记评估备案和产权交易凭证`;
    const detail = '国有企业转让技术，登记以后双方才能签署。';
    return step({ key: 'state_asset', place: 'sign', path: 'state-asset', turn: 'licensor', title, detail, by });
  }
  if (facts.priority) {
    const { says: detail, isUnits } = facts.priority;
    const by = ['officer', 'approver'] as const;
    const title = isUnits ? `${ask(facts, 'licensor', by)}了结完成人的优先受让` : '等完成人对优先受让的答复';
    return step({ key: 'priority', place: 'priority', turn: isUnits ? 'licensor' : null, title, detail, by });
  }
  if (facts.owesJudgement) {
    const by = ['legal'] as const;
    const title = `${ask(facts, 'licensor', by)}判断与在先合同是否重叠`;
    const detail = '领域或者地域和一份在先合同只是写法不同；法务写明判断以前，双方还不能签署。';
    return step({ key: 'clearance', place: 'clearance', turn: 'licensor', title, detail, by });
  }
  if (facts.clearanceAhead) return clearanceAheadStep(facts, facts.clearanceAhead);
  if (facts.awaitsApproval !== null && facts.viewer !== null && !signedBy.includes(facts.viewer)) {
    return approvalStep(facts, facts.viewer, facts.awaitsApproval.next);
  }
  if (facts.owesClearance) return clearanceStep(facts);
  const signed = signedBy.map((side) => facts.sides[side]).join('、');
  const detail = signed ? `${signed}已签署。` : '双方都还没有签署。';
  const at = { key: 'sign', place: 'sign' } as const;
  return signingStep(facts, { versionN, what: '这一版', signedBy, signing, untilOn: null, detail, at });
}

const afterGround: Partial<Record<DeclarationGround, string>> = {
  trial_exit: '试用期内退出，还要提交试用数据。',
  agreed: '双方书面另有约定的，按约定办。',
};

/** What a termination leaves to do: claims that were due before, reports of the time before, and the materials (contract text, 变更、解除与退出). */
function terminatedSteps(facts: StepFacts): Step[] {
  return [
    ...[...facts.claims.map((claim) => claimStep(facts, claim)), ...dataStep(facts), ...lastReports(facts)].sort(
      byDate,
    ),
    ...returnStep(facts),
  ];
}

/** The materials: said by the licensee, answered by the licensor, and left to nobody once that is a yes or where none were delivered. */
function returnStep(facts: StepFacts): Step[] {
  const { returning } = facts;
  if (facts.isUndelivered) return [];
  const after = `${(facts.ground && afterGround[facts.ground]) ?? ''}保密义务在解除后继续。`;
  const deed = '停止使用，返还或者销毁已交付的资料';
  if (!returning) {
    const title = `${ask(facts, 'licensee')}${deed}`;
    return [step({ key: 'return', place: 'none', turn: 'licensee', title, detail: after })];
  }
  const { standing, reason, dueOn } = returning;
  if (standing === 'confirmed') return [];
  const at = { key: 'return', place: 'return', dueOn } as const;
  const asked = (side: ContractSide, by: readonly MemberRole[], what: string) => ({
    turn: side,
    by,
    title: dueOn === null ? `${ask(facts, side, by)}${what}` : askBy(facts, side, dueOn, what, by),
  });
  if (standing === 'stated') {
    const what = '核对资料是否已经返还或者销毁，确认或者写不同意见';
    return [step({ ...at, ...asked('licensor', contractDeedRoles.answerReturn, what), detail: after })];
  }
  const contested = standing === 'contested' ? `${facts.sides.licensor}有不同意见：${reason}。` : '';
  const what = `${deed}，并写明结果`;
  return [step({ ...at, ...asked('licensee', contractDeedRoles.stateReturn, what), detail: `${contested}${after}` })];
}

/**
 * A demand waits for the other side to put the breach right; once its day is past, who demanded says that it was, or may end the
 * contract (Civil Code art. 563). All else of the contract goes on meanwhile.
 */
function demandStep(facts: StepFacts): Step[] {
  const { demand } = facts;
  if (demand === null) return [];
  const { side, untilOn } = demand;
  const at = { key: 'demand', place: 'changes', dueOn: untilOn } as const;
  if (untilOn >= facts.today) {
    const turn = otherContractSide(side);
    const detail = `违约事实和补正期限在往来声明里；补正以后由${facts.names[side]}确认。催告期间合同照常履行。`;
    const by = contractDeedRoles.answer;
    return [step({ ...at, turn, title: askBy(facts, turn, untilOn, '补正违约', by), detail, by })];
  }
  const by = contractDeedRoles.cure;
  const title = `补正期限 ${dayIn(facts, untilOn)}已过，${ask(facts, side, by)}确认已补正，或者解除合同`;
  return [step({ ...at, turn: side, title, detail: '没有补正的，可以以违约解除；不解除的，合同照常履行。', by })];
}

/**
 * What the reader himself has to do by a day comes first, by day; before that only the decision on whose silence the contract ends, whoever
 * makes it, and evidence of his that was sent back. What waits for others, or for an event, does not hide it.
 */
function ownFirst(facts: StepFacts, steps: readonly Step[]): Step[] {
  const isSentBack = ({ subjectId }: Step) =>
    facts.milestones.some(({ id, state }) => id === subjectId && state === 'rejected');
  const isFirst = (item: Step) => item.key === 'decide' || (isSentBack(item) && asksReader(facts, item));
  const isDated = (item: Step) => !isFirst(item) && item.dueOn !== null && asksReader(facts, item);
  const rest = steps.filter((item) => !isFirst(item) && !isDated(item));
  return [...steps.filter(isFirst), ...steps.filter(isDated).sort(byDate), ...rest];
}

/**
 * Who must do what by when, the most pressing first: the one next step of a contract and what comes after it. What has a date
 * comes before what waits for an event. Empty where nothing is left to do.
 */
export function contractSteps(facts: StepFacts): Step[] {
  switch (facts.state) {
    case 'draft':
    case 'offered':
      return [termsStep(facts)];
    case 'agreed':
    case 'publicity':
      return facts.requiresPublicity ? [publicityStep(facts)] : [signStep(facts)];
    case 'signing':
      return [signStep(facts)];
    case 'signed':
    case 'performing':
      return ownFirst(facts, withChange(facts, performingSteps(facts)));
    case 'defaulted':
      return [...demandStep(facts), ...ownFirst(facts, withChange(facts, performingSteps(facts)))];
    case 'terminated':
      return terminatedSteps(facts);
    case 'settled':
    case 'closed':
      return facts.claims.map((claim) => claimStep(facts, claim)).sort(byDate);
    case 'suspended':
      return [step({ key: 'suspended', place: 'none', title: '合同已中止，恢复履行后继续' })];
    default:
      return [];
  }
}
