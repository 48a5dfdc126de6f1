import { and, desc, eq, gt } from 'drizzle-orm';
import { v7 } from 'uuid';
import { formatInstant } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { codeTries } from '#db/schema/index.ts';
import { lockName } from '../lock-name.server.ts';

interface Allowance {
  readonly most: number;
  readonly withinMs: number;
}

const hourMs = 3_600_000;

/** Ten wrong codes within an hour close the subject for an hour, however many codes were asked for in between. */
export const wrongCodes: Allowance = { most: 10, withinMs: hourMs };

/**
 * Takes one try out of the subject's allowance, before the code is looked at: tries at the same moment cannot pass it
 * together. A try that turns out right gives all back (`forgetTries`), one that tested nothing only itself (`returnTry`).
 *
 * @throws AppError rate_limited, saying until when
 */
export async function takeTry(db: Database | Tx, subject: string, at: Date, allowance = wrongCodes): Promise<string> {
  return db.transaction(async (tx) => {
    await lockName(tx, `try:${subject}`);
    await refuseSpent(tx, subject, at, allowance);
    const id = v7();
    await tx.insert(codeTries).values({ id, subject, at });
    return id;
  });
}

/** Refuses while the subject's tries are spent: as many as allowed fell within one span, the last of them less than a span ago. */
export async function refuseSpent(db: Database | Tx, subject: string, at: Date, { most, withinMs } = wrongCodes) {
  const lately = await db
    .select({ at: codeTries.at })
    .from(codeTries)
    .where(and(eq(codeTries.subject, subject), gt(codeTries.at, new Date(at.getTime() - 2 * withinMs))))
    .orderBy(desc(codeTries.at))
    .limit(most);
  const [last, first] = [lately[0]?.at, lately[most - 1]?.at];
  if (last === undefined || first === undefined || last.getTime() - first.getTime() >= withinMs) return;
  const until = new Date(last.getTime() + withinMs);
  if (until <= at) return;
  throw new AppError('rate_limited', {
    says: `试的次数太多，为安全起见已暂停，请在 ${formatInstant(until)} 以后再试。`,
  });
}

export async function forgetTries(db: Database | Tx, subject: string): Promise<void> {
  await db.delete(codeTries).where(eq(codeTries.subject, subject));
}

export async function returnTry(db: Database | Tx, id: string): Promise<void> {
  await db.delete(codeTries).where(eq(codeTries.id, id));
}
