import { and, eq, inArray } from 'drizzle-orm';
import { sourcesOf, transitionOf } from '#app/domain/machine.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { paymentAttempts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';

export type Attempt = typeof paymentAttempts.$inferSelect;

/**
 * One step of a card payment, with its trace: the only way an attempt moves. Null when its present state does not know the
 * event, because somebody was first: the provider's news come in any order, so that is no fault.
 */
export async function moveAttempt(
  tx: In<Context>,
  attemptId: string,
  event: 'open' | 'pay' | 'fail' | 'expire' | 'refuse',
  columns: Omit<Partial<Attempt>, 'id' | 'state'> = {},
): Promise<Attempt | null> {
  const isReady = and(
    eq(paymentAttempts.id, attemptId),
    inArray(paymentAttempts.state, sourcesOf(attemptMachine, event)),
  );
  const [now] = await tx.db.select().from(paymentAttempts).where(isReady).for('update');
  const step = now && transitionOf(attemptMachine, now.state, event);
  if (step === undefined) return null;
  const [moved] = await tx.db
    .update(paymentAttempts)
    .set({ ...columns, state: step.to })
    .where(eq(paymentAttempts.id, attemptId))
    .returning();
  if (moved === undefined) return null;
  const subject = { subjectType: 'payment_attempt', subjectId: moved.id, orgId: moved.payerOrgId };
  await audit(tx, { deed: `payment.${event}`, ...subject });
  return moved;
}
