import type { Span } from './highlight.tsx';

/** Where the found terms stand in a text, upper and lower case alike. */
export function foundSpans(text: string, terms: readonly string[]): Span[] {
  const lower = text.toLowerCase();
  // Some letters change their length with their case; marks would then stand beside the words.
  if (lower.length !== text.length) return [];
  return terms.flatMap((term) => {
    const spans: Span[] = [];
    const wanted = term.toLowerCase();
    if (wanted === '') return spans;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      spans.push([at, at + wanted.length]);
    }
    return spans;
  });
}
