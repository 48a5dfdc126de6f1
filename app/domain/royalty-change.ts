import { canonicalJson } from './canonical-json.ts';
import type { LaterRates, PayLaterTerms, RoyaltyPeriodKind, RoyaltyTerms } from './contract.ts';
import { addDays, type Day, laterDay } from './days.ts';
import { type Fen, formatWan } from './money.ts';
import { calendarPeriod, type RoyaltyPeriod, termOf, trialEndOf } from './schedule.ts';

/** Why what was counted stays, and what of the royalty a change can still say. */
export const royaltyCounted =
  '已经按现在的提成条款申报过收入或者计收过提成，原来的比例、基数、扣除项、申报期和买断不能再改。可以约定从以后某一期起另按一种比例（连同最低提成），也可以改封顶金额。';

/** What decides from when other rates can count. */
interface Reported {
  /** The day on which the question is asked: at the last signature, that of the signature. */
  readonly today: Day;
  /** Last day of the last period that has a report, be it an estimate; null while there is none. */
  readonly reportedUntil: Day | null;
}

/** What of a royalty was counted so far. */
export interface RoyaltyCounted extends Reported {
  /** Revenue was reported, or a minimum charged where nobody reported. */
  readonly hasReports: boolean;
  /** Milestones and royalties charged so far, less credits: what the cap counts, in fen. */
  readonly chargedFen: Fen;
}

interface Fault {
  readonly path: string;
  readonly says: string;
}

/**
 * The first day from which other rates can count: that of the earliest calendar period that has not ended today and has no report, not
 * even an estimate. What a period cost that is over is owed, whoever reports it when (design default, to be confirmed: `royalty.later`).
 * By quarters, 2028-02-15, reported until 2027-12-31 → 2028-01-01; an estimate of 2028Q1 filed → 2028-04-01.
 */
export function openFrom(kind: RoyaltyPeriodKind, { today, reportedUntil }: Reported): Day {
  const running = calendarPeriod(kind, today);
  if (reportedUntil === null || reportedUntil < running.startOn) return running.startOn;
  return addDays(calendarPeriod(kind, reportedUntil).endOn, 1);
}

/** The calendar periods of the term with which other rates can begin, first to last: none that is over before a royalty can run at all. */
export function openStarts(
  terms: PayLaterTerms,
  kind: RoyaltyPeriodKind,
  { signedOn, ...reported }: Reported & { readonly signedOn: Day },
): Omit<RoyaltyPeriod, 'contractYear'>[] {
  const { endOn } = termOf(terms, { signedOn });
  const starts: Omit<RoyaltyPeriod, 'contractYear'>[] = [];
  const runsFrom = laterDay(terms.royalty?.startsOn ?? '', addDays(trialEndOf(terms, { signedOn }), 1));
  for (let on = laterDay(openFrom(kind, reported), calendarPeriod(kind, runsFrom).startOn); on <= endOn;) {
    const period = calendarPeriod(kind, on);
    starts.push(period);
    on = addDays(period.endOn, 1);
  }
  return starts;
}

/** Which of the rates agreed before stay as they are, from the first on: those whose time has begun or was reported. */
export const heldLater = ({ later = [], period }: RoyaltyTerms, reported: Reported): readonly LaterRates[] =>
  later.filter(({ fromOn }) => fromOn < openFrom(period, reported));

const differs = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) !== canonicalJson(b ?? null);

/** Why other rates of a change cannot count from where it says; null where they can. Their place among each other is for `checkTerms`. */
function laterFault(before: RoyaltyTerms | null, after: RoyaltyTerms, reported: Reported): Fault | null {
  const from = openFrom(after.period, reported);
  const now = after.later ?? [];
  const was = before?.later ?? [];
  const gone = was.find((old) => old.fromOn < from && !now.some((rates) => !differs(rates, old)));
  if (gone !== undefined) {
    const says = `从 ${gone.fromOn} 起的比例已经开始执行或者申报过，不能再改，也不能去掉；可以约定从以后某一期起再改。`;
    return { path: 'royalty.later', says };
  }
  const at = now.findIndex((rates) => rates.fromOn < from && !was.some((old) => !differs(rates, old)));
  if (at < 0) return null;
  const says = `新的比例最早从 ${from} 起：在双方最后一方签署那天还没有结束、也没有申报过的一期。以前各期照原来的约定。`;
  return { path: `royalty.later[${at}].fromOn`, says };
}

/** Of a royalty that was counted already, what counts for all time: everything but later rates and the cap. */
const fixedOf = (royalty: RoyaltyTerms) => ({ ...royalty, later: null, capFen: null });

/**
 * Why the royalty of a signed contract cannot become what a change says; null where it can. Other rates count from a period on that is
 * neither over nor reported. Once revenue was reported or a minimum charged the rest stays, but for the cap: it is one sum over the whole
 * contract, and may be another one as long as it was not used up and is more than what was charged.
 * Charged 490,000.00 under a cap of 500,000.00: 480,000.00 no, 600,000.00 yes.
 */
export function royaltyFault(
  before: RoyaltyTerms | null,
  after: RoyaltyTerms | null,
  counted: RoyaltyCounted,
): Fault | null {
  if (!differs(before, after)) return null;
  const { hasReports, chargedFen } = counted;
  if (hasReports && (before === null || after === null || differs(fixedOf(before), fixedOf(after)))) {
    return { path: 'royalty.kind', says: royaltyCounted };
  }
  if (hasReports && before !== null && after !== null && before.capFen !== after.capFen) {
    if (before.capFen !== null && chargedFen >= before.capFen) {
      return { path: 'royalty.cap', says: '封顶金额已经用完，没有以后的款项可改；要另行付款的，另订合同。' };
    }
    if (after.capFen !== null && after.capFen <= chargedFen) {
      return { path: 'royalty.cap', says: `封顶要高于已经计收的 ${formatWan(chargedFen)}。` };
    }
  }
  return after === null ? null : laterFault(before, after, counted);
}
