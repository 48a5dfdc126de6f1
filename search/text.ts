import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { demandWords, stopWords } from './stop-words.ts';
import { domainWords, synonymGroups } from './synonyms.ts';

/** Raise when the same text would be cut otherwise: the embedded index then cuts its documents again. */
export const cutterVersion = 1;

export const maxQueryChars = 2_000;
export const maxMatchChars = 20_000;

const units =
  'kwh|mwh|gwh|twh|wh|kw|mw|gw|w|kv|mv|v|ka|ma|ah|mah|a|hz|khz|mhz|ghz|kpa|mpa|gpa|pa|bar|°c|k|nm|μm|um|mm|cm|dm|km|m|mm2|cm2|m2|km2|cm3|m3|ml|l|μl|mg|kg|μg|g|t|wt%|%|‰|ppm|ppb|mol|mol/l|mg/l|g/l|mg/kg|g/cm3|kg/m3|t/a|m3/d|m3/h|m/s|r/min|rpm|gy|mev|kev|ev|bq|db|亩|吨|公斤|元|万元|亿元|倍|年|个月';
const number = '\\d+(?:\\.\\d+)?';
const runs = new RegExp(
  [
    // A quantity with its unit, before all else: 45kwh, 0.5mm, 850°c
    `${number}(?:${units
      .split('|')
      .sort((a, b) => b.length - a.length)
      .map(escape)
      .join('|')})(?![a-z0-9])`,
    // Codes, formulas, abbreviations: al2o3, ni-co, 2219-t6, lifepo4/c, c++
    '[a-z0-9α-ω]+(?:[-_./+·][a-z0-9α-ω]+)*\\+{0,2}',
    '\\p{Script=Han}+',
  ].join('|'),
  'gu',
);

/** One form for one thing: NFKC, lower case, no lone surrogates, quantities joined to their units. */
export function normalise(text: string): string {
  return text
    .replace(/[\uD800-\uDFFF]/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[⋅•∙]/g, '·')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/([kmgt]?w)[·.\- ]?h(?![a-z])/g, '$1h')
    .replace(new RegExp(`(${number})\\s+(?=(?:${units})(?![a-z0-9]))`, 'g'), '$1');
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
    const parts = run.split(/[-_./+·]/).filter((part) => part.length > 1 && /[a-zα-ω]/.test(part));
    if (parts.length > 1) terms.push(...parts);
  }
  return terms.filter((term) => term.length <= 64);
}

/** Other words for a term. */
export const synonymsOf = (term: string): readonly string[] => synonyms.get(term) ?? [];

const synonyms = new Map(
  synonymGroups.flatMap((group) => group.map((term) => [term, group.filter((other) => other !== term)] as const)),
);

let cutter: Jieba | undefined;

// 5 MB of dictionary: read when first needed, not when imported.
function jieba(): Jieba {
  if (cutter) return cutter;
  cutter = Jieba.withDict(dict);
  const words = [...domainWords, ...synonymGroups.flat()].filter((word) => /^\p{Script=Han}{2,}$/u.test(word));
  cutter.loadDict(Buffer.from(words.map((word) => `${word} 100000 n`).join('\n')));
  return cutter;
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
