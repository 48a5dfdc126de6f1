import { and, desc, eq } from 'drizzle-orm';
import { readComposerForm } from '#app/domain/composer-form.ts';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { achievements, contractDrafts, contracts, deals, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** The organisation's draft of a deal, with who saved it last; null where there is none. */
export async function findDraft(ctx: ActorContext, dealId: string) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return null;
  const [row] = await ctx.db
    .select({
      form: contractDrafts.form,
      baseVersionN: contractDrafts.baseVersionN,
      updatedAt: contractDrafts.updatedAt,
      by: users.name,
    })
    .from(contractDrafts)
    .innerJoin(users, eq(users.id, contractDrafts.updatedBy))
    .where(and(eq(contractDrafts.dealId, dealId), eq(contractDrafts.orgId, orgId)));
  return row ? { ...row, form: readComposerForm(row.form) } : null;
}

/** Contracts that people of the organisation began to write and did not send, the latest first. Only for those who write. */
export async function listDrafts(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !mayDo(ctx.actor, 'offer')) return [];
  return ctx.db
    .select({
      id: contractDrafts.id,
      dealId: contractDrafts.dealId,
      dealNo: deals.no,
      achievement: achievements.name,
      updatedAt: contractDrafts.updatedAt,
      by: users.name,
      /** Of a change of a signed contract. */
      signedContractId: contracts.id,
    })
    .from(contractDrafts)
    .innerJoin(deals, eq(deals.id, contractDrafts.dealId))
    .innerJoin(achievements, eq(achievements.id, deals.achievementId))
    .innerJoin(users, eq(users.id, contractDrafts.updatedBy))
    .leftJoin(
      contracts,
      and(eq(contracts.dealId, contractDrafts.dealId), eq(contracts.signedVersionN, contractDrafts.baseVersionN)),
    )
    .where(eq(contractDrafts.orgId, orgId))
    .orderBy(desc(contractDrafts.updatedAt))
    .limit(50);
}
