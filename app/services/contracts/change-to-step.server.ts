import { and, desc, eq, inArray } from 'drizzle-orm';
import { putAmendmentStates } from '#app/domain/amendment-machine.ts';
import type { ChangeFacts } from '#app/domain/contract-step.ts';
import { dayOf } from '#app/domain/days.ts';
import { contractAmendments, publicities } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { noticeAwaitsOf } from './notice-awaits.server.ts';
import type { Contract } from './own-contract.server.ts';

/** The change that lies before both sides, with its publicity; null where none does. */
export async function changeToStep(
  { db }: Pick<Context, 'db'>,
  { id, signedVersionN }: Pick<Contract, 'id' | 'signedVersionN'>,
): Promise<ChangeFacts | null> {
  if (signedVersionN === null) return null;
  const [row] = await db
    .select({ change: contractAmendments, publicity: publicities })
    .from(contractAmendments)
    .leftJoin(
      publicities,
      and(
        eq(publicities.contractId, contractAmendments.contractId),
        eq(publicities.contractVersionN, contractAmendments.versionN),
      ),
    )
    .where(and(eq(contractAmendments.contractId, id), inArray(contractAmendments.state, putAmendmentStates)))
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(1);
  if (row === undefined) return null;
  const { change, publicity } = row;
  const { versionN, state, side } = change;
  const awaits = publicity && (await noticeAwaitsOf({ db }, publicity));
  const notice = publicity && { state: publicity.state, lastOn: dayOf(publicity.endsAt), awaits };
  return { versionN, state, side, publicity: notice };
}
