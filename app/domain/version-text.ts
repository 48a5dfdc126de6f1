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
