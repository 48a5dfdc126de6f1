import type { IndexView } from './postgres/index-view.server.ts';
import { spokenForm } from './pinyin.ts';
import { normalise } from './text.ts';

/** So much of a question is put right. */
const maxTyped = 200;

interface Known {
  readonly word: string;
  readonly pinyin: string;
  readonly docs: number;
}

interface Proposal {
  readonly from: number;
  readonly length: number;
  readonly word: string;
  /** The surer the better: more characters kept, then the same sound, then more documents. */
  readonly rank: readonly [kept: number, sound: number, docs: number];
}

/** A question of more Chinese characters is a sentence: one odd pair in it is no slip of the pen. */
const longestPhrase = 12;

/** So many unknown codes are compared with known ones: each is a reading of thousands of words. */
const mostCodes = 4;

/** Windows of a run of Chinese that are compared with known words. */
const windows = [2, 3, 4, 5, 6] as const;
const longestRun = 24;

/**
 * The question with one wrong thing put right: a code with a wrong letter or digit (lifep04), or Chinese with one wrong
 * character (马玲薯). Two characters are put right only by a word that sounds the same and keeps one of them. Null where
 * nothing near is known.
 * @param unknown terms of the question that no document holds
 */
export async function didYouMean(index: IndexView, typed: string, unknown: readonly string[]): Promise<string | null> {
  const text = normalise(typed.slice(0, maxTyped)).trim();
  for (const term of unknown.slice(0, mostCodes)) {
    if (!/^[a-z0-9][a-z0-9\-_./+·]{2,30}$/.test(term) || !/[a-z]/.test(term) || /^\d+(\.\d+)?[a-z]{1,4}$/.test(term))
      continue;
    const near = await nearCode(index, term);
    if (near !== null && text.includes(term)) return text.replace(term, near);
  }
  if ([...text.matchAll(/\p{Script=Han}/gu)].length > longestPhrase) return null;
  for (const run of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    const characters = [...run[0]].slice(0, longestRun);
    const proposal = await nearWord(index, characters);
    if (!proposal) continue;
    const right = [...characters];
    right.splice(proposal.from, proposal.length, proposal.word);
    const start = run.index;
    return text.slice(0, start) + right.join('') + text.slice(start + characters.join('').length);
  }
  return null;
}

async function nearCode({ sql, kind }: IndexView, code: string): Promise<string | null> {
  const [first, last] = [code[0]!, code.at(-1)!];
  const rows = await sql<{ word: string; docs: number }[]>`
    select word, keywords + orgs + titles as docs from search_words
    where kind = ${kind} and length(word) between ${code.length - 1} and ${code.length + 1} and word ~ '^[a-z0-9._/+·-]+$' and keywords + orgs + titles > 0
      and ((word collate "C" >= ${first} and word collate "C" < ${`${first}\u{10FFFF}`})
        or (reverse(word) collate "C" >= ${last} and reverse(word) collate "C" < ${`${last}\u{10FFFF}`}))
    limit 5000`;
  const most = code.length < 6 ? 1 : 2;
  const near = rows
    .map((row) => ({ ...row, distance: distanceOf(code, row.word, most) }))
    .filter(({ word, distance }) => distance <= most && word !== code)
    .sort((a, b) => a.distance - b.distance || b.docs - a.docs || (a.word < b.word ? -1 : 1));
  return near[0]?.word ?? null;
}

async function nearWord({ sql, kind }: IndexView, characters: readonly string[]): Promise<Proposal | null> {
  const places = windows.flatMap((length) =>
    Array.from({ length: Math.max(0, characters.length - length + 1) }, (_, from) => ({
      from,
      length,
      text: characters.slice(from, from + length).join(''),
    })),
  );
  const sounds = places.map(({ text }) => spokenForm(text)?.syllables.join('') ?? '');
  // A wrong character in a longer word: the beginning before it and the end behind it are right.
  const patterns = places
    .filter(({ length }) => length > 2)
    .flatMap(({ text }) => {
      const all = [...text];
      return all.map((_, wrong) => all.map((character, at) => (at === wrong ? '_' : character)).join(''));
    });
  const columns = sql`word, pinyin, keywords + orgs + titles as docs`;
  const rows = await sql<Known[]>`
    select ${columns} from search_words
    where kind = ${kind} and replace(pinyin, ' ', '') collate "C" = any(${sounds}::text[])
    union
    select ${columns} from unnest(${patterns.filter((pattern) => !pattern.startsWith('_'))}::text[]) p
    join lateral (
      select * from search_words w where w.kind = ${kind} and w.word like p
        and w.word collate "C" >= split_part(p, '_', 1) and w.word collate "C" < split_part(p, '_', 1) || ${'\u{10FFFF}'}
      limit 20) w on true
    union
    select ${columns} from unnest(${patterns.filter((pattern) => pattern.startsWith('_'))}::text[]) p
    join lateral (
      select * from search_words w where w.kind = ${kind} and reverse(w.word) like reverse(p)
        and reverse(w.word) collate "C" >= reverse(substr(p, 2))
        and reverse(w.word) collate "C" < reverse(substr(p, 2)) || ${'\u{10FFFF}'}
      limit 20) w on true`;
  const known = new Map(rows.filter(({ docs }) => docs > 0).map((row) => [row.word, row]));
  const right = new Set<number>();
  // Characters that already stand in a known word of three and more are right.
  for (const { from, length, text } of places) {
    if (length > 2 && known.has(text)) for (let at = from; at < from + length; at += 1) right.add(at);
  }
  const proposals = places.flatMap(({ from, length, text }, place): Proposal[] =>
    [...known.values()].flatMap(({ word, pinyin, docs }) => {
      const own = [...word];
      if (word === text || own.length !== length) return [];
      const wrong = own.flatMap((character, at) => (character === characters[from + at] ? [] : [from + at]));
      const isAlike = pinyin.replaceAll(' ', '') === sounds[place];
      if (wrong.length !== 1 || right.has(wrong[0]!) || (length === 2 && !isAlike)) return [];
      return [{ from, length, word, rank: [length - 1, isAlike ? 1 : 0, docs] as const }];
    }),
  );
  proposals.sort(
    (a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1] || b.rank[2] - a.rank[2] || (a.word < b.word ? -1 : 1),
  );
  return proposals[0] ?? null;
}

/** Letters to change, add, take away or exchange with the next one, counted up to one more than `most`. */
function distanceOf(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
