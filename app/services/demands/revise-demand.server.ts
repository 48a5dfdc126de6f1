import { and, eq } from 'drizzle-orm';
import type { DemandData } from '#app/domain/demand-data.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { demandQuestions, demands } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { planConfirm } from './confirm-demand.server.ts';
import { matchedTeams } from './matched-teams.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';
import { checkDemand, storeVersion } from './store-version.server.ts';

/** A new version of a public demand. Matches and deals keep pointing to the version they were made for. */
export async function reviseDemand(
  ctx: ActorContext,
  input: { id: string; versionN: number; data: DemandData; questionId?: string },
): Promise<Demand> {
  const before = await ownDemand(ctx, input.id);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  const { state } = before;
  if (!isMatchable(state)) throw new AppError('state_changed');
  await checkDemand(ctx, input.data);
  return inTransaction(ctx, async (tx) => {
    // Those matched to what it said before: the new version is matched to nobody yet.
    const teams = await matchedTeams(tx, before.id);
    const [row] = await tx.db
      .update(demands)
      .set({
        title: input.data.title,
        versionN: input.versionN + 1,
        validUntilOn: input.data.validUntilOn,
        confirmedAt: tx.now(),
        updatedAt: tx.now(),
      })
      .where(and(eq(demands.id, before.id), eq(demands.state, state), eq(demands.versionN, input.versionN)))
      .returning();
    if (row === undefined) throw new AppError('conflict');
    await storeVersion(tx, row.id, row.versionN, input.data);
    await audit(tx, { deed: 'demand.revise', subjectType: 'demand', subjectId: row.id, versionN: row.versionN });
    await noteSearchChange(tx, 'demand', row.id);
    await planConfirm(tx, row);
    if (input.questionId !== undefined) {
      const own = and(eq(demandQuestions.id, input.questionId), eq(demandQuestions.demandId, row.id));
      await tx.db.update(demandQuestions).set({ becameVersionN: row.versionN }).where(own);
    }
    for (const { id } of teams)
      await notifyOrganisation(tx, id, ['officer'], {
        kind: 'demand.revise',
        href: `/desk/demands/${row.id}/questions`,
      });
    return row;
  });
}
