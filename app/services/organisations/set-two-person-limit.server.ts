import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import { hasRole, isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { holdUntil, mayApproveAccount } from '#app/domain/payee-account.ts';
import { isLimitHeld, limitAt } from '#app/domain/second-person.ts';
import { memberships, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { requireAccountKeeper } from './own-payee-account.server.ts';

const href = '/desk/organisation/accounts';
const askedForMs = 14 * 86_400_000;
const nobodyAsks = { twoPersonAskedFen: null, twoPersonAskedBy: null, twoPersonAskedAt: null };
const noHold = { twoPersonFrom: null, twoPersonBeforeFen: null };

/**
 * The owner says above which sum a transfer is confirmed by two people. Zero: every one. A lower limit counts at once; a higher one,
 * with which one person would see more money through alone, waits for another person's word.
 */
export async function setTwoPersonLimit(ctx: ActorContext, { limitFen }: { limitFen: Fen }): Promise<'set' | 'asked'> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'owner')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const unit = await lockUnit(tx, org.orgId);
    const isHigher = limitFen > limitAt(unit, tx.now());
    const asked = { twoPersonAskedFen: limitFen, twoPersonAskedBy: tx.actor.userId, twoPersonAskedAt: tx.now() };
    await tx.db
      .update(organisations)
      .set(isHigher ? asked : { twoPersonFen: limitFen, ...nobodyAsks, ...noHold })
      .where(eq(organisations.id, unit.id));
    const kind = isHigher ? 'organisation.two_person_ask' : 'organisation.two_person';
    await audit(tx, { deed: kind, subjectType: 'organisation', subjectId: unit.id });
    await notifyOrganisation(tx, unit.id, ['owner', 'finance', 'approver'], { kind, params: {}, href });
    return isHigher ? 'asked' : 'set';
  });
}

/** Another person agrees to the higher limit that was asked for: to that sum, not to one asked for since. It counts after a day's hold. */
export async function agreeTwoPersonLimit(ctx: ActorContext, { limitFen }: { limitFen: Fen }): Promise<void> {
  const orgId = requireAccountKeeper(ctx, mayApproveAccount);
  await inTransaction(ctx, async (tx) => {
    const unit = await lockUnit(tx, orgId);
    if (unit.twoPersonAskedFen !== limitFen) throw new AppError('state_changed');
    if (unit.twoPersonAskedBy === tx.actor.userId) {
      throw new AppError('conflict', { says: '提高限额的人不能自己同意，请另一位同事核对。' });
    }
    await requireStillAsked(tx, unit);
    await tx.db
      .update(organisations)
      .set({
        twoPersonFen: limitFen,
        twoPersonFrom: holdUntil(tx.now()),
        twoPersonBeforeFen: limitAt(unit, tx.now()),
        ...nobodyAsks,
      })
      .where(eq(organisations.id, unit.id));
    await audit(tx, { deed: 'organisation.two_person_agree', subjectType: 'organisation', subjectId: unit.id });
    const notice = { kind: 'organisation.two_person_hold', params: {}, href };
    await notifyOrganisation(tx, unit.id, ['owner', 'finance', 'approver'], notice);
  });
}

/** What was asked for lapses: after two weeks, and when who asked is no owner any more. */
async function requireStillAsked(tx: In<ActorContext>, unit: typeof organisations.$inferSelect): Promise<void> {
  const { id: orgId, twoPersonAskedAt: askedAt, twoPersonAskedBy: askedBy } = unit;
  const isOwner = and(
    eq(memberships.orgId, orgId),
    eq(memberships.userId, askedBy ?? ''),
    isNull(memberships.endedAt),
    arrayContains(memberships.roles, ['owner']),
  );
  const isLate = askedAt === null || askedAt.getTime() + askedForMs <= tx.now().getTime();
  if (askedBy === null || isLate || (await tx.db.$count(memberships, isOwner)) === 0) {
    throw new AppError('conflict', {
      says: '这个申请已经失效（超过 14 天，或者申请的人不再是负责人），请负责人重新提出。',
    });
  }
}

/** The limit stays as it is: who asked takes it back, another does not agree, or one of them stops it in its day of hold. */
export async function dropTwoPersonLimit(ctx: ActorContext): Promise<void> {
  const orgId = requireAccountKeeper(ctx, mayApproveAccount);
  await inTransaction(ctx, async (tx) => {
    const unit = await lockUnit(tx, orgId);
    const isHeld = isLimitHeld(unit, tx.now());
    if (unit.twoPersonAskedFen === null && !isHeld) throw new AppError('state_changed');
    // What was asked for on top of a limit that is still held goes first.
    const stays = unit.twoPersonAskedFen === null ? { twoPersonFen: limitAt(unit, tx.now()), ...noHold } : {};
    await tx.db
      .update(organisations)
      .set({ ...nobodyAsks, ...stays })
      .where(eq(organisations.id, unit.id));
    await audit(tx, { deed: 'organisation.two_person_drop', subjectType: 'organisation', subjectId: unit.id });
    const notice = { kind: 'organisation.two_person_drop', params: {}, href };
    await notifyOrganisation(tx, unit.id, ['owner', 'finance', 'approver'], notice);
  });
}

async function lockUnit(tx: In<ActorContext>, orgId: string): Promise<typeof organisations.$inferSelect> {
  const [unit] = await tx.db.select().from(organisations).where(eq(organisations.id, orgId)).for('update');
  if (unit === undefined) throw new AppError('not_found');
  return unit;
}
