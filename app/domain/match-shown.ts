import type { MatchLevel } from './matching.ts';

interface Shown<Match> {
  readonly shown: readonly Match[];
  /** Further ones of the same list, and weak ones, that are folded away. */
  readonly more: number;
  readonly moreWeak: number;
}

/**
 * Which matches of a list stand on the page. Weak ones share a word or two: they stay folded until somebody asks for them,
 * behind all others whatever their rank. Example: 3 strong, 27 weak → 3 shown, 27 weak folded; of 30 weak alone none.
 * @param isWhole everything was asked for
 * @param most so many are shown at first
 */
export function matchesShown<Match extends { readonly level: MatchLevel }>(
  matches: readonly Match[],
  { level, isWhole, most }: { readonly level: MatchLevel | null; readonly isWhole: boolean; readonly most: number },
): Shown<Match> {
  const asked = level === null ? matches : matches.filter((match) => match.level === level);
  const folded = level === null ? asked.filter((match) => match.level === 'weak') : [];
  const open = level === null ? asked.filter((match) => match.level !== 'weak') : asked;
  if (isWhole) return { shown: [...open, ...folded], more: 0, moreWeak: 0 };
  const shown = open.slice(0, most);
  return { shown, more: open.length - shown.length, moreWeak: folded.length };
}
