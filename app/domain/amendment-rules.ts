import { listsDelivery } from './awaited-delivery.ts';
import { canonicalJson } from './canonical-json.ts';
import { datedTriggers, type PayLaterTerms } from './contract.ts';
import { addDays, type Day } from './days.ts';
import { givenDifference } from './given-difference.ts';
import { plainTerms } from './plain-terms.ts';
import { termOf } from './schedule.ts';
import type { ChangeCounts } from './version-text.ts';
import { type RoyaltyCounted, royaltyFault } from './royalty-change.ts';

export interface AmendmentFault {
  readonly path: string;
  readonly says: string;
}

export interface Performed extends RoyaltyCounted {
  /** Positions, from 1, of milestones that are no longer pending. */
  readonly reached: readonly number[];
  /** Something that fell due is not paid. */
  readonly hasOpenClaims: boolean;
  /** The day on which the contract was signed; null while it is not. */
  readonly signedOn: Day | null;
  /** Last day of the last period that was reported or whose minimum was charged; null while there is none. */
  readonly countedUntil: Day | null;
}

/** What no change of a signed contract touches, and why: said by the lock before and by the fault after. */
export const neverChanged = {
  kind: '变更不换合同种类；要换，另订一份合同。',
  startsOn: '合同已开始履行，起算日不能再改。',
  trial: '试用的长短不在变更里改；要延长，在“交付与试用”页提出。',
} as const;

/** Why the order of invoice and payment stays while something is owed. */
export const invoicingOfClaims = '有应付款还没有付清，它的付款期限按原来的开票先后起算；付清以后再改。';

export const restDaysCounted =
  '已经按现在的约定算过申报期限（申报过收入，或者计收过最低提成），末日遇休假日顺延与否不能再改。';

/** From when royalties and the trial run hangs on whether something is delivered. */
const deliveryStays =
  '提成或者试用从什么时候起算由有没有约定交付决定：变更可以增减交付的资料，不能全部删去，也不能从无到有。';

/**
 * Why a change cannot be made to a contract that is being performed; null where it can. What was performed is not rewritten
 * (Civil Code art. 567: clauses on settlement stand): a milestone that was handed in or reached keeps its words and sum, a
 * pending one may change but not vanish, dates that started days stay, and so does what revenue was reported under (`royaltyFault`).
 * Terms are judged as they are meant (`plainTerms`), here and below: what an earlier release let in can always be signed again.
 */
export function amendmentFault(
  signed: PayLaterTerms,
  changed: PayLaterTerms,
  performed: Performed,
): AmendmentFault | null {
  const [before, after] = [plainTerms(signed), plainTerms(changed)];
  const { reached } = performed;
  const differs = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) !== canonicalJson(b ?? null);
  if (!differs(before, after)) return { path: '', says: '条款没有变化，不用变更。' };
  if (differs(before.kind, after.kind) || differs(before.subKind, after.subKind)) {
    return { path: 'kind', says: neverChanged.kind };
  }
  if (differs(before.startsOn, after.startsOn)) return { path: 'startsOn', says: neverChanged.startsOn };
  if (differs(before.trial, after.trial)) {
    return { path: 'trial.months', says: neverChanged.trial };
  }
  const isOtherList = before.royaltyAwaits !== undefined && listsDelivery(before) !== listsDelivery(after);
  if (before.royaltyAwaits !== after.royaltyAwaits || isOtherList) {
    return { path: 'deliverables', says: deliveryStays };
  }
  const at = before.milestones.findIndex((old, i) => {
    const now = after.milestones[i];
    if (now === undefined) return true;
    const isFixed = reached.includes(i + 1) || now.trigger !== old.trigger || now.triggerOn !== old.triggerOn;
    return isFixed && differs(old, now);
  });
  if (at >= 0) {
    const says = `里程碑 ${at + 1} 已提交或者已成就的部分不能改，也不能删除里程碑或者改它的触发条件。`;
    return { path: `milestones[${at}].name`, says };
  }
  if (after.milestones.slice(before.milestones.length).some(({ trigger }) => datedTriggers.includes(trigger))) {
    return { path: 'milestones', says: '变更不能加按日期或者签署时付的里程碑。' };
  }
  return laterEndFault(before, after, performed) ?? countedFault(before, after, performed);
}

/**
 * Other rates begin within the term: from a day behind its end on they would promise what no period is counted by. Those that were agreed
 * before for a time that a shorter term cuts off go with it; those that the signed terms have behind an end that stays are no matter of
 * this change.
 */
function laterEndFault(before: PayLaterTerms, after: PayLaterTerms, { signedOn }: Performed): AmendmentFault | null {
  if (signedOn === null) return null;
  const { endOn } = termOf(after, { signedOn });
  const stood = after.termYears < before.termYears ? [] : (before.royalty?.later ?? []);
  const known = new Set(stood.map(({ fromOn }) => fromOn));
  const later = after.royalty?.later ?? [];
  const at = later.findIndex(({ fromOn }) => fromOn > endOn && !known.has(fromOn));
  if (at < 0) return null;
  const says = `期限到 ${endOn} 届满，${later[at]?.fromOn} 起没有提成可算：请选期限以内的一期，或者去掉这一种比例。`;
  return { path: `royalty.later[${at}].fromOn`, says };
}

/**
 * A shorter term cannot end before what was counted: royalties of periods that would then lie behind its end were reported or charged,
 * and would stand as claims that no term gives.
 */
function termFault(
  before: PayLaterTerms,
  after: PayLaterTerms,
  { signedOn, countedUntil }: Performed,
): AmendmentFault | null {
  if (after.termYears >= before.termYears || signedOn === null || countedUntil === null) return null;
  if (termOf(after, { signedOn }).endOn >= countedUntil) return null;
  const says = `期限不能在 ${countedUntil} 以前届满：到那一天为止的提成已经申报或者计收过。要提前结束的，请办理解除。`;
  return { path: 'termYears', says };
}

/**
 * Why terms that are read for all time cannot change any more, since what they count was reported or reached meanwhile; null where
 * they can. Asked when a change is written and once more when it is signed.
 */
export function countedFault(
  signed: PayLaterTerms,
  changed: PayLaterTerms,
  performed: Performed,
): AmendmentFault | null {
  const { reached, hasReports, hasOpenClaims } = performed;
  const [before, after] = [plainTerms(signed), plainTerms(changed)];
  const ofRoyalty = royaltyFault(before.royalty, after.royalty, performed);
  if (ofRoyalty !== null) return ofRoyalty;
  const ofTerm = termFault(before, after, performed);
  if (ofTerm !== null) return ofTerm;
  // Until when each period is reported is read for all time, and with it whether a minimum was owed.
  if (hasReports && (before.restDays ?? 'keep') !== (after.restDays ?? 'keep')) {
    return { path: 'restDays', says: restDaysCounted };
  }
  if (hasOpenClaims && (before.invoicing ?? 'payment_first') !== (after.invoicing ?? 'payment_first')) {
    return { path: 'invoicing', says: invoicingOfClaims };
  }
  // What was reached was charged by the words before: signed now, new ones would promise a sum that nobody charges.
  const at = before.milestones.findIndex(
    (old, i) => reached.includes(i + 1) && canonicalJson(old) !== canonicalJson(after.milestones[i] ?? null),
  );
  if (at < 0) return null;
  const says = `里程碑 ${at + 1} 已提交或者已成就，它的条款不能再改；要改别的，另起一份变更。`;
  return { path: `milestones[${at}].name`, says };
}

/**
 * Whether a change touches what the contract costs and when: milestones, royalty, term, default interest, the order of invoices. Such a
 * change counts from its conclusion for all that has not yet fallen due, and waits for no later day: which of two sums a deed meant that
 * was done in the days between would otherwise hang on the hour in which it was booked. Another territory: false. Another rate: true.
 */
export function countsAtOnce(before: PayLaterTerms, after: PayLaterTerms): boolean {
  const moneyOf = ({
    milestones,
    royalty,
    termYears,
    invoicing,
    restDays,
    latePenaltyPpmPerDay,
    latePenaltyCapPpm,
  }: PayLaterTerms): string =>
    canonicalJson({
      milestones,
      royalty,
      termYears,
      invoicing: invoicing ?? 'payment_first',
      restDays: restDays ?? 'keep',
      latePenaltyPpmPerDay,
      latePenaltyCapPpm,
    });
  return moneyOf(plainTerms(before)) !== moneyOf(plainTerms(after));
}

/** From when a change counts, as its words will say: see `ChangeCounts`. `isAsked`: it is published before it is signed. */
export const changeCounts = (before: PayLaterTerms, after: PayLaterTerms, isAsked: boolean): ChangeCounts =>
  countsAtOnce(before, after) ? 'open_claims' : isAsked ? 'signing' : 'day';

/** The longest that a signed change waits for its day: until then no other one can be made. */
export const longestWaitDays = 366;

/** Why a change cannot wait for its day; null where it need not, or may. */
export function waitFault(
  before: PayLaterTerms,
  after: PayLaterTerms,
  { effectiveOn, today }: { readonly effectiveOn: Day; readonly today: Day },
): AmendmentFault | null {
  if (effectiveOn <= today) return null;
  const path = 'change.effectiveOn';
  if (countsAtOnce(before, after)) {
    const says =
      '里程碑、提成、期限、违约金和开票先后的变更，自双方签署完成时起对还没有成就、申报或者计收的款项执行，生效日请填今天。';
    return { path, says };
  }
  if (effectiveOn > addDays(today, longestWaitDays))
    return { path, says: '生效日最晚在一年以内：等生效期间不能再变更。' };
  return null;
}

/**
 * Whether a change touches the agreed price: sums of milestones and on what, when and how late they are paid, the royalty with its cap,
 * the years for which it is paid, and what delay costs. A sum that waits for what never comes is another price.
 * Another place of jurisdiction: false. A cap of 2,000,000.00 made 1,000,000.00, or sales of 1,000,000.00 made 100,000,000.00: true.
 */
function changesPrice(before: PayLaterTerms, after: PayLaterTerms): boolean {
  const priceOf = ({
    milestones,
    royalty,
    termYears,
    latePenaltyPpmPerDay,
    latePenaltyCapPpm,
  }: PayLaterTerms): string =>
    canonicalJson({
      milestones: milestones.map(({ amountFen, trigger, triggerFen, triggerOn, criteria, payWithinDays }) => ({
        amountFen,
        trigger,
        triggerFen,
        triggerOn,
        criteria,
        payWithinDays,
      })),
      royalty,
      termYears,
      latePenaltyPpmPerDay,
      latePenaltyCapPpm,
    });
  return priceOf(plainTerms(before)) !== priceOf(plainTerms(after));
}

/**
 * Whether a change is published anew before it is signed, of a contract whose price must stand in publicity: it touches the price, or
 * what is given for it as the notice said it: sort, territory, field, term, rights (促进科技成果转化法 art. 18; the counterparty does not
 * change in a change). Rights that are named for the first time are no other object where the record that was published names them:
 * `recorded`, their ids. Longer secrecy: false. 普通许可 made 独占许可, 甘肃省 made 全国, a patent more: true.
 */
export function restartsPublicity(
  signed: PayLaterTerms,
  changed: PayLaterTerms,
  recorded: readonly string[] = [],
): boolean {
  return changesPrice(plainTerms(signed), plainTerms(changed)) || givenDifference(signed, changed, recorded).size > 0;
}

/** Of a change that was written while nothing of it had to be published: its words name a day, which passes in the meantime. */
export const dutyCameLater = '写这份变更时不用公示，现在要先公示，生效日不再合适：请作废后重新拟一份。';
/** Of one that already lies before both for signing. */
export const neverPublished = '这份变更要先商定、公示，期满才能签署，现在双方都不能签：请收回后重新拟一份。';

/** Why a change that is published before it is signed cannot name a later day: its words count it from its signing. */
export const publishedFault = (effectiveOn: Day, today: Day): AmendmentFault | null =>
  effectiveOn <= today
    ? null
    : {
        path: 'change.effectiveOn',
        says: '这份变更要先公示，期满签署以后才执行：自双方签署完成之日起，生效日请填今天。',
      };
