import type { PayLaterTermsJson } from './contract.ts';

/** A contract version as it is hashed, published and signed. */
export interface ContractData {
  /** 1: written before texts were kept, the hash covers names and terms. 2: the hash covers the words too, by `textSha256`. */
  readonly schemaVersion: 1 | 2;
  /** SHA-256 over the canonical JSON of the version's text. */
  readonly textSha256?: string;
  readonly title: string;
  readonly achievement: {
    readonly id: string;
    readonly no: string;
    readonly name: string;
    readonly versionN: number;
    /** 赋权, where inventors hold a part: the sentence of the contract. */
    readonly entitlement?: string;
    /** Who owns beside the unit, of the whole in ppm. */
    readonly owners?: readonly { readonly name: string; readonly sharePpm: number }[];
    /** They agreed that the unit signs alone, as the sentence says; absent where each is asked, and in versions from before it was kept. */
    readonly unitActsAlone?: boolean;
  };
  readonly licensor: ContractParty;
  readonly licensee: ContractParty;
  readonly terms: PayLaterTermsJson;
}

export interface ContractParty {
  readonly orgId: string;
  readonly name: string;
  readonly uscc: string;
}
