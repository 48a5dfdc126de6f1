import { asc, and, eq, gte, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { organisations, paymentAttempts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { faultsShown } from './sweep-payments.server.ts';

const payer = alias(organisations, 'payer');
const payee = alias(organisations, 'payee');

/** Card payments about which the provider has given no usable answer for some time: the operator asks it by other ways. No sums. */
export async function listUnreadPayments(ctx: ActorContext, limit = 100) {
  if (!hasPlatformRole(ctx.actor, 'reviewer')) throw new AppError('forbidden');
  return ctx.db
    .select({
      id: paymentAttempts.id,
      sessionId: paymentAttempts.sessionId,
      account: paymentAttempts.account,
      payer: payer.name,
      payee: payee.name,
      createdAt: paymentAttempts.createdAt,
      askedAt: paymentAttempts.askedAt,
      askFaults: paymentAttempts.askFaults,
      askFault: paymentAttempts.askFault,
    })
    .from(paymentAttempts)
    .innerJoin(payer, eq(payer.id, paymentAttempts.payerOrgId))
    .innerJoin(payee, eq(payee.id, paymentAttempts.payeeOrgId))
    .where(
      and(
        inArray(paymentAttempts.state, sourcesOf(attemptMachine, 'pay')),
        gte(paymentAttempts.askFaults, faultsShown),
      ),
    )
    .orderBy(asc(paymentAttempts.createdAt))
    .limit(limit);
}
