import { changedArticles } from './changed-articles.ts';
import type { ContractData } from './contract-data.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { contractNames, kindOf, type SideNames, sidesOf } from './contract-kind.ts';
import { type ContractArticle, describeTerms } from './contract-text.ts';
import type { Day } from './days.ts';
import { eachText } from './each-text.ts';
import { plainTerms } from './plain-terms.ts';
import { plainLine } from './plain-text.ts';

/** What a version changes of the one that was signed. */
export interface TextChange {
  readonly baseVersionN: number;
  readonly baseSha256: string;
  readonly effectiveOn: Day;
  readonly reason: string;
  /** From when it counts, and for what. Absent: a change from before the two fields below became one. */
  readonly counts?: ChangeCounts;
  /** Older changes only: `open_claims`. */
  readonly isAtOnce?: boolean;
  /** Older changes only: `signing`. */
  readonly countsFrom?: 'signing';
}

/**
 * `day`: from the day that it names. `signing`: from its signing, whose day nobody knows when it is written, since it is published first.
 * `open_claims`: from its signing for all that was not reached, reported or charged by then, since it touches what the contract costs.
 */
export type ChangeCounts = 'day' | 'signing' | 'open_claims';

/** The only reader of the three fields. */
export const countsOf = ({
  counts,
  isAtOnce,
  countsFrom,
}: Omit<TextChange, 'baseVersionN' | 'baseSha256'>): ChangeCounts =>
  counts ?? (isAtOnce === true ? 'open_claims' : (countsFrom ?? 'day'));

/**
 * The words of a version as page and paper print them. They are stored when the version is written and never written again: what
 * was signed reads the same, whatever words the platform uses later (Civil Code art. 490, 543).
 */
export interface VersionText {
  readonly textVersion: 1;
  /** 技术许可合同, 技术转让合同, … */
  readonly name: string;
  readonly title: string;
  /** What the text calls each side. */
  readonly sides: SideNames;
  readonly articles: readonly ContractArticle[];
  /** Of a change of a signed version only. */
  readonly change?: TextChange;
  /** What the change replaces, from when, why, and what reads otherwise, as paper and page print it. Absent: written before it was kept. */
  readonly changeWords?: readonly string[];
}

type Agreed = Omit<ContractData, 'schemaVersion' | 'textSha256'>;

const articlesOf = ({ licensor, licensee, achievement: subject, terms }: Agreed): ContractArticle[] =>
  describeTerms(termsFromJson(terms), { licensor, licensee, subject });

/** The version that a change starts from, with the words that were kept of it. */
interface SignedWords {
  readonly data: Agreed;
  readonly articles: readonly ContractArticle[];
}

/** What an earlier release let in of what cannot be seen is no change of an article. */
const asMeant = (data: Agreed): Agreed => ({
  ...eachText(data, plainLine),
  terms: termsToJson(plainTerms(termsFromJson(data.terms))),
});

/** Writes the words of a version, once, from what it agrees; of a change what is not changed stays as it was signed. */
export function versionText(data: Agreed, change?: TextChange, signed?: SignedWords): VersionText {
  const kind = kindOf(termsFromJson(data.terms));
  const articles = articlesOf(data);
  return {
    textVersion: 1,
    name: contractNames[kind],
    title: data.title,
    sides: sidesOf(kind),
    articles: signed ? changedArticles(signed.articles, articlesOf(asMeant(signed.data)), articles) : articles,
    ...(change && { change }),
  };
}

/** 技术许可合同：…, 技术许可合同变更协议：… */
export const documentTitle = ({ name, title, change }: Pick<VersionText, 'name' | 'title' | 'change'>): string =>
  `${name}${change ? '变更协议' : ''}：${title}`;
