import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { accounts, outbox, twoFactors, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';

export interface SecondFactor {
  /** The person's own verified mobile number in E.164, or null. */
  readonly mobile: string | null;
  /** An authenticator app is set up: deeds are confirmed with it and with nothing else. */
  readonly hasApp: boolean;
  /** Its set-up was begun and waits for the first code. */
  readonly isAppPending: boolean;
  readonly hasPassword: boolean;
}

/** How the actor can confirm that it is he. */
export async function findSecondFactor(ctx: ActorContext): Promise<SecondFactor> {
  const { userId } = ctx.actor;
  const [[person], begun, passwords] = await Promise.all([
    ctx.db.select().from(users).where(eq(users.id, userId)),
    ctx.db.$count(twoFactors, and(eq(twoFactors.userId, userId), eq(twoFactors.verified, false))),
    ctx.db.$count(accounts, and(eq(accounts.userId, userId), isNotNull(accounts.password))),
  ]);
  return {
    mobile: person?.phoneNumberVerified ? person.phoneNumber : null,
    hasApp: person?.twoFactorEnabled === true,
    isAppPending: begun > 0,
    hasPassword: passwords > 0,
  };
}

/** The messages written last. By id, which tells the real time: the demo's clock may be ahead of some. Only the demo shows them. */
export const listOutbox = (ctx: Context, limit = 50) =>
  ctx.db.select().from(outbox).orderBy(desc(outbox.id)).limit(limit);
