import { and, asc, eq, sql } from 'drizzle-orm';
import type { ChangeSince } from '#app/domain/registration-change-paper.ts';
import { contractAmendments, signatures } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The changes of a contract that both sides signed after a moment, such as that of its registration; the first one first. */
export const changesSince = (ctx: Pick<Context, 'db'>, contractId: string, since: Date): Promise<ChangeSince[]> =>
  ctx.db
    .select({
      versionN: contractAmendments.versionN,
      baseVersionN: contractAmendments.baseVersionN,
      effectiveOn: contractAmendments.effectiveOn,
      reason: contractAmendments.reason,
    })
    .from(contractAmendments)
    .innerJoin(
      signatures,
      and(
        eq(signatures.contractId, contractAmendments.contractId),
        eq(signatures.versionN, contractAmendments.versionN),
      ),
    )
    .where(and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.state, 'signed')))
    .groupBy(contractAmendments.id)
    .having(sql`max(${signatures.signedAt}) > ${since.toISOString()}::timestamptz`)
    .orderBy(asc(contractAmendments.versionN));

/** The changes that both signed and whose day has not come: versions after the one in force. */
export const changesAhead = async (
  ctx: Pick<Context, 'db'>,
  { id, signedVersionN }: { readonly id: string; readonly signedVersionN: number | null },
): Promise<ChangeSince[]> =>
  (await changesSince(ctx, id, new Date(0))).filter(({ versionN }) => versionN > (signedVersionN ?? 0));
