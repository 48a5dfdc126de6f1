import type { PayLaterTermsJson } from './contract.ts';

/** A contract version as it is hashed, published and signed. */
export interface ContractData {
  readonly schemaVersion: 1;
  readonly title: string;
  readonly achievement: {
    readonly id: string;
    readonly no: string;
    readonly name: string;
    readonly versionN: number;
    /** 赋权, where inventors hold a part: the sentence of the contract. */ readonly entitlement?: string;
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
