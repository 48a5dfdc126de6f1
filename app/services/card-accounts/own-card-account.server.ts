import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { cardAccounts } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import type { CardAccountRow } from './move-card-account.server.ts';

const isOwn = ({ actor }: Pick<ActorContext, 'actor'>, id: string) =>
  and(eq(cardAccounts.id, id), eq(cardAccounts.orgId, actor.org?.orgId ?? ''));

/** A card account of the actor's organisation, locked; for everybody else there is none. */
export async function lockOwnCardAccount(tx: In<ActorContext>, id: string): Promise<CardAccountRow> {
  const [row] = await tx.db.select().from(cardAccounts).where(isOwn(tx, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** The same, as it stands, for what asks the provider before it writes. */
export async function getOwnCardAccount(ctx: ActorContext, id: string): Promise<CardAccountRow> {
  const [row] = await ctx.db.select().from(cardAccounts).where(isOwn(ctx, id));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** Any card account, locked, for what nobody in particular does. */
export async function lockCardAccount(tx: In<Context>, id: string): Promise<CardAccountRow | undefined> {
  const [row] = await tx.db.select().from(cardAccounts).where(eq(cardAccounts.id, id)).for('update');
  return row;
}
