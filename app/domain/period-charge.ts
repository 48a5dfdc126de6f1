import { type ContractFact, type Report, reportsByPeriod } from './compute-facts.ts';
import type { Step } from './compute-steps.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import type { Day } from './days.ts';
import { AppError } from './errors.ts';
import { laterOn, royaltyOn } from './later-rates.ts';
import { keptFen } from './lost-rights.ts';
import { divideHalfUp, type Fen } from './money.ts';
import { type PeriodPlace, type PeriodSales, deductionCaps, reckonRoyalty } from './royalty.ts';
import type { RoyaltyRun, RunPeriod } from './royalty-run.ts';

/** One royalty period as it stands on a day. */
export interface PeriodCharge {
  readonly period: RunPeriod;
  /** The report that counts; null while none was filed. */
  readonly report: Report | null;
  /** First report of the period; null while none was filed. */
  readonly firstFiledOn: Day | null;
  readonly sales: PeriodSales;
  readonly baseFen: Fen;
  readonly amountFen: Fen;
  readonly steps: readonly Step[];
}

/** A report as the engine counts it: gross and deductions by name, in the order of the terms. Throws `invalid` for what was not agreed. */
export function salesOf(royalty: RoyaltyTerms, report: Report): PeriodSales {
  const own = royalty.sublicencePpm != null;
  const sum = (lines: Report['lines']): Fen => lines.reduce((total, line) => total + line.grossFen, 0n);
  const unknown = report.deductions.find(({ name }) => !royalty.deductions.some((agreed) => agreed.name === name));
  if (unknown) throw new AppError('invalid', { deduction: unknown.name }, 'deductions');
  return {
    grossFen: sum(report.lines.filter(({ by }) => !own || by === 'licensee')),
    sublicenceFen: own ? sum(report.lines.filter(({ by }) => by === 'sublicensee')) : 0n,
    // Where two deductions have one name, the first takes what is said under it.
    deductionsFen: royalty.deductions.map(({ name }, i) =>
      report.deductions
        .filter((item) => item.name === name && royalty.deductions.findIndex((one) => one.name === name) === i)
        .reduce((total, item) => total + item.amountFen, 0n),
    ),
  };
}

const nonZero = (step: Step): Step[] => (step.amountFen === 0n ? [] : [step]);

/** The working of a period as data: from the lines to the sum before the cap. */
function stepsOf(
  royalty: RoyaltyTerms,
  { startOn }: RunPeriod,
  report: Report,
  { sales, result }: { readonly sales: PeriodSales; readonly result: ReturnType<typeof reckonRoyalty> },
): Step[] {
  const later = laterOn(royalty, startOn);
  const caps = deductionCaps(royalty, sales.grossFen);
  const counted = report.lines.filter(({ by }) => royalty.sublicencePpm == null || by === 'licensee');
  return [
    ...counted.map(({ product, by, grossFen }): Step => ({
      rule: by === 'sublicensee' ? 'sublicensee_sales' : 'gross',
      name: product,
      amountFen: grossFen,
    })),
    ...(counted.length === 0 ? [{ rule: 'gross' as const, amountFen: 0n }] : []),
    ...royalty.deductions.flatMap(({ name, capPpm }, i): Step[] => {
      const claimed = sales.deductionsFen[i] ?? 0n;
      const allowed = result.allowedDeductionsFen[i] ?? 0n;
      const cut: Step[] =
        claimed > allowed && caps[i] != null
          ? [{ rule: 'deduction_over_cap', name, ofFen: claimed, ratePpm: capPpm ?? 0, amountFen: claimed - allowed }]
          : [];
      return [...nonZero({ rule: 'deduction', name, amountFen: -allowed }), ...cut];
    }),
    ...nonZero({ rule: 'baseline', amountFen: -result.baselineFen }),
    ...nonZero({ rule: 'below_zero', amountFen: result.belowZeroFen }),
    { rule: 'base', amountFen: result.baseFen },
    ...(later ? [{ rule: 'later_rates' as const, name: later.fromOn, amountFen: 0n }] : []),
    ...result.steps.map(({ sliceFen, ratePpm, amountFen }): Step => ({
      rule: 'slice',
      ofFen: sliceFen,
      ratePpm,
      amountFen,
    })),
    ...nonZero({
      rule: 'sublicence',
      ofFen: sales.sublicenceFen ?? 0n,
      ratePpm: royalty.sublicencePpm ?? 0,
      amountFen: result.sublicenceFen,
    }),
    ...nonZero({ rule: 'period_minimum', ofFen: result.beforeCapFen, amountFen: result.floorAppliedFen }),
  ];
}

/**
 * Every royalty period as the reports filed so far make it, first to last. A period without a report costs nothing yet; from the
 * day after the last one to report, the period's minimum. Each period by the rates of its own time; what tiers have counted goes on
 * over a change of them. `openingBaseFen` is what tiers over the whole contract counted before the facts begin. Later reports replace
 * earlier ones: what was charged before is for the caller to set off.
 */
export function periodCharges(
  terms: PayLaterTerms,
  run: RoyaltyRun,
  facts: readonly ContractFact[],
  given: { readonly today: Day; readonly openingBaseFen: Fen },
): PeriodCharge[] {
  const { royalty } = terms;
  if (royalty === null) return [];
  const reported = reportsByPeriod(facts);
  let ofContract = given.openingBaseFen;
  let ofYear = { year: 0, baseFen: 0n };
  return run.periods.map((period): PeriodCharge => {
    if (ofYear.year !== period.contractYear) ofYear = { year: period.contractYear, baseFen: 0n };
    const reports = reported.get(period.key) ?? [];
    const report = reports.at(-1) ?? null;
    const isLast = period === run.periods.at(-1);
    const own = royaltyOn(royalty, period.startOn);
    const span = own.schedule.kind === 'tiered' ? (own.schedule.span ?? 'period') : 'period';
    // Reported as it ran, before an end of rights cut it: the days until then count (design default: `patent.lost_share`).
    const uncut = isLast && report !== null && run.uncut !== null && report.on < run.uncut.knownOn ? run.uncut : null;
    const place: PeriodPlace = {
      contractYear: period.contractYear,
      baseBeforeFen: span === 'contract' ? ofContract : span === 'contract_year' ? ofYear.baseFen : 0n,
      days: uncut ? { ...uncut.days, endedEarly: false } : { ...period.days, endedEarly: isLast && run.ended !== null },
    };
    const nothing: PeriodSales = { grossFen: 0n, deductionsFen: [] };
    const sales = report ? salesOf(own, report) : nothing;
    const result = reckonRoyalty(own, sales, place);
    const isOverdue = report === null && given.today > period.reportDueOn && run.trial.state === 'converted';
    const counts = report !== null || (isOverdue && (own.minimumFen ?? 0n) > 0n);
    const baseFen = report ? result.baseFen : 0n;
    ofContract += baseFen;
    ofYear = { ...ofYear, baseFen: ofYear.baseFen + baseFen };
    const ranFen = uncut
      ? divideHalfUp(result.beforeCapFen * BigInt(period.days.counted), BigInt(uncut.wholeDays))
      : result.beforeCapFen;
    const costFen = keptFen(ranFen, run.lost, period.startOn, period.endOn);
    const lost: Step[] = nonZero({
      rule: 'lost_right',
      ofFen: result.beforeCapFen,
      amountFen: costFen - result.beforeCapFen,
    });
    return {
      period,
      report,
      firstFiledOn: reports[0]?.on ?? null,
      sales,
      baseFen,
      amountFen: report || counts ? costFen : 0n,
      steps: report
        ? [...stepsOf(own, period, report, { sales, result }), ...lost]
        : [
            { rule: 'no_statement', amountFen: 0n },
            { rule: 'period_minimum', ofFen: result.beforeCapFen, amountFen: result.beforeCapFen },
            ...lost,
          ],
    };
  });
}
