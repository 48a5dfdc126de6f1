import { newTerms } from './contract.ts';
import { describeTerms } from './contract-text.ts';

/** Where a claim comes from: the article of the contract, the field of the terms, the law behind it. */
export interface Clause {
  /** Article in the contract text. */
  readonly article: number;
  readonly title: string;
  /** Path of the field in the terms. */
  readonly path: string;
  readonly law: string;
}

const names = { name: '' };
/** Articles stand in the same order whatever the terms; their numbers follow the text. */
const articles = describeTerms(newTerms, { licensor: names, licensee: names, subject: names });

const clause = (title: string, path: string, law: string): Clause => ({
  article: articles.find((article) => article.title === title)?.no ?? 0,
  title,
  path,
  law,
});

/** The clause behind each kind of claim. `milestone` counts from 1; `later` is the place of the later rates that count. */
export const clauses = {
  milestone: (position: number) => clause('里程碑款', `milestones[${position - 1}]`, '民法典第八百四十六条'),
  royalty: (later: number | null = null) =>
    clause('收入提成', later === null ? 'royalty' : `royalty.later[${later}]`, '民法典第八百四十六条'),
  periodMinimum: () => clause('收入提成', 'royalty.minimumFen', '民法典第八百四十六条'),
  yearlyMinimum: () => clause('收入提成', 'royalty.yearlyMinimumFen', '民法典第八百四十六条'),
  buyOut: () => clause('收入提成', 'royalty.buyOut', '民法典第八百四十六条'),
  interest: () => clause('逾期付款', 'latePenaltyPpmPerDay', '民法典第五百八十五条、第八百七十三条'),
} as const;

/** True of the clause by which a least sum is charged, of a period or of a year. */
export const isMinimum = ({ path }: Clause): boolean =>
  path.endsWith('.minimumFen') || path.endsWith('.yearlyMinimumFen');
