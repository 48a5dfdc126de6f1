import { ask, askBy, byDate, dayIn, step, type Step, type StepFacts } from './contract-step.ts';
import { contractDeedRoles } from './contract-deeds.ts';
import { trialNote, trialSteps } from './contract-trial-steps.ts';
import { datedTriggers } from './contract.ts';
import { diffDays } from './days.ts';
import { formatYuan } from './money.ts';
import { moneyDeedRoles } from './receipt-deeds.ts';
import { reminderDays } from './statement-flags.ts';

/** A claim waits for the payer, or for the payee's finance once the payer says that all of it is on its way. */
export function claimStep(facts: StepFacts, claim: StepFacts['claims'][number]): Step {
  const { id, label, openFen, claimedFen, dueOn, isContested } = claim;
  const place = { key: `claim:${id}`, place: 'pay', subjectId: id, dueOn } as const;
  if (claimedFen >= openFen) {
    const by = moneyDeedRoles.confirm;
    const title = `${ask(facts, 'licensor', by)}核对并确认到账：${label} ${formatYuan(openFen)}`;
    return step({ ...place, turn: 'licensor', title, detail: '付款方已上传回单，或者保证金已登记抵作价款。', by });
  }
  if (isContested) {
    const title = `${label} ${formatYuan(openFen)} 有争议，已冻结：了结以前不用付，也不算逾期`;
    return step({ ...place, dueOn: null, title, detail: '由提出争议的一方撤回，或者收款方重新给付款期限。' });
  }
  return step({
    ...place,
    turn: 'licensee',
    title: askBy(facts, 'licensee', dueOn, `付${label} ${formatYuan(openFen)}`, moneyDeedRoles.pay),
    by: moneyDeedRoles.pay,
  });
}

const { submit } = contractDeedRoles;

type MilestoneFacts = StepFacts['milestones'][number];

/** What falls due by a date or by reports of sales needs nobody's evidence; all else is handed in by the licensor and inspected. */
function milestoneSteps(facts: StepFacts, item: MilestoneFacts): Step[] {
  const name = `里程碑 ${item.position}“${item.name}”`;
  const at = { key: `milestone:${item.id}`, place: 'milestone', subjectId: item.id } as const;
  if (item.state === 'submitted' && item.acceptDueOn !== null) {
    const by = contractDeedRoles.accept;
    const title = `${askBy(facts, 'licensee', item.acceptDueOn, `验收${name}`, by)}，逾期视为通过`;
    const detail = `通过后产生应付 ${formatYuan(item.amountFen)}。`;
    return [step({ ...at, turn: 'licensee', title, detail, dueOn: item.acceptDueOn, by })];
  }
  if (item.state === 'rejected') {
    const title = `${name}的证据被退回，${ask(facts, 'licensor', submit)}补充`;
    const detail = item.rejectedFor ? `退回原因：${item.rejectedFor}` : '';
    return [step({ ...at, turn: 'licensor', title, detail, by: submit })];
  }
  if (item.state === 'disputed') {
    const { licensor, licensee } = facts.sides;
    const title = `${name}有争议，已停：${licensee}验收通过，或者${licensor}承认条件未成就，才继续`;
    return [step({ ...at, title, detail: '只停这一项，其他照常履行；谈不成的按合同约定的方式解决争议。' })];
  }
  if (item.state !== 'pending') return [];
  if (item.trigger !== null && datedTriggers.includes(item.trigger)) {
    const when = item.triggerOn === null ? '合同签署后' : `在 ${dayIn(facts, item.triggerOn)}`;
    const title = `${name}${when}到期，应付 ${formatYuan(item.amountFen)}，不用提交证据`;
    return [step({ ...at, title, dueOn: item.triggerOn })];
  }
  if (item.trigger === 'sales_reached') {
    const title = `申报的累计销售额达到约定时，${name}成就，不用另外提交证据`;
    return [step({ ...at, title, detail: trialNote(facts) })];
  }
  const title = `条件成就后，${ask(facts, 'licensor', submit)}提交${name}的证据`;
  return [step({ ...at, turn: 'licensor', title, detail: trialNote(facts), by: submit })];
}

/**
 * Of a contract that is performed: a decision on whose silence it ends comes first, then what was sent back, then dates, the
 * earliest first. What only time brings about is told after what somebody must do.
 */
export function performingSteps(facts: StepFacts): Step[] {
  const trial = trialSteps(facts);
  const milestones = facts.milestones.flatMap((item) => milestoneSteps(facts, item));
  const claims = facts.claims.map((claim) => claimStep(facts, claim));
  const wasSentBack = ({ subjectId }: Step) =>
    facts.milestones.some(({ id, state }) => id === subjectId && state === 'rejected');
  const isNobodys = ({ turn }: Step) => turn === null;
  const sentBack = milestones.filter(wasSentBack);
  const others = milestones.filter((item) => !wasSentBack(item) && !isNobodys(item));
  const waiting = milestones.filter(isNobodys);
  const dated = [...trial.now, ...others, ...claims, ...dueReport(facts)];
  // What was sent back stops the licensor's own money: he reads it first, the other side among what waits.
  const pressing = (a: Step, b: Step) => byDate(a, b) || ownFirst(facts, a, b);
  const now =
    facts.viewer === 'licensor' ? [...sentBack, ...dated.sort(pressing)] : [...sentBack, ...dated].sort(pressing);
  return [...trial.first, ...now, ...[...waiting, ...trial.later, ...laterReport(facts)].sort(byDate)];
}

/** Of two with the same day the reader is told his own first: he can do it. */
const ownFirst = ({ viewer }: StepFacts, a: Step, b: Step): number =>
  Number(b.turn === viewer) - Number(a.turn === viewer);

/** What is left to report of a contract that has ended: nothing awaits delivery any more. */
export const lastReports = (facts: StepFacts): Step[] =>
  facts.report === null ? [] : [...dueReport(facts), ...laterReport(facts)];

/** A period that is over is reported now. */
function dueReport(facts: StepFacts): Step[] {
  const { report } = facts;
  if (report === null || report.endOn >= facts.today) return [];
  const by = moneyDeedRoles.report;
  const title = askBy(facts, 'licensee', report.dueOn, `申报 ${report.label}的收入`, by);
  const place = { key: 'report', place: 'report', turn: 'licensee', dueOn: report.dueOn, by } as const;
  const isBreach = diffDays(report.dueOn, facts.today) > (reminderDays.at(-1) ?? 0);
  const breach = facts.viewer === 'licensor' && isBreach ? '逾期已属违约，可以在“变更、解除”页书面催告。' : '';
  return [step({ ...place, title, detail: `没有收入也要申报。${report.ended ?? ''}${breach}` })];
}

/** One that still runs cannot be reported: it is told last and asks nobody for anything. */
function laterReport(facts: StepFacts): Step[] {
  const { report } = facts;
  const awaited = beforeReports(facts);
  if (report === null && awaited !== null && facts.trial?.holdsRoyalty) {
    const title = `${awaited}以后才开始申报收入，提成不早于验收合格那天起计`;
    return [step({ key: 'report', place: 'none', title })];
  }
  if (report === null || report.endOn < facts.today) return [];
  if (awaited !== null) {
    const title = `${awaited}以后才开始申报收入；最早的一期是 ${report.label}，验收晚就顺延`;
    return [step({ key: 'report', place: 'none', title })];
  }
  const title = `${report.label}结束（${report.endOn}）后，${ask(facts, 'licensee', moneyDeedRoles.report)}在 ${report.dueOn} 前申报收入`;
  return [step({ key: 'report', place: 'none', title, detail: report.ended ?? '', dueOn: report.dueOn })];
}

/** What must have happened before the first period of a royalty is known; null once it is. */
function beforeReports({ trial }: StepFacts): string | null {
  if (trial?.state !== 'delivering' && trial?.state !== 'handed_in') return null;
  return trial.months === 0 ? '交付验收合格' : `交付验收合格、试用 ${trial.months} 个月期满`;
}
