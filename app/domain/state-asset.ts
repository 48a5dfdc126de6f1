import type { OrganisationKind } from './access.ts';
import { kindOf } from './contract-kind.ts';
import type { PayLaterTerms } from './contract.ts';

/**
 * A state-owned enterprise that assigns technology has its valuation filed and deals at a property-rights exchange
 * (企业国有资产交易监督管理办法; to be confirmed by an expert: `state_asset.filing`). Universities and institutes decide themselves (促进科技成果转化法
 * art. 18), private owners are free, and a licence is no assignment.
 */
export const needsStateAssetFiling = (
  terms: Pick<PayLaterTerms, 'kind'>,
  owner: { readonly kind: OrganisationKind; readonly isStateEstablished: boolean },
): boolean => kindOf(terms) === 'transfer' && owner.kind === 'enterprise' && owner.isStateEstablished;
