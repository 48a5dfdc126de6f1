import { createHash } from 'node:crypto';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { storableText } from '#app/domain/storable-text.ts';
import { domainWords } from './domain-words.ts';
import { simplified } from './simplified.ts';
import { demandWords, stopWords } from './stop-words.ts';
import { synonymGroups } from './synonyms.ts';

export const maxQueryChars = 2_000;
export const maxMatchChars = 20_000;

const units =
  'kwh|mwh|gwh|twh|wh|kw|mw|gw|w|kv|mv|v|ka|ma|ah|mah|a|hz|khz|mhz|ghz|kpa|mpa|gpa|pa|bar|°c|k|nm|μm|um|mm|cm|dm|km|m|mm2|cm2|m2|km2|cm3|m3|ml|l|μl|mg|kg|μg|g|t|wt%|%|‰|ppm|ppb|mol|mol/l|mg/l|g/l|mg/kg|g/cm3|kg/m3|t/a|m3/d|m3/h|m/s|r/min|rpm|gy|mev|kev|ev|bq|db|亩|吨|公斤|元|万元|亿元|倍|年|个月';
const number = '\\d+(?:\\.\\d+)?';
const quantity = `${number}(?:${units
  .split('|')
  .sort((a, b) => b.length - a.length)
  .map(escape)
  .join('|')})(?![a-z0-9])`;
// A quantity with its unit before all else (45kwh, ≥99.5%, 850°c); codes, formulas, abbreviations (al2o3, ni-co, 2219-t6,
// lifepo4/c, ca2+, c++); Chinese.
const pattern = `[≥≤±]?${quantity}|[a-z0-9α-ω]+(?:[-_./+·][a-z0-9α-ω]+)*\\+{0,2}|\\p{Script=Han}+`;
const runs = new RegExp(pattern, 'gu');
const spacedUnit = new RegExp(`(${number})\\s+(?=(?:${units})(?![a-z0-9]))`, 'g');

// Synonyms that stand here at the release are kept whole; those that an administrator adds are found without (synonym-table.ts).
const ownWords = [...new Set([...domainWords, ...synonymGroups.flat()])].filter((word) =>
  /^\p{Script=Han}{2,}$/u.test(word),
);

/** Raise when the code below cuts the same text otherwise, or when more is kept of a document than before. */
const rules = 4;
/** The libraries that cut, as installed: a test holds them to package.json. */
export const cutterLibraries = '@node-rs/jieba 2.0.3, opencc-js 1.4.2';

/**
 * Version of the cutter: a number made of everything that decides how a text is cut. An index whose documents were cut
 * by another one makes itself again in the background. Until it has, questions are cut by this cutter and answered from
 * the old postings: only words that the two cut differently are missed meanwhile.
 */
export const cutterVersion =
  createHash('sha256')
    .update(JSON.stringify([rules, cutterLibraries, dict.length, pattern, ownWords, [...stopWords]]))
    .digest()
    .readUInt32BE() >>> 1;

/** One form for one thing: NFKC, lower case, simplified, no lone surrogates, quantities joined to their units. */
export function normalise(text: string): string {
  const plain = storableText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[⋅•∙]/g, '·')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/>=|≧|⩾/g, '≥')
    .replace(/<=|≦|⩽/g, '≤')
    .replace(/([≥≤±])\s+(?=\d)/g, '$1')
    .replace(/([kmgt]?w)[·.\- ]?h(?![a-z])/g, '$1h')
    .replace(spacedUnit, '$1');
  return simplified(plain);
}

/** A text cut once: its words, and what is indexed of it: the same with the shorter words inside each before it. */
export interface CutText {
  readonly words: readonly string[];
  readonly indexed: readonly string[];
}

export function cutText(text: string): CutText {
  const found = runsIn(text);
  return { words: termsIn(found, whole), indexed: termsIn(found, inside) };
}

/** The same of many texts, by text: the library cuts them in one call, and in a thread of its own. */
export async function cutTexts(texts: Iterable<string>): Promise<Map<string, CutText>> {
  const found = [...new Set(texts)].map((text) => ({ text, spans: spansIn(text) }));
  const chinese = chineseOf(found.flatMap(({ spans }) => spans));
  const words = chinese === '' ? [] : ((await jieba().cutAsync(chinese, true)) as string[]);
  const next = runsOut(words);
  return new Map(
    found.map(({ text, spans }) => {
      const runs = next(spans);
      return [text, { words: termsIn(runs, whole), indexed: termsIn(runs, inside) }];
    }),
  );
}

/** Terms of a text to be indexed, in order and with repetitions: whole words and the shorter words inside them. */
export const cutForIndex = (text: string): string[] => termsIn(runsIn(text), inside);

/** Terms of what somebody asks; a question of stop words or signs alone asks nothing. */
export const cutForQuery = (text: string): string[] => termsIn(runsIn(text.slice(0, maxQueryChars)), whole);

/** Terms of a long text whose key terms are wanted; bare numbers are none. */
export const cutForMatch = (text: string): string[] =>
  termsIn(runsIn(text.slice(0, maxMatchChars)), whole).filter((term) => !/^\d+(\.\d+)?$/.test(term));

export const isStopWord = (term: string): boolean => stopWords.has(term);

/** Words in which enterprises speak of themselves and of any demand: they say little of what is wanted. */
export const isDemandWord = (term: string): boolean => demandWords.has(term);

/** All words run by run, stop words included, so that the words of a run give its characters again. */
export const tokensOf = (text: string): string[][] =>
  runsIn(text.slice(0, maxMatchChars)).map(({ run, words }) => words ?? [run]);

interface Run {
  readonly run: string;
  /** The words of a run of Chinese; null for another one. */
  readonly words: string[] | null;
}

/** Stands between runs, so that the library cuts all of a text in one call: a call costs as much as cutting a run. */
const betweenRuns = '\n';

interface Span {
  readonly run: string;
  readonly isChinese: boolean;
}

const spansIn = (text: string): Span[] =>
  (normalise(text).match(runs) ?? []).map((run) => ({ run, isChinese: /^\p{Script=Han}/u.test(run) }));

const chineseOf = (spans: readonly Span[]): string =>
  spans.flatMap(({ run, isChinese }) => (isChinese ? [run] : [])).join(betweenRuns);

function runsIn(text: string): Run[] {
  const spans = spansIn(text);
  const chinese = chineseOf(spans);
  return runsOut(chinese === '' ? [] : jieba().cut(chinese, true))(spans);
}

/** Gives the words of what was cut in one piece back to its runs, in their order. */
function runsOut(words: readonly string[]): (spans: readonly Span[]) => Run[] {
  let at = 0;
  return (spans) =>
    spans.map(({ run, isChinese }) => {
      if (!isChinese) return { run, words: null };
      const end = words.indexOf(betweenRuns, at);
      const own = words.slice(at, end < 0 ? undefined : end);
      at += own.length + 1;
      return { run, words: own };
    });
}

function termsIn(found: readonly Run[], termsOfWord: (word: string) => readonly string[]): string[] {
  const terms: string[] = [];
  const add = (term: string) => {
    if (term.length <= 64 && !stopWords.has(term)) terms.push(term);
  };
  for (const { run, words } of found) {
    if (words !== null) {
      for (const word of words) termsOfWord(word).forEach(add);
      continue;
    }
    add(run);
    if (/^[≥≤±]/.test(run)) add(run.slice(1));
    const parts = run.split(/[-_./+·]/).filter((part) => part.length > 1 && /[a-zα-ω]/.test(part));
    if (parts.length > 1) parts.forEach(add);
  }
  return terms;
}

const whole = (word: string): readonly string[] => [word];

/** Words are few and come again and again: a dictionary's worth is kept. */
const insides = new Map<string, readonly string[]>();
const mostInsides = 30_000;

/** The dictionary's words of two and three characters inside a word, then the word: what the library's search mode gives. */
function inside(word: string): readonly string[] {
  if (word.length < 3) return [word];
  let found = insides.get(word);
  if (found === undefined) {
    if (insides.size >= mostInsides) insides.clear();
    insides.set(word, (found = lookInside(word)));
  }
  return found;
}

function lookInside(word: string): string[] {
  const alone = jieba().cutForSearch(word, true);
  if (alone.at(-1) === word) return alone;
  // A word only where it stood: by itself it is cut otherwise.
  const known = new Set(jieba().cutAll(word));
  const characters = [...word];
  const grams = (size: number) =>
    characters.length > size ? characters.map((_, at) => characters.slice(at, at + size).join('')) : [];
  return [...[...grams(2), ...grams(3)].filter((gram) => known.has(gram)), word];
}

/** The words that a proposed synonym, a key word or a name consists of: codes whole, without their parts. */
export const wordsOf = (text: string): string[] =>
  tokensOf(text)
    .flat()
    .filter((term) => !stopWords.has(term) && term.length <= 64);

let cutter: Jieba | undefined;

// 5 MB of dictionary: read when first needed, not when imported.
function jieba(): Jieba {
  if (cutter) return cutter;
  cutter = Jieba.withDict(dict);
  cutter.loadDict(Buffer.from(ownWords.map((word) => `${word} 100000 n`).join('\n')));
  return cutter;
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
