import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SearchDocument } from '#search/engine.ts';
import { cutForIndex, tokensOf } from '#search/text.ts';
import { achievements } from '#seeds/world/achievements.ts';
import { demands } from '#seeds/world/demands.ts';
import { chains } from '#seeds/reference/chains.ts';
import { fields } from '#seeds/reference/fields.ts';
import { regions } from '#seeds/reference/regions.ts';

// Documents for measuring at size: sentences of the demo world shuffled within a field, 12 % of their words swapped for
// words of the dictionary (as often as language uses them), so that lists have the lengths of a real corpus.

const swapShare = 0.12;

/** Deterministic, so that two runs measure the same documents. */
export function chooser(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pickFrom =
  (random: () => number) =>
  <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)]!;

const sentencesOf = (text: string): string[] => text.split(/(?<=[。；])/).filter((part) => part.length > 6);

type Sentence = readonly string[];
/** A sentence as its words and the signs between them. */
const cutSentence = (text: string): Sentence =>
  text.split(/(?<=[，。；、])/).flatMap((part) => {
    const sign = /[，。；、]$/.exec(part)?.[0];
    return [...tokensOf(part).flat(), ...(sign ? [sign] : [])];
  });

interface Model {
  readonly fields: readonly string[];
  readonly titles: readonly Sentence[];
  readonly sentences: readonly Sentence[];
  readonly keywords: readonly string[];
}

/** Two- to four-character words of the dictionary, each standing as often as the square root of its frequency says. */
function dictionary(): string[] {
  const file = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');
  const words: string[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [word = '', frequency = '0'] = line.split(' ');
    if (!/^\p{Script=Han}{2,4}$/u.test(word)) continue;
    const times = Math.max(1, Math.round(Math.sqrt(Number(frequency)) / 4));
    for (let at = 0; at < times; at += 1) words.push(word);
  }
  return words;
}

function modelsByField(): Model[] {
  const groups = new Map<
    string,
    { fields: Set<string>; titles: Sentence[]; sentences: Sentence[]; keywords: string[] }
  >();
  const groupOf = (codes: readonly string[]) => {
    const top = codes[0]?.split('.')[0] ?? '';
    let group = groups.get(top);
    if (!group) groups.set(top, (group = { fields: new Set(), titles: [], sentences: [], keywords: [] }));
    for (const code of codes) group.fields.add(code);
    return group;
  };
  for (const one of achievements) {
    const group = groupOf(one.fields);
    group.titles.push(cutSentence(one.name));
    group.keywords.push(...one.keywords, ...one.searchTerms);
    for (const text of [one.problem, one.solution, one.abstract])
      group.sentences.push(...sentencesOf(text).map(cutSentence));
  }
  for (const one of demands) {
    const group = groupOf(one.fields);
    for (const text of [one.problem, one.statusQuo]) group.sentences.push(...sentencesOf(text).map(cutSentence));
  }
  return [...groups.values()]
    .filter(({ titles }) => titles.length > 2)
    .map((group) => ({ ...group, fields: [...group.fields] }));
}

const openings = [
  '我公司成立于二〇〇八年，主要从事相关产品的生产与销售，近年来订单增长较快，现有产线已不能满足要求。',
  '企业现有员工一百八十余人，设有质检中心，产品销往西北各省，拟在明年对产线进行改造升级。',
  '本单位是当地重点企业，在实际运行中遇到以下情况，多次自行试验未能解决，特向社会征集成熟技术。',
];
const closings = [
  '希望与高校或科研院所合作，可采取技术许可、合作开发等方式，费用面议。',
  '我方可提供试验场地和人员配合，验收以现场连续运行数据为准，预算八十万元以内。',
  '要求技术已通过中试，半年内可以落地，先试用后付款的优先考虑。',
];

const regionCodes = regions.map(({ code }) => code).filter((code) => !code.endsWith('0000'));
const allFields = fields.map(({ code }) => code).filter((code) => code.includes('.'));
const chainCodes = chains.map(({ code }) => code);
const modes = ['LIC_NON', 'LIC_EXC', 'TRANSFER', 'COOP', 'SERVICE', 'PAYLATER'];

export const benchId = (at: number, from = 0): string =>
  `01900000-0000-7000-8000-${(from + at).toString(16).padStart(12, '0')}`;

/** A made document with its terms, cut word by word: a million are made in minutes. */
export interface CutDocument {
  readonly document: SearchDocument;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

export interface Corpus {
  document(at: number): SearchDocument;
  cut(at: number): CutDocument;
  /** A demand of 200 characters and more about what some document says. */
  demand(random: () => number): string;
  /** Two words of some document. */
  words(random: () => number): string;
  /** How people begin to type: one to four characters of a key word or title. */
  beginning(random: () => number): string;
  filters(random: () => number): { regions: string[]; trlMin: number };
}

export function openCorpus(): Corpus {
  const models = modelsByField();
  const vocabulary = dictionary();
  const swap = (sentence: Sentence, random: () => number): string[] =>
    sentence.map((word) =>
      word.length > 1 && random() < swapShare ? vocabulary[Math.floor(random() * vocabulary.length)]! : word,
    );
  const namer = pickFrom(chooser(3));
  const rareWords = Array.from({ length: 30_000 }, () => namer(vocabulary) + namer(vocabulary));
  const organisations = Array.from(
    { length: 2_000 },
    () => `${namer(vocabulary)}${namer(['大学', '研究院', '研究所', '科技有限公司'])}`,
  );
  const ofWord = new Map<string, readonly string[]>();
  const termsOfWord = (word: string): readonly string[] => {
    let terms = ofWord.get(word);
    if (!terms) ofWord.set(word, (terms = cutForIndex(word)));
    return terms;
  };

  const cut = (at: number): CutDocument => {
    const random = chooser(at * 2_654_435_761);
    const pick = pickFrom(random);
    const model = pick(models);
    const some = (count: number) => Array.from({ length: count }, () => swap(pick(model.sentences), random)).flat();
    const price = random() < 0.5 ? null : String(Math.floor(random() * 500) * 1_000_000);
    const title = [...swap(pick(model.titles), random), pick(vocabulary)];
    const [problem, solution, summary] = [some(1), some(1), some(4)];
    const keywords = [pick(model.keywords), pick(model.keywords), pick(rareWords)];
    const terms = [pick(model.keywords)];
    const org = Math.floor(random() * organisations.length);
    const counts = new Map<string, number>();
    let length = 0;
    const count = (words: readonly string[], weight: number) => {
      for (const term of words.flatMap(termsOfWord)) {
        counts.set(term, (counts.get(term) ?? 0) + weight);
        length += weight;
      }
    };
    count(title, 2);
    count(keywords, 2);
    for (const words of [terms, problem, solution, summary]) count(words, 1);
    const document: SearchDocument = {
      id: benchId(at),
      kind: 'achievement',
      versionN: 1,
      no: `CG-2026-${String(at).padStart(7, '0')}`,
      title: title.join(''),
      problem: problem.join(''),
      solution: solution.join(''),
      summary: summary.join(''),
      keywords,
      terms,
      topics: [],
      orgId: benchId(org, 2e9),
      orgName: organisations[org]!,
      isSample: true,
      fields: [pick(random() < 0.8 ? model.fields : allFields)],
      chains: random() < 0.4 ? [pick(chainCodes)] : [],
      regionCode: pick(regionCodes),
      trl: random() < 0.1 ? null : 1 + Math.floor(random() * 9),
      trlBasis: 'self',
      payLater: random() < 0.2,
      isListed: true,
      modes: [pick(modes)],
      ipStatuses: ['granted'],
      rights: ['invention'],
      isProvincial: random() < 0.1,
      priceKind: price === null ? 'negotiable' : 'range',
      priceMinFen: price,
      priceMaxFen: price,
      royaltyPpm: null,
      confirmedOn: `2026-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-15`,
      publishedOn: '2026-01-15',
      validUntilOn: null,
    };
    return { document, counts, length };
  };

  return {
    document: (at) => cut(at).document,
    cut,
    demand(random) {
      const pick = pickFrom(random);
      const model = pick(models);
      const wish = Array.from({ length: 3 }, () => swap(pick(model.sentences), random))
        .flat()
        .join('');
      return `${pick(openings)}${wish}${pick(closings)}`;
    },
    words(random) {
      const pick = pickFrom(random);
      const model = pick(models);
      const words = pick(model.sentences).filter((word) => /^\p{Script=Han}{2,}$/u.test(word));
      return words.length < 2 ? pick(model.keywords) : `${pick(words)} ${pick(words)}`;
    },
    beginning(random) {
      const pick = pickFrom(random);
      const model = pick(models);
      const text = random() < 0.6 ? pick(model.keywords) : pick(model.titles).join('');
      return text.slice(0, 1 + Math.floor(random() * 4));
    },
    filters(random) {
      const pick = pickFrom(random);
      return { regions: [`${pick(regionCodes).slice(0, 4)}00`], trlMin: 1 + Math.floor(random() * 6) };
    },
  };
}
