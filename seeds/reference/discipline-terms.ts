import { disciplineCodes } from './discipline-codes.ts';
import { disciplines } from './disciplines.ts';
import type { Term } from './term.ts';

const source = 'GB/T 13745-2009';
const standard: readonly Term[] = disciplineCodes.map((each) => ({ ...each, source }));
const named = new Set(standard.map(({ label }) => label));

/**
 * 学科 of the standard; behind them, no longer offered but read, what was offered before: names of the graduate catalogue, which stand
 * in records by their words. Where the standard has the same name, the word leads to its code.
 */
export const disciplineTerms = [
  ...standard,
  ...disciplines
    .filter(({ label }) => !named.has(label))
    .map(({ code, label }) => ({ code, label, source: '平台规则', hiddenForAchievements: true })),
];
