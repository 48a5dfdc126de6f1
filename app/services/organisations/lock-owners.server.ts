import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { memberships, organisations } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';

const isOwnerOf = (orgId: string) =>
  and(eq(memberships.orgId, orgId), isNull(memberships.endedAt), arrayContains(memberships.roles, ['owner']));

/** Changes of members follow one another: the organisation is locked, and the actor must be its owner still. */
export async function lockOwners(tx: In<ActorContext>, orgId: string): Promise<void> {
  await tx.db.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, orgId)).for('update');
  const own = and(isOwnerOf(orgId), eq(memberships.userId, tx.actor.userId));
  if ((await tx.db.$count(memberships, own)) === 0) throw new AppError('forbidden');
}

/** After the change: an organisation is never left without an owner. */
export async function requireOwnerLeft(tx: In<ActorContext>, orgId: string): Promise<void> {
  if ((await tx.db.$count(memberships, isOwnerOf(orgId))) === 0) throw new AppError('conflict');
}
