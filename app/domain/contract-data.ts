import type { PayLaterTermsJson } from './contract.ts';

/** A contract version as it is hashed, published and signed. */
export interface ContractData {
  readonly schemaVersion: 1;
  readonly title: string;
  readonly achievement: { readonly id: string; readonly no: string; readonly name: string; readonly versionN: number };
  readonly licensor: ContractParty;
  readonly licensee: ContractParty;
  readonly terms: PayLaterTermsJson;
}

export interface ContractParty {
  readonly orgId: string;
  readonly name: string;
  readonly uscc: string;
}
