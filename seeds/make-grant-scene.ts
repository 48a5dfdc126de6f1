import { eq } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Context } from '#app/services/context.server.ts';
import { agreeContract } from '#app/services/contracts/agree-contract.server.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { signContract } from '#app/services/contracts/sign-contract.server.ts';
import { deals } from '#db/schema/index.ts';
import { makeContext, testClock } from './make.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from './make-talking-deal.ts';

/** Another company talks with the same unit about the same achievement. */
export async function beside(ctx: Context, { deal, as }: Pick<TalkingDeal, 'deal' | 'as'>) {
  const other = await makeTalkingDeal(ctx);
  const { achievementId, achievementVersionN, licensorOrgId } = deal;
  const same = { achievementId, achievementVersionN, licensorOrgId };
  const [moved] = await ctx.db.update(deals).set(same).where(eq(deals.id, other.deal.id)).returning();
  if (moved === undefined) throw new Error('the deal is gone');
  return partyOf({ deal: moved, as: (side, role) => (side === 'unit' ? as(side, role) : other.as(side, role)) });
}

/** What the two sides of a deal do with its contract, in its first version. */
function partyOf({ deal, as }: Pick<TalkingDeal, 'deal' | 'as'>) {
  const offer = async (given: Partial<PayLaterTerms> = {}, by: 'unit' | 'company' = 'unit') =>
    (await proposeContract(await as(by, 'officer'), { dealId: deal.id, terms: soundTerms(given) })).id;
  const agreed = async (given: Partial<PayLaterTerms> = {}) => {
    const contractId = await offer(given);
    await agreeContract(await as('company', 'officer'), { contractId, versionN: 1 });
    return contractId;
  };
  const sign = async (contractId: string, side: 'unit' | 'company', versionN = 1) =>
    signContract(await as(side, 'approver'), { contractId, versionN });
  const signed = async (given: Partial<PayLaterTerms> = {}) => {
    const contractId = await agreed(given);
    await sign(contractId, 'unit');
    await sign(contractId, 'company');
    return contractId;
  };
  return { deal, as, offer, agreed, sign, signed };
}

/** One unit that talks with three companies about one achievement; `a` came first. */
export async function grantScene(db: Context['db']) {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  return { ctx, clock, a: partyOf(talk), b: await beside(ctx, talk), c: await beside(ctx, talk) };
}
