import { foundSpans } from './found-spans.ts';

interface DemandTextProps {
  text: string;
  /** Terms that the best match shares. */
  shared: readonly string[];
  /** Terms that no achievement holds. */
  unfound: readonly string[];
}

/** A demand's text with what was found underlined and what was not dotted. */
export function DemandText({ text, shared, unfound }: DemandTextProps) {
  const kinds = Array.from({ length: text.length }, () => '');
  for (const [kind, terms] of [
    ['unfound', unfound],
    ['shared', shared],
  ] as const) {
    for (const [from, to] of foundSpans(text, terms)) kinds.fill(kind, from, to);
  }
  const pieces: { kind: string; text: string; at: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = pieces.at(-1);
    const kind = kinds[at] ?? '';
    if (last !== undefined && last.kind === kind) last.text += text[at];
    else pieces.push({ kind, text: text[at] ?? '', at });
  }
  return (
    <>
      {pieces.map((piece) =>
        piece.kind === 'shared' ? (
          <mark key={piece.at} className="rounded-sm border-b-2 border-primary bg-mark px-px text-inherit">
            {piece.text}
          </mark>
        ) : piece.kind === 'unfound' ? (
          <span key={piece.at} className="border-b-2 border-dotted border-attention text-attention">
            {piece.text}
          </span>
        ) : (
          <span key={piece.at}>{piece.text}</span>
        ),
      )}
    </>
  );
}
