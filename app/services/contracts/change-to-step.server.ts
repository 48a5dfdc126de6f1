import { and, desc, eq, inArray } from 'drizzle-orm';
import { putAmendmentStates } from '#app/domain/amendment-machine.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { ChangeFacts } from '#app/domain/contract-step.ts';
import { dayOf } from '#app/domain/days.ts';
import { contractAmendments, publicities } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { signingFactsOf } from '../signing/signing-facts.server.ts';
import { answerDueAt } from './amendment-signers.server.ts';
import { noticeAwaitsOf } from './notice-awaits.server.ts';
import type { Contract } from './own-contract.server.ts';

/** The change that lies before both sides, with its publicity and how its signing stands for the reader; null where none does. */
export async function changeToStep(
  ctx: ActorContext,
  { id, signedVersionN }: Pick<Contract, 'id' | 'signedVersionN'>,
  reader: { readonly side: ContractSide | null; readonly sides: SideNames },
): Promise<ChangeFacts | null> {
  if (signedVersionN === null) return null;
  const [row] = await ctx.db
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
  const awaits = publicity && (await noticeAwaitsOf(ctx, publicity));
  const notice = publicity && { state: publicity.state, lastOn: dayOf(publicity.endsAt), awaits };
  const dueAt = await answerDueAt(ctx, change.id);
  const { signing, signedBy } = await signingFactsOf(ctx, { contractId: id, versionN }, reader);
  return { versionN, state, side, untilOn: dueAt && dayOf(dueAt), signing, signedBy, publicity: notice };
}
