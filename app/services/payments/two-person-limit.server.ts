import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { limitAt } from '#app/domain/second-person.ts';
import { organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The sum above which two people of an organisation look at money that arrives or goes back now, in fen. */
export async function getTwoPersonLimit({ db, now }: Pick<Context, 'db' | 'now'>, orgId: string): Promise<Fen> {
  const { twoPersonFen, twoPersonFrom, twoPersonBeforeFen } = organisations;
  const [unit] = await db
    .select({ twoPersonFen, twoPersonFrom, twoPersonBeforeFen })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  if (unit === undefined) throw new AppError('not_found');
  return limitAt(unit, now());
}
