import type postgres from 'postgres';
import type { SearchKind, SuggestRequest, Suggestion } from './engine.ts';
import { spokenForm } from './pinyin.ts';
import type { Synonyms } from './synonym-table.ts';
import { wordKey } from './words.ts';

const maxTyped = 40;
const maxSuggestions = 20;
/** A beginning as frequent as one letter stands before many words: so many are looked at, by the index's order. */
const looked = 3_000;
/** A word that fewer texts turn on is one writer's own. */
const leastTexts = 2;

interface Row {
  readonly text: string;
  readonly kind: Suggestion['kind'];
  readonly docs: number;
}

/** The first text that is behind all that begin with one, by byte order. */
const after = (beginning: string): string => `${beginning}\u{10FFFF}`;

/**
 * What somebody may be about to type: key words and organisations by how many documents have them, then titles. Letters
 * are read as pinyin and as initials too. The last word is completed, what stands before it stays.
 */
export async function suggest(sql: postgres.Sql, request: SuggestRequest, synonyms: Synonyms): Promise<Suggestion[]> {
  const whole = wordKey(request.typed.slice(0, maxTyped * 4)).slice(0, maxTyped);
  const limit = Math.min(maxSuggestions, Math.max(0, Math.trunc(request.limit)));
  if (whole === '' || limit === 0) return [];
  const gap = whole.lastIndexOf(' ');
  const [head, last] = gap < 0 ? ['', whole] : [whole.slice(0, gap + 1), whole.slice(gap + 1)];
  const isLetters = /^[a-z]+$/.test(last);
  const letters = /^[a-z ]+$/.test(whole) ? whole.replaceAll(' ', '') : '';
  const [words, titles, meant, said] = await Promise.all([
    wordsFrom(sql, request.kind, last, isLetters, limit),
    titlesFrom(sql, request.kind, whole, letters, limit),
    synonymsFrom(sql, request.kind, last, synonyms, limit),
    textWordsFrom(sql, request.kind, last, isLetters, limit),
  ]);
  const found: Suggestion[] = [];
  const add = ({ text, kind }: Row, before = '') => {
    if (!found.some((one) => one.text === before + text)) found.push({ text: before + text, kind });
  };
  const names = words.filter(({ kind }) => kind === 'organisation');
  const keywords = words.filter(({ kind }) => kind === 'keyword');
  // Places for names and titles are kept where there are any.
  const spared = Math.min(Math.ceil(limit / 4), names.length) + Math.min(Math.ceil(limit / 4), titles.length);
  for (const row of [...keywords, ...meant].slice(0, limit - spared)) add(row, head);
  for (const row of names.slice(0, Math.ceil(limit / 4))) add(row, head);
  for (const row of titles) add(row);
  for (const row of [...keywords, ...meant, ...names, ...said]) add(row, head);
  return found.slice(0, limit);
}

async function wordsFrom(
  sql: postgres.Sql,
  kind: SearchKind,
  typed: string,
  isLetters: boolean,
  limit: number,
): Promise<Row[]> {
  const columns = sql`label, keywords, orgs`;
  const proposed = sql`and (keywords > 0 or orgs > 0)`;
  const byWord = sql`
    (select ${columns} from search_words
     where kind = ${kind} and word collate "C" >= ${typed} and word collate "C" < ${after(typed)} ${proposed} limit ${looked})`;
  const byLetters = sql`
    union all
    (select ${columns} from search_words
     where kind = ${kind} and replace(pinyin, ' ', '') collate "C" >= ${typed}
       and replace(pinyin, ' ', '') collate "C" < ${after(typed)} ${proposed} limit ${looked})
    union all
    (select ${columns} from search_words
     where kind = ${kind} and initials collate "C" >= ${typed} and initials collate "C" < ${after(typed)} ${proposed}
     limit ${looked})`;
  return sql<Row[]>`
    with found as (select distinct label, keywords, orgs from (${byWord} ${isLetters ? byLetters : sql``}) either)
    (select label as text, 'keyword' as kind, keywords as docs from found where keywords > 0
     order by keywords desc, length(label), label limit ${limit})
    union all
    (select label, 'organisation', orgs from found where orgs > 0 order by orgs desc, length(label), label limit ${limit})`;
}

/**
 * Other words of one meaning that begin so, where records hold some word of their group: who types 洋芋 may go on with it,
 * though every record says 马铃薯.
 */
async function synonymsFrom(
  sql: postgres.Sql,
  kind: SearchKind,
  typed: string,
  synonyms: Synonyms,
  limit: number,
): Promise<Row[]> {
  const begun = synonyms.groups.flatMap((group) =>
    group.filter((word) => beginsSo(word, typed)).map((word) => ({ word, group: group.map(wordKey) })),
  );
  if (begun.length === 0) return [];
  const rows = await sql<{ word: string; docs: number }[]>`
    select word, keywords + titles + texts as docs from search_words
    where kind = ${kind} and word = any(${[...new Set(begun.flatMap(({ group }) => group))]}::text[])`;
  const docsOf = new Map(rows.map(({ word, docs }) => [word, docs]));
  return begun
    .map(({ word, group }) => ({
      text: word,
      kind: 'keyword' as const,
      docs: group.reduce((sum, one) => sum + (docsOf.get(one) ?? 0), 0),
    }))
    .filter(({ docs }) => docs > 0)
    .sort((a, b) => b.docs - a.docs || (a.text < b.text ? -1 : 1))
    .slice(0, limit);
}

const spokenWords = new Map<string, readonly string[]>();

function beginsSo(word: string, typed: string): boolean {
  if (wordKey(word).startsWith(typed)) return true;
  if (typed.length < 2 || !/^[a-z]+$/.test(typed)) return false;
  let spoken = spokenWords.get(word);
  if (spoken === undefined) {
    const { syllables, initials } = spokenForm(word) ?? { syllables: [], initials: '' };
    spokenWords.set(word, (spoken = [syllables.join(''), initials]));
  }
  return spoken.some((letters) => letters.startsWith(typed));
}

/** Words that several texts turn on, and names of fields and chains: proposed where key words and titles leave room. */
function textWordsFrom(
  sql: postgres.Sql,
  kind: SearchKind,
  typed: string,
  isLetters: boolean,
  limit: number,
): Promise<Row[]> {
  const from = (column: postgres.PendingQuery<postgres.Row[]>) => sql`
    (select word, label, texts from search_words
     where kind = ${kind} and ${column} >= ${typed} and ${column} < ${after(typed)}
       and texts >= ${leastTexts} and keywords = 0 limit ${looked})`;
  return sql<Row[]>`
    with found as (${from(sql`word collate "C"`)}
      ${isLetters && typed.length > 1 ? sql`union ${from(sql`replace(pinyin, ' ', '') collate "C"`)}` : sql``})
    select coalesce(nullif(label, ''), word) as text, 'keyword' as kind, texts as docs from found
    order by texts desc, length(word), word limit ${limit}`;
}

/** Titles that begin so; for letters, those that begin with a word that sounds so. */
async function titlesFrom(
  sql: postgres.Sql,
  kind: SearchKind,
  typed: string,
  letters: string,
  limit: number,
): Promise<Row[]> {
  const columns = sql`document ->> 'title' as text, 'title' as kind, 1 as docs`;
  const own = sql<Row[]>`
    select ${columns} from search_documents
    where kind = ${kind} and title_key collate "C" >= ${typed} and title_key collate "C" < ${after(typed)}
    order by title_key collate "C" limit ${limit}`;
  if (letters.length < 2) return own;
  const spoken = sql<Row[]>`
    with sounding as (
      (select word, titles from search_words
       where kind = ${kind} and titles > 0 and replace(pinyin, ' ', '') collate "C" >= ${letters}
         and replace(pinyin, ' ', '') collate "C" < ${after(letters)} limit ${looked})
      union all
      (select word, titles from search_words
       where kind = ${kind} and titles > 0 and initials collate "C" >= ${letters}
         and initials collate "C" < ${after(letters)} limit ${looked})),
    best as (select word from sounding group by word order by max(titles) desc, word limit 3)
    select t.* from best cross join lateral (
      select ${columns} from search_documents
      where kind = ${kind} and title_key collate "C" >= best.word and title_key collate "C" < best.word || ${'\u{10FFFF}'}
      order by title_key collate "C" limit ${limit}) t limit ${limit}`;
  const [byWords, bySound, further] = await Promise.all([own, spoken, titlesBehind(sql, kind, letters)]);
  return [...byWords, ...bySound, ...further].slice(0, limit);
}

/** Titles of which more than the first word is typed in letters: they begin with a word that sounds as the letters begin. */
async function titlesBehind(sql: postgres.Sql, kind: SearchKind, letters: string): Promise<Row[]> {
  const beginnings = Array.from({ length: Math.max(0, letters.length - 2) }, (_, at) => letters.slice(0, at + 2));
  if (beginnings.length === 0) return [];
  const rows = await sql<Row[]>`
    with first as (
      select word from search_words
      where kind = ${kind} and titles > 0 and replace(pinyin, ' ', '') collate "C" = any(${beginnings}::text[])
      order by length(pinyin) desc, titles desc, word limit 3)
    select t.* from first cross join lateral (
      select document ->> 'title' as text, 'title' as kind, 1 as docs from search_documents
      where kind = ${kind} and title_key collate "C" >= first.word
        and title_key collate "C" < first.word || ${'\u{10FFFF}'}
      order by title_key collate "C" limit 40) t`;
  return rows.filter(({ text }) =>
    spokenForm([...text].slice(0, 16).join(''))
      ?.syllables.join('')
      .startsWith(letters),
  );
}
