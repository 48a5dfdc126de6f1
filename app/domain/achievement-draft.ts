import type { AchievementData } from './achievement-data.ts';
import { joinParts } from './import-lists.ts';
import { ipParts, personParts } from './entry-parts.ts';
import type { PersonInput } from './people-input.ts';

/** What the form and the seeds hand to the verbs: content, and the team apart from it. */
export interface AchievementDraft {
  readonly data: AchievementData;
  readonly people: readonly PersonInput[];
}

/** Fields of the form, each a text or a list of texts, named as the columns of the import table. */
export type AchievementFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Fen in a decimal string as 万元 without needless noughts: "58000000" → "58". */
export const wanOf = (fen: string): string => {
  const [, sign = '', whole = '', digits = ''] = /^(-?)(\d*?)(\d{1,6})$/.exec(fen) ?? [];
  return `${sign}${whole || '0'}.${digits.padStart(6, '0')}`.replace(/\.?0+$/, '');
};

/** The form filled from a stored version, so that editing begins with what stands. Amounts in 万元: '58000000' → '58'. */
export function fieldsOf({ data, people }: AchievementDraft): Record<string, string | string[]> {
  const { price } = data;
  return {
    name: data.name,
    regNo: data.regNo ?? '',
    problem: data.problem,
    solution: data.solution,
    abstract: data.abstract,
    keywords: data.keywords.join('；'),
    searchTerms: data.searchTerms.join('；'),
    fields: [...data.fields],
    chains: [...data.chains],
    regionCode: data.regionCode,
    type: data.type,
    embodiment: data.embodiment ?? '',
    trl: data.trl === null ? '' : String(data.trl),
    trlBasis: data.trlBasis === 'third_party' ? '第三方评定' : data.trlBasis === 'self' ? '自评' : '',
    level: data.level ?? '',
    projectNo: data.projectNo ?? '',
    transferModes: [...data.transferModes],
    priceKind: price.kind,
    priceMin: price.kind === 'fixed' ? wanOf(price.amountFen) : price.kind === 'range' ? wanOf(price.minFen) : '',
    priceMax: price.kind === 'range' ? wanOf(price.maxFen) : '',
    milestones: price.kind === 'pay_later' ? wanOf(price.milestonesFen) : '',
    royalty: price.kind === 'pay_later' ? String(price.royaltyPpm / 10_000) : '',
    cap: price.kind === 'pay_later' && price.capFen !== null ? wanOf(price.capFen) : '',
    trialMonths: price.kind === 'pay_later' ? String(price.trialMonths) : '',
    people: people.map((person) => joinParts(personParts(person))).join('\n'),
    ip: data.ip.map((right) => joinParts(ipParts(right))).join('\n'),
  };
}
