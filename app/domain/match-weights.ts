import type { MatchFactor } from './match-fit.ts';
import { matchFactors } from './match-fit.ts';

/** How much each factor counts, in ppm. Data with a version: changed by the administrator after a replay, never silently. */
export interface MatchWeights {
  /** Share of each factor in the fit; they sum to 1,000,000. Unknown factors drop out. */
  readonly factors: Readonly<Record<MatchFactor, number>>;
  /** How far a fit may move a text: score = text × ((1 − reach) + reach × fit). */
  readonly fitReach: number;
}

/**
 * Version 1: a listing's freshness .05; the rest as tried, of which field .30, TRL and price .20 each, region, mode and IP .10
 * each; the fit moves a text by at most .30.
 */
export const firstMatchWeights: MatchWeights = {
  factors: {
    field: 285_000,
    trl: 190_000,
    price: 190_000,
    region: 95_000,
    mode: 95_000,
    ip: 95_000,
    freshness: 50_000,
  },
  fitReach: 300_000,
};

/** The fit must not lift an irrelevant text above a relevant one: half is the most it may move. */
export const maxFitReach = 500_000;

/**
 * What is wrong with proposed weights, by field; empty when they may be tried. Factors are whole ppm from 0 to the whole
 * and sum to 1,000,000; the reach is 0 to 500,000.
 */
export function weightFaults(weights: MatchWeights): Partial<Record<MatchFactor | 'fitReach' | 'sum', string>> {
  const faults: Partial<Record<MatchFactor | 'fitReach' | 'sum', string>> = {};
  for (const factor of matchFactors) {
    const ppm = weights.factors[factor];
    if (!Number.isSafeInteger(ppm) || ppm < 0 || ppm > 1_000_000) faults[factor] = '请填 0 到 100 之间的百分数';
  }
  const sum = matchFactors.reduce((total, factor) => total + weights.factors[factor], 0);
  if (Object.keys(faults).length === 0 && sum !== 1_000_000)
    faults.sum = `七项合计要等于 100%，现在是 ${String(Math.round(sum / 100) / 100)}%`;
  const { fitReach } = weights;
  if (!Number.isSafeInteger(fitReach) || fitReach < 0 || fitReach > maxFitReach)
    faults.fitReach = '请填 0 到 50 之间的百分数';
  return faults;
}

/** Weighted mean of the known factors, 0 to 1; null when none is known. */
export function fitOf(
  lines: readonly { readonly factor: MatchFactor; readonly fitPpm: number | null }[],
  weights: MatchWeights,
): number | null {
  let sum = 0;
  let weight = 0;
  for (const { factor, fitPpm } of lines) {
    if (fitPpm === null) continue;
    sum += weights.factors[factor] * (fitPpm / 1_000_000);
    weight += weights.factors[factor];
  }
  return weight === 0 ? null : sum / weight;
}

/** A fit that nobody stated neither lifts nor sinks. */
const neutralFit = 0.5;

/** text × ((1 − reach) + reach × fit), 0 to 1. Example: text .9, fit .5, reach .3 → .9 × .85 = .765. */
export function scoreOf(text: number, fit: number | null, { fitReach }: MatchWeights): number {
  const reach = fitReach / 1_000_000;
  return text * (1 - reach + reach * (fit ?? neutralFit));
}
