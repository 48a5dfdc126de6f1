import type { Span } from './highlight.tsx';

/** The piece of a long text in which the first found term stands, cut at `most` characters. */
export function snippetOf(text: string, terms: readonly string[], most = 100): string {
  if (text.length <= most) return text;
  const first = foundSpans(text, terms).reduce((least, [start]) => Math.min(least, start), text.length);
  // A third of the room stands before the word, so that it can be read in its sentence.
  const from =
    first === text.length || first < (most * 2) / 3 ? 0 : Math.min(first - Math.round(most / 3), text.length - most);
  const piece = text.slice(from, from + most).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
  return `${from > 0 ? '…' : ''}${piece}${from + most < text.length ? '…' : ''}`;
}

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
