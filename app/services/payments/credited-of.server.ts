import { eq } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { creditedFen } from './claim-sums.server.ts';

/** What of one claim is settled by credits, in fen. The caller has locked the contract where he acts on it. */
export async function creditedOf({ db }: Pick<Context, 'db'>, obligationId: string): Promise<Fen> {
  const [row] = await db.select({ fen: creditedFen }).from(obligations).where(eq(obligations.id, obligationId));
  return BigInt(row?.fen ?? '0');
}
