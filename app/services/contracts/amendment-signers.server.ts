import { and, eq, isNull } from 'drizzle-orm';
import { deadlines } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { peopleWhoMay } from './people-who-may.server.ts';

/** Who of the actor's own unit may sign for it: the others by name, and whether the actor himself is one. */
export async function ownSigners(ctx: ActorContext): Promise<{ readonly others: string[]; readonly isOne: boolean }> {
  const all = await peopleWhoMay(ctx, 'sign');
  const others = all.filter(({ id }) => id !== ctx.actor.userId);
  return { others: others.map(({ name }) => name), isOne: others.length < all.length };
}

/** By when the other side answers a change; null while it lies before nobody. */
export async function answerDueAt(ctx: Pick<ActorContext, 'db'>, amendmentId: string): Promise<Date | null> {
  const [row] = await ctx.db
    .select({ dueAt: deadlines.dueAt })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.subjectType, 'amendment'),
        eq(deadlines.subjectId, amendmentId),
        eq(deadlines.kind, 'answer'),
        isNull(deadlines.doneAt),
      ),
    );
  return row?.dueAt ?? null;
}
