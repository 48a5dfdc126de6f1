import type { OrganisationKind } from './access.ts';
import { kindOf } from './contract-kind.ts';
import type { PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
import type { FieldFault } from './errors.ts';

/**
 * A state-owned enterprise that assigns technology has its valuation filed and deals at a property-rights exchange
 * (企业国有资产交易监督管理办法; to be confirmed by an expert: `state_asset.filing`). Universities and institutes decide themselves (促进科技成果转化法
 * art. 18), private owners are free, and a licence is no assignment.
 */
export const needsStateAssetFiling = (
  terms: Pick<PayLaterTerms, 'kind'>,
  owner: { readonly kind: OrganisationKind; readonly isStateEstablished: boolean },
): boolean => kindOf(terms) === 'transfer' && owner.kind === 'enterprise' && owner.isStateEstablished;

/**
 * What is wrong with the days of the papers: what is dealt at the exchange was valued and filed before, and both days have come.
 * Filed 2026-03-02, dealt 2026-03-01 → dealtOn; dealt tomorrow → dealtOn; filed and dealt on one day → none.
 */
export function stateAssetFaults(
  { filedOn, dealtOn }: { readonly filedOn: Day; readonly dealtOn: Day },
  today: Day,
): FieldFault[] {
  const late = '日期不能晚于今天。';
  if (filedOn > today) return [{ field: 'filedOn', says: late }];
  if (dealtOn > today) return [{ field: 'dealtOn', says: late }];
  return dealtOn < filedOn ? [{ field: 'dealtOn', says: '先评估备案，再进场交易：成交日期不能早于备案日期。' }] : [];
}
