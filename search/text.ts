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

/** Terms of a text to be indexed, in order and with repetitions: whole words and the shorter words inside them. */
export const cutForIndex = (text: string): string[] => cut(text, true).filter((term) => !stopWords.has(term));

/** Terms of what somebody asks; a question of stop words or signs alone asks nothing. */
export const cutForQuery = (text: string): string[] =>
  cut(text.slice(0, maxQueryChars), false).filter((term) => !stopWords.has(term));

/** Terms of a long text whose key terms are wanted; bare numbers are none. */
export const cutForMatch = (text: string): string[] =>
  cut(text.slice(0, maxMatchChars), false).filter((term) => !stopWords.has(term) && !/^\d+(\.\d+)?$/.test(term));

export const isStopWord = (term: string): boolean => stopWords.has(term);

/** Words in which enterprises speak of themselves and of any demand: they say little of what is wanted. */
export const isDemandWord = (term: string): boolean => demandWords.has(term);

/** All words run by run, stop words included, so that the words of a run give its characters again. */
export const tokensOf = (text: string): string[][] =>
  [...normalise(text.slice(0, maxMatchChars)).matchAll(runs)].map(([run]) =>
    /^\p{Script=Han}/u.test(run) ? jieba().cut(run, true) : [run],
  );

function cut(text: string, isIndex: boolean): string[] {
  const terms: string[] = [];
  for (const [run] of normalise(text).matchAll(runs)) {
    if (/^\p{Script=Han}/u.test(run)) {
      terms.push(...(isIndex ? jieba().cutForSearch(run, true) : jieba().cut(run, true)));
      continue;
    }
    terms.push(run);
    if (/^[≥≤±]/.test(run)) terms.push(run.slice(1));
    const parts = run.split(/[-_./+·]/).filter((part) => part.length > 1 && /[a-zα-ω]/.test(part));
    if (parts.length > 1) terms.push(...parts);
  }
  return terms.filter((term) => term.length <= 64);
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
