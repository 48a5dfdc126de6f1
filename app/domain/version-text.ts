import type { ContractData } from './contract-data.ts';
import { termsFromJson } from './contract-json.ts';
import { contractNames, kindOf, type SideNames, sidesOf } from './contract-kind.ts';
import { type ContractArticle, describeTerms } from './contract-text.ts';
import type { Day } from './days.ts';

/** What a version changes of the one that was signed. */
export interface TextChange {
  readonly baseVersionN: number;
  readonly baseSha256: string;
  readonly effectiveOn: Day;
  /** It touches what the contract costs (`countsAtOnce`), so it counts from the last signature and names no day. */
  readonly isAtOnce?: boolean;
  readonly reason: string;
  /** Of a change that is published before it is signed: it counts from its signing, whose day nobody knows when it is written. */
  readonly countsFrom?: 'signing';
}

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
}

/** Writes the words of a version, once, from what it agrees. */
export function versionText(
  { title, licensor, licensee, achievement: subject, terms: json }: Omit<ContractData, 'schemaVersion' | 'textSha256'>,
  change?: TextChange,
): VersionText {
  const terms = termsFromJson(json);
  const kind = kindOf(terms);
  return {
    textVersion: 1,
    name: contractNames[kind],
    title,
    sides: sidesOf(kind),
    articles: describeTerms(terms, { licensor, licensee, subject }),
    ...(change && { change }),
  };
}

/** 技术许可合同：…, 技术许可合同变更协议：… */
export const documentTitle = ({ name, title, change }: Pick<VersionText, 'name' | 'title' | 'change'>): string =>
  `${name}${change ? '变更协议' : ''}：${title}`;
