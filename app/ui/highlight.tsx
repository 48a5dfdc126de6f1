import { Fragment } from 'react';
import { classes } from './classes.ts';

/** Where a term stands: UTF-16 offsets, `end` exclusive. */
export type Span = readonly [start: number, end: number];

interface HighlightProps {
  text: string;
  spans: readonly Span[] | undefined;
  /** `found` for search terms (gold), `shared` for terms that two texts have in common (azurite, underlined). */
  look?: 'found' | 'shared';
}

/** Text with its marked terms. Overlapping and unordered spans are joined, senseless ones left out. */
export function Highlight({ text, spans = [], look = 'found' }: HighlightProps) {
  let at = 0;
  const pieces: { text: string; marked: boolean; at: number }[] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(start, at);
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false, at });
    pieces.push({ text: text.slice(from, to), marked: true, at: from });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false, at });
  return (
    <>
      {pieces.map((piece) =>
        piece.marked ? (
          <mark
            key={piece.at}
            className={classes(
              'rounded-sm px-px text-inherit',
              look === 'found' ? 'bg-mark-gold' : 'border-b-2 border-primary bg-mark',
            )}
          >
            {piece.text}
          </mark>
        ) : (
          <Fragment key={piece.at}>{piece.text}</Fragment>
        ),
      )}
    </>
  );
}
