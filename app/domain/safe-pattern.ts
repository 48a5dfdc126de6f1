/** A repetition without end looks at so many characters at most. */
export const mostRepeats = 60;
/** So many ways to match from one place are tried at most: the time of a search grows with the text, not beyond it. */
const mostWays = 4_000;
const longest = 200;

interface Piece {
  readonly source: string;
  /** In how many ways it can match from one place. */
  readonly ways: number;
}

class Refused extends Error {}

/**
 * A pattern as the administrator wrote it, or null where it is none or could run for long on a long text. It has characters,
 * classes, groups, alternatives and repetitions, no looking around and no references back; `*`, `+` and `{n,}` see 60
 * repetitions at most, and all its ways to match are counted beforehand. '机密.*级' → /机密.{0,60}级/iu; '(a|b)*' → null
 */
export function compilePattern(text: string): RegExp | null {
  if (text.length > longest) return null;
  try {
    const { source, rest } = alternatives(text);
    return rest === '' ? new RegExp(source, 'iu') : null;
  } catch (error) {
    if (error instanceof Refused || error instanceof SyntaxError) return null;
    throw error;
  }
}

function alternatives(text: string): Piece & { readonly rest: string } {
  let rest = text;
  const found: Piece[] = [];
  do {
    const branch = sequence(found.length === 0 ? rest : rest.slice(1));
    found.push(branch);
    rest = branch.rest;
  } while (rest.startsWith('|'));
  return { source: found.map(({ source }) => source).join('|'), ways: counted(found, (a, b) => a + b), rest };
}

function sequence(text: string): Piece & { readonly rest: string } {
  let rest = text;
  const found: Piece[] = [];
  while (rest !== '' && rest[0] !== '|' && rest[0] !== ')') {
    const atom = one(rest);
    const piece = repeated(atom, atom.rest);
    found.push(piece);
    rest = piece.rest;
  }
  return { source: found.map(({ source }) => source).join(''), ways: counted(found, (a, b) => a * b), rest };
}

const counted = (pieces: readonly Piece[], join: (a: number, b: number) => number): number =>
  within(pieces.length === 0 ? 1 : pieces.map(({ ways }) => ways).reduce(join));

function within(ways: number): number {
  if (ways > mostWays) throw new Refused();
  return ways;
}

/** An escaped character, class or property; a class in brackets; an anchor; any other character that is no sign. */
const single =
  /^(?:\\(?:[dDwWsSbB]|u[0-9a-f]{4}|p\{[\w=]+\}|P\{[\w=]+\}|[^\w\s])|\[(?:\\.|[^\]\\])*\]|[^\\[\](){}*+?|])/iu;

function one(text: string): Piece & { readonly rest: string } {
  if (text.startsWith('(')) {
    const opening = text.startsWith('(?') ? '(?:' : '(';
    if (!text.startsWith(opening)) throw new Refused();
    const inner = alternatives(text.slice(opening.length));
    if (!inner.rest.startsWith(')')) throw new Refused();
    return { source: `(?:${inner.source})`, ways: inner.ways, rest: inner.rest.slice(1) };
  }
  const [source] = single.exec(text) ?? [];
  if (source === undefined) throw new Refused();
  return { source, ways: 1, rest: text.slice(source.length) };
}

const repetition = /^(?:([*+?])|\{(\d{1,3})(,(\d{1,3})?)?\})\??/;

function repeated(atom: Piece, text: string): Piece & { readonly rest: string } {
  const found = repetition.exec(text);
  if (found === null) return { source: atom.source, ways: atom.ways, rest: text };
  const [whole, sign, from, comma, to] = found;
  const least = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
  const open = least + mostRepeats;
  const most =
    sign === '?' ? 1 : sign !== undefined ? open : comma === undefined ? least : to === undefined ? open : Number(to);
  let ways = 0;
  for (let times = least; times <= most; times += 1) ways = within(ways + atom.ways ** times);
  const rest = text.slice(whole.length);
  if (repetition.test(rest)) throw new Refused();
  return { source: `${atom.source}{${least},${most}}`, ways: Math.max(1, ways), rest };
}
