import { eq } from 'drizzle-orm';
import { kindOf } from '#app/domain/contract-kind.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type ContractPricing, pricingOf } from '#app/domain/contract-pricing.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { AppError } from '#app/domain/errors.ts';
import { givesAchievement, type PublicityExemption, publicityExemption } from '#app/domain/publicity.ts';
import { organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { unusedResult } from './price-results.server.ts';

type Reader = Pick<Context, 'db'>;
type Priced = Pick<Contract, 'id' | 'dealId' | 'achievementId' | 'licensorOrgId' | 'licenseeOrgId' | 'signedAt'>;

/** How the price of a version was found, and whether it must stand in publicity before anybody signs. */
export interface PublicityDuty {
  readonly unit: typeof organisations.$inferSelect;
  readonly pricing: ContractPricing;
  /** Null: it must. */
  readonly exemption: PublicityExemption | null;
}

/** The one answer to whether the price of a version must stand in publicity (促进科技成果转化法 art. 18). */
export async function publicityDuty(ctx: Reader, contract: Priced, versionN: number): Promise<PublicityDuty> {
  const { data } = await getVersion(ctx, contract.id, versionN);
  return termsDuty(ctx, contract, termsFromJson(data.terms));
}

/** The same of terms that are no version yet. */
export async function termsDuty(ctx: Reader, contract: Priced, terms: PayLaterTerms): Promise<PublicityDuty> {
  const [unit] = await ctx.db.select().from(organisations).where(eq(organisations.id, contract.licensorOrgId));
  if (unit === undefined) throw new AppError('not_found');
  const pricing = pricingOf(await unusedResult(ctx, contract.dealId, contract), { ...contract, terms });
  const priced = { kind: kindOf(terms), pricing: pricing.way, givesAchievement: givesAchievement(terms) };
  return { unit, pricing, exemption: publicityExemption(unit, priced) };
}
