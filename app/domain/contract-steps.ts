import type { DeclarationGround } from './contract-declaration.ts';
import { type ContractSide, otherContractSide, sideLabels } from './contract-deeds.ts';
import type { ContractState } from './contract-machine.ts';
import { type Day, diffDays, formatDayCn } from './days.ts';
import { type Fen, formatYuan } from './money.ts';
import type { MilestoneTrigger } from './contract.ts';
import type { MilestoneState } from './milestone.ts';

/** What one has to know of a contract to say who must do what next. */
export interface StepFacts {
  readonly state: ContractState;
  readonly proposedBySide: ContractSide;
  /** For whom the sentence is: null for a broker, who only looks on. */
  readonly viewer: ContractSide | null;
  readonly names: Readonly<Record<ContractSide, string>>;
  readonly requiresPublicity: boolean;
  /** Fewest days of it that the licensor's notice runs. */
  readonly publicityDays: number;
  readonly publicity: { readonly state: string; readonly lastOn: Day } | null;
  readonly signedBy: readonly ContractSide[];
  /** The reader's own unit has a chain that this version has not passed; of the other side nobody reads that. */
  readonly awaitsApproval: boolean;
  readonly milestones: readonly {
    readonly id: string;
    readonly position: number;
    readonly name: string;
    readonly state: MilestoneState;
    readonly trigger: MilestoneTrigger | null;
    readonly amountFen: Fen;
    readonly acceptDueOn: Day | null;
    /** Of the last evidence, when it was sent back. */
    readonly rejectedFor: string | null;
  }[];
  /** Claims that are not fully paid; `claimedFen` is what the payer says is under way. */
  readonly claims: readonly {
    readonly id: string;
    readonly label: string;
    readonly openFen: Fen;
    readonly claimedFen: Fen;
    readonly dueOn: Day;
  }[];
  /** The next report of revenue; before `endOn` has passed it cannot be filed. */
  readonly report: { readonly label: string; readonly endOn: Day; readonly dueOn: Day } | null;
  /** Last day of the trial while it runs. */
  readonly trialEndOn: Day | null;
  /** On what a terminated contract ended, where it was declared. */
  readonly ground: DeclarationGround | null;
  readonly today: Day;
}

/** Where a step is done on the contract's page. */
export type StepPlace = 'terms' | 'publicity' | 'approval' | 'sign' | 'milestone' | 'pay' | 'report' | 'none';

export interface Step {
  readonly key: string;
  readonly place: StepPlace;
  /** The milestone or the claim. */
  readonly subjectId: string | null;
  /** Whose turn it is; null when time alone decides. */
  readonly turn: ContractSide | null;
  readonly title: string;
  readonly detail: string;
  readonly dueOn: Day | null;
}

const step = (given: Partial<Step> & Pick<Step, 'key' | 'place' | 'title'>): Step => ({
  subjectId: null,
  turn: null,
  detail: '',
  dueOn: null,
  ...given,
});

/** 请 + name, or nothing before the reader's own deed. */
const ask = (facts: StepFacts, side: ContractSide): string => (facts.viewer === side ? '请' : `等${facts.names[side]}`);

/** A day in words, with its year unless it is this year. */
const dayIn = (facts: StepFacts, day: Day): string =>
  day.slice(0, 4) === facts.today.slice(0, 4) ? formatDayCn(day) : `${day.slice(0, 4)} 年 ${formatDayCn(day)}`;

function termsStep(facts: StepFacts): Step {
  const writer = facts.proposedBySide;
  const turn = facts.state === 'offered' ? otherContractSide(writer) : writer;
  const title = facts.state === 'offered' ? `${ask(facts, turn)}确认条款` : `${ask(facts, turn)}改好条款再发给对方`;
  const detail = `条款由${sideLabels[writer]}提出；同意、修改或者不再商谈，都在这一页办。`;
  return step({ key: 'terms', place: 'terms', turn, title, detail });
}

function publicityStep(facts: StepFacts): Step {
  const { publicity } = facts;
  if (publicity?.state === 'objected') {
    const title = `公示收到异议，${ask(facts, 'licensor')}答复`;
    return step({ key: 'publicity', place: 'publicity', turn: 'licensor', title, detail: '答复之前不能签署。' });
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
  const title = `${ask(facts, 'licensor')}公示名称和价款条款`;
  const detail = `许可方由国家设立，协议定价要在本单位公示不少于 ${facts.publicityDays} 日。`;
  return step({ key: 'publicity', place: 'publicity', turn: 'licensor', title, detail });
}

function signStep(facts: StepFacts): Step {
  const open = (['licensor', 'licensee'] as const).filter((side) => !facts.signedBy.includes(side));
  const turn = facts.viewer !== null && open.includes(facts.viewer) ? facts.viewer : (open[0] ?? null);
  if (facts.awaitsApproval && turn !== null && turn === facts.viewer) {
    const detail = '内部审批完成以前不能签署；对方看不到审批。';
    return step({ key: 'approval', place: 'approval', turn, title: '等本单位内部审批完成后签署', detail });
  }
  const title = turn === null ? '双方已签署' : `${ask(facts, turn)}签署这一版`;
  const signed = facts.signedBy.map((side) => sideLabels[side]).join('、');
  return step({ key: 'sign', place: 'sign', turn, title, detail: signed ? `${signed}已签署。` : '双方都还没有签署。' });
}

/** A claim waits for the payer, or for the payee's finance once the payer says that all of it is on its way. */
function claimStep(facts: StepFacts, claim: StepFacts['claims'][number]): Step {
  const { id, label, openFen, claimedFen, dueOn } = claim;
  const place = { key: `claim:${id}`, place: 'pay', subjectId: id, dueOn } as const;
  if (claimedFen >= openFen) {
    const title = `${ask(facts, 'licensor')}核对并确认到账：${label} ${formatYuan(openFen)}`;
    return step({ ...place, turn: 'licensor', title, detail: '付款方已上传回单。' });
  }
  const title = `${ask(facts, 'licensee')}在 ${dayIn(facts, dueOn)}前付${label} ${formatYuan(openFen)}`;
  const late = diffDays(dueOn, facts.today);
  return step({ ...place, turn: 'licensee', title, detail: late > 0 ? `已逾期 ${late} 天。` : '' });
}

function performingSteps(facts: StepFacts): Step[] {
  const milestones = facts.milestones.flatMap((item): Step[] => {
    const key = `milestone:${item.id}`;
    const name = `里程碑 ${item.position}“${item.name}”`;
    if (item.state === 'submitted' && item.acceptDueOn !== null) {
      const title = `${ask(facts, 'licensee')}在 ${dayIn(facts, item.acceptDueOn)}前验收${name}，逾期视为通过`;
      const detail = `通过后产生应付 ${formatYuan(item.amountFen)}。`;
      const place = { key, place: 'milestone', subjectId: item.id, turn: 'licensee' } as const;
      return [step({ ...place, title, detail, dueOn: item.acceptDueOn })];
    }
    if (item.state === 'rejected') {
      const title = `${name}的证据被退回，${ask(facts, 'licensor')}补充`;
      const detail = item.rejectedFor ? `退回原因：${item.rejectedFor}` : '';
      return [step({ key, place: 'milestone', subjectId: item.id, turn: 'licensor', title, detail })];
    }
    if (item.state !== 'pending') return [];
    if (item.trigger === 'sales_reached') {
      const title = `申报的累计销售额达到约定时，${name}成就，不用另外提交证据`;
      return [step({ key, place: 'milestone', subjectId: item.id, title, detail: trialNote(facts) })];
    }
    const title = `条件成就后，${ask(facts, 'licensor')}提交${name}的证据`;
    return [step({ key, place: 'milestone', subjectId: item.id, turn: 'licensor', title, detail: trialNote(facts) })];
  });
  const claims = facts.claims.map((claim) => claimStep(facts, claim));
  const wasSentBack = ({ subjectId }: Step) =>
    facts.milestones.some(({ id, state }) => id === subjectId && state === 'rejected');
  const sentBack = milestones.filter(wasSentBack);
  const others = milestones.filter((item) => !wasSentBack(item));
  // What was sent back stops the licensor's own money: he reads it first, the other side among what waits.
  const now =
    facts.viewer === 'licensor'
      ? [...sentBack, ...[...others, ...claims, ...dueReport(facts)].sort(byDate)]
      : [...sentBack, ...others, ...claims, ...dueReport(facts)].sort(byDate);
  const trial = trialNote(facts);
  return [
    ...(now.length === 0 && trial
      ? [step({ key: 'trial', place: 'none', title: trial, dueOn: facts.trialEndOn })]
      : now),
    ...laterReport(facts),
  ];
}

const trialNote = (facts: StepFacts): string =>
  facts.trialEndOn === null ? '' : `试用至 ${dayIn(facts, facts.trialEndOn)}，不收使用费。`;

/** A period that is over is reported now. */
function dueReport(facts: StepFacts): Step[] {
  const { report } = facts;
  if (report === null || report.endOn >= facts.today) return [];
  const title = `${ask(facts, 'licensee')}在 ${dayIn(facts, report.dueOn)}前申报${report.label}的收入`;
  const place = { key: 'report', place: 'report', turn: 'licensee', dueOn: report.dueOn } as const;
  return [step({ ...place, title, detail: '没有收入也要申报。' })];
}

/** One that still runs cannot be reported: it is told last and asks nobody for anything. */
function laterReport(facts: StepFacts): Step[] {
  const { report } = facts;
  if (report === null || report.endOn < facts.today) return [];
  const title = `${report.label}结束（${report.endOn}）后，${ask(facts, 'licensee')}在 ${report.dueOn} 前申报收入`;
  return [step({ key: 'report', place: 'none', title, dueOn: report.dueOn })];
}

const afterGround: Partial<Record<DeclarationGround, string>> = {
  trial_exit: '试用期内退出，还要提交试用数据。',
  agreed: '双方书面另有约定的，按约定办。',
};

/** What a termination leaves to do: claims that were due before, and the materials (contract text, 变更、解除与退出). */
function terminatedSteps(facts: StepFacts): Step[] {
  const title = `${ask(facts, 'licensee')}停止使用，返还或者销毁已交付的资料`;
  const detail = `${(facts.ground && afterGround[facts.ground]) ?? ''}保密义务在解除后继续。`;
  return [
    ...facts.claims.map((claim) => claimStep(facts, claim)).sort(byDate),
    step({ key: 'return', place: 'none', turn: 'licensee', title, detail }),
  ];
}

const byDate = (a: Step, b: Step): number => {
  if (a.dueOn === b.dueOn) return 0;
  if (a.dueOn === null || b.dueOn === null) return a.dueOn === null ? 1 : -1;
  return a.dueOn < b.dueOn ? -1 : 1;
};

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
      return performingSteps(facts);
    case 'terminated':
      return terminatedSteps(facts);
    case 'suspended':
      return [step({ key: 'suspended', place: 'none', title: '合同已中止，恢复履行后继续' })];
    default:
      return [];
  }
}
