import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Fen, formatWan } from '#app/domain/money.ts';
import { bountyPartners, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { bountyTitle, lockBounty, ownBounty } from './own-bounty.server.ts';

/** Partners join before the post goes up: afterwards solvers rely on who stands behind it. */
const beforePost = ['collected', 'arguing'] as const;
const isBeforePost = (state: string): boolean => beforePost.some((word) => word === state);

/** The poster asks another enterprise or a region's office to publish with it (联合发布), with its part of the own money. */
export async function invitePartner(
  ctx: ActorContext,
  input: { readonly id: string; readonly uscc: string; readonly shareFen: Fen },
): Promise<void> {
  const bounty = await ownBounty(ctx, input.id, 'poster');
  const [partner] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.uscc, input.uscc.toUpperCase()), ne(organisations.id, bounty.posterOrgId)));
  if (partner === undefined || partner.state !== 'verified')
    throw new AppError('invalid', { says: '没有这个信用代码的已认证机构。' }, 'uscc');
  if (partner.kind !== 'enterprise' && partner.kind !== 'authority')
    throw new AppError('invalid', { says: '联合发布的是企业或地方科技主管部门；高校院所可以揭榜。' }, 'uscc');
  if (partner.id === bounty.authorityOrgId)
    throw new AppError('invalid', { says: '组织方已经在榜上，不用再加。' }, 'uscc');
  await inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    if (!isBeforePost(locked.state)) throw new AppError('state_changed');
    const [others] = await tx.db
      .select({ fen: sql<string>`coalesce(sum(${bountyPartners.shareFen}), 0)` })
      .from(bountyPartners)
      .where(and(eq(bountyPartners.bountyId, locked.id), ne(bountyPartners.orgId, partner.id)));
    const left = locked.ownFen - BigInt(others?.fen ?? '0');
    if (input.shareFen > left)
      throw new AppError('invalid', { says: `自筹里还能分担的是 ${formatWan(left)}。` }, 'share');
    await tx.db
      .insert(bountyPartners)
      .values({ bountyId: locked.id, orgId: partner.id, shareFen: input.shareFen, createdAt: tx.now() })
      .onConflictDoUpdate({
        target: [bountyPartners.bountyId, bountyPartners.orgId],
        set: { shareFen: input.shareFen, agreedAt: null, agreedBy: null },
      });
    await audit(tx, { deed: 'bounty.invite_partner', subjectType: 'bounty', subjectId: locked.id });
    const params = { title: await bountyTitle(tx, locked) };
    const href = `/desk/bounties/${locked.id}`;
    await notifyOrganisation(tx, partner.id, ['officer'], { kind: 'bounty.partner', params, href });
  });
}

/** The invited one agrees to its part, or goes: then it is as if it had not been asked. */
export async function answerPartnership(
  ctx: ActorContext,
  input: { readonly id: string; readonly agrees: boolean },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const mine = and(eq(bountyPartners.bountyId, input.id), eq(bountyPartners.orgId, org.orgId));
  const [asked] = await ctx.db.select().from(bountyPartners).where(mine);
  if (asked === undefined) throw new AppError('not_found');
  if (!org.verified) throw new AppError('organisation_unverified');
  await inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, input.id);
    if (!isBeforePost(locked.state)) throw new AppError('state_changed');
    const changed = input.agrees
      ? await tx.db
          .update(bountyPartners)
          .set({ agreedAt: tx.now(), agreedBy: tx.actor.userId })
          // The part that was shown, not one that the poster changed meanwhile.
          .where(and(mine, isNull(bountyPartners.agreedAt), eq(bountyPartners.shareFen, asked.shareFen)))
          .returning({ orgId: bountyPartners.orgId })
      : await tx.db.delete(bountyPartners).where(mine).returning({ orgId: bountyPartners.orgId });
    if (changed.length === 0) throw new AppError('state_changed');
    const event = input.agrees ? 'partner_agree' : 'partner_decline';
    await audit(tx, { deed: `bounty.${event}`, subjectType: 'bounty', subjectId: locked.id });
    const notice = { kind: `bounty.${event}`, href: `/desk/bounties/${locked.id}` };
    await notifyOrganisation(tx, locked.posterOrgId, ['officer'], notice);
  });
}
