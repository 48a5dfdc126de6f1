import { type AchievementData, type AchievementPrice, isStepped } from './achievement-data.ts';
import { wanOf } from './achievement-money.ts';
import { entriesOf, type EntryRow } from './entry-form.ts';
import type { PersonInput } from './people-input.ts';

/** What the form and the seeds hand to the verbs: content, and what stands apart from it. */
export interface AchievementDraft {
  readonly data: AchievementData;
  readonly people: readonly PersonInput[];
  /** 底价, the owner's alone; undefined leaves it as it is. */
  readonly priceFloorFen?: bigint | null;
}

/** Fields of the form, named as the columns of the import table: a text, a list of texts, or entries of several cells. */
export type AchievementFields = Readonly<Record<string, FieldValue | undefined>>;
type FieldValue = string | readonly string[] | readonly (EntryRow | null)[];

export const basisWord = (basis: AchievementData['trlBasis']): string =>
  basis === 'third_party' ? '第三方评定' : basis === 'self' ? '自评' : '';

/** The cells of a price, amounts in 万元, the royalty in per cent. */
export const priceFields = ({ price }: { readonly price: AchievementPrice }) => ({
  priceMin: price.kind === 'fixed' ? wanOf(price.amountFen) : price.kind === 'range' ? wanOf(price.minFen) : '',
  priceMax: price.kind === 'range' ? wanOf(price.maxFen) : '',
  entryFee: price.kind === 'formula' ? wanOf(price.entryFen) : '',
  milestones: isStepped(price) ? wanOf(price.milestonesFen) : '',
  royalty: isStepped(price) ? String(price.royaltyPpm / 10_000) : '',
  cap: isStepped(price) && price.capFen !== null ? wanOf(price.capFen) : '',
  trialMonths: price.kind === 'pay_later' ? String(price.trialMonths) : '',
});

/** The form filled from a stored version, so that editing begins with what stands. Amounts in 万元: '58000000' → '58'. */
export function fieldsOf({ data, people, priceFloorFen = null }: AchievementDraft): Record<string, FieldValue> {
  return {
    name: data.name,
    regNo: data.regNo ?? '',
    regOn: data.regOn ?? '',
    regOrg: data.regOrg ?? '',
    recommendOrg: data.recommendOrg ?? '',
    problem: data.problem,
    solution: data.solution,
    abstract: data.abstract,
    keywords: data.keywords.join('；'),
    searchTerms: data.searchTerms.join('；'),
    fields: [...data.fields],
    chains: [...data.chains],
    industries: [...data.industries],
    disciplines: [...(data.disciplines ?? [])],
    objective: data.objective ?? '',
    regionCode: data.regionCode,
    type: data.type,
    embodiment: data.embodiment ?? '',
    origin: data.origin ?? '',
    stage: data.stage ?? '',
    standardForm: data.standardForm ?? '',
    evaluationMode: data.evaluationMode ?? '',
    trl: data.trl === null ? '' : String(data.trl),
    trlBasis: basisWord(data.trlBasis),
    level: data.level ?? '',
    researchFrom: data.researchFrom ?? '',
    researchTo: data.researchTo ?? '',
    source: data.source ?? '',
    projectNo: data.projectNo ?? '',
    applicationStatus: data.applicationStatus ?? '',
    transferModes: [...data.transferModes],
    priceKind: data.price.kind,
    ...priceFields(data),
    priceFloor: priceFloorFen === null ? '' : wanOf(String(priceFloorFen)),
    tradeSecret: data.tradeSecret ?? '',
    publication: data.publication ?? 'abstract',
    isDualUse: data.isDualUse === true ? '是' : '否',
    exportControl: data.exportControl ?? '',
    videoUrl: data.videoUrl ?? '',
    ...entriesOf(data, people),
  };
}
