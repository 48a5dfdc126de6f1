import type postgres from 'postgres';
import type { SearchKind } from './engine.ts';
import type { AskedWord } from './synonym-table.ts';
import { normalise, wordsOf } from './text.ts';

/** Letters beyond this are no pinyin of a title or a name that people type. */
const longest = 40;
/** So many words that sound alike are asked for, the most frequent ones. */
const mostAlike = 5;

interface SpokenWord {
  readonly word: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly docs: number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly words: readonly SpokenWord[];
}

/**
 * Chinese words for letters that no document holds: words of titles and names whose whole syllables, one after the other,
 * are those letters (malingshu, ma ling shu), or else whose initials are (mls). Several words may follow each other.
 * @param missing terms of the text that no document holds
 */
export async function resolveSpoken(
  sql: postgres.Sql,
  kind: SearchKind,
  text: string,
  missing: ReadonlySet<string>,
): Promise<{ readonly words: readonly AskedWord[]; readonly resolved: ReadonlySet<string> }> {
  const words: AskedWord[] = [];
  const resolved = new Set<string>();
  for (const [run] of normalise(text).matchAll(/(?<![a-z0-9α-ω_./+·-])[a-z]+(?:[ ']+[a-z]+)*(?![a-z0-9α-ω_./+·-])/g)) {
    const typed = run.split(/[ ']+/);
    if (!typed.some((one) => missing.has(one))) continue;
    const pieces = await cover(sql, kind, typed);
    if (!pieces) continue;
    for (const one of typed) resolved.add(one);
    for (const piece of pieces) {
      const spellings = piece.words.map(({ word }) => wordsOf(word)).filter((spelling) => spelling.length > 0);
      if (spellings.length > 0) words.push({ term: piece.words[0]!.word, count: 1, spellings });
    }
  }
  return { words, resolved };
}

async function cover(sql: postgres.Sql, kind: SearchKind, typed: readonly string[]): Promise<Piece[] | null> {
  const letters = typed.join('');
  if (letters.length < 2 || letters.length > longest) return null;
  const parts = new Set<string>();
  for (let from = 0; from < letters.length; from += 1) {
    for (let to = from + 2; to <= letters.length; to += 1) parts.add(letters.slice(from, to));
  }
  const columns = sql`word, pinyin, initials, keywords + orgs + titles as docs`;
  // Words of texts alone are no names.
  const named = sql`keywords + orgs + titles > 0`;
  const rows = await sql<SpokenWord[]>`
    select ${columns} from search_words
    where kind = ${kind} and replace(pinyin, ' ', '') collate "C" = any(${[...parts]}::text[]) and ${named}
    union all
    select ${columns} from search_words
    where kind = ${kind} and initials collate "C" = any(${[...parts]}::text[]) and initials <> replace(pinyin, ' ', '')
      and ${named}`;
  const gaps = gapsOf(typed);
  const bySound = grouped(
    rows.filter((row) => parts.has(row.pinyin.replaceAll(' ', ''))),
    ({ pinyin }) => pinyin.replaceAll(' ', ''),
  );
  const byInitials = grouped(rows, ({ initials }) => initials);
  return (
    fewest(letters, (from, to) => {
      const alike = bySound.get(letters.slice(from, to)) ?? [];
      return alike.filter(({ pinyin }) => fits(pinyin, from, gaps));
    }) ?? fewest(letters, (from, to) => byInitials.get(letters.slice(from, to)) ?? [])
  );
}

/** Places between letters at which a blank was typed. */
function gapsOf(typed: readonly string[]): ReadonlySet<number> {
  const gaps = new Set<number>();
  let at = 0;
  for (const one of typed) gaps.add((at += one.length));
  return gaps;
}

/** A blank stands between syllables, never within one: xi an is not 先. */
function fits(pinyin: string, from: number, gaps: ReadonlySet<number>): boolean {
  let at = from;
  for (const syllable of pinyin.split(' ')) {
    for (let inside = at + 1; inside < at + syllable.length; inside += 1) if (gaps.has(inside)) return false;
    at += syllable.length;
  }
  return true;
}

function grouped(rows: readonly SpokenWord[], keyOf: (row: SpokenWord) => string): Map<string, SpokenWord[]> {
  const groups = new Map<string, SpokenWord[]>();
  for (const row of [...rows].sort((a, b) => b.docs - a.docs || (a.word < b.word ? -1 : 1))) {
    const group = groups.get(keyOf(row)) ?? [];
    if (group.length < mostAlike && !group.some(({ word }) => word === row.word)) group.push(row);
    groups.set(keyOf(row), group);
  }
  return groups;
}

/** The whole of the letters in as few words as possible, the more frequent ones among equals. */
function fewest(letters: string, wordsAt: (from: number, to: number) => readonly SpokenWord[]): Piece[] | null {
  const best: ({ pieces: Piece[]; docs: number } | null)[] = [{ pieces: [], docs: 0 }];
  for (let to = 1; to <= letters.length; to += 1) {
    best[to] = null;
    for (let from = 0; from < to; from += 1) {
      const start = best[from];
      const words = start ? wordsAt(from, to) : [];
      if (!start || words.length === 0) continue;
      const one = { pieces: [...start.pieces, { from, to, words }], docs: start.docs + words[0]!.docs };
      const known = best[to];
      const isBetter =
        !known ||
        one.pieces.length < known.pieces.length ||
        (one.pieces.length === known.pieces.length && one.docs > known.docs);
      if (isBetter) best[to] = one;
    }
  }
  return best[letters.length]?.pieces ?? null;
}
