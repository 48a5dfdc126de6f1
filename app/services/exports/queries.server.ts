import { desc, eq, inArray } from 'drizzle-orm';
import { exportApplications, exportLogs, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { mayDecideExport } from './decide-export-application.server.ts';
import { rowsTakenFor } from './export-limit.server.ts';

/** The unit's applications, the newest first, with what each has taken. */
export async function listOwnApplications(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const rows = await ctx.db
    .select()
    .from(exportApplications)
    .where(eq(exportApplications.orgId, orgId))
    .orderBy(desc(exportApplications.createdAt))
    .limit(50);
  return Promise.all(rows.map(async (row) => ({ ...row, taken: await rowsTakenFor(ctx, row.id) })));
}

/** Applications that wait for the operator, and approvals that could be taken back; nobody else sees any. */
export async function listApplicationsToDecide(ctx: ActorContext) {
  if (!mayDecideExport(ctx.actor)) return [];
  const rows = await ctx.db
    .select({ application: exportApplications, orgName: organisations.name })
    .from(exportApplications)
    .innerJoin(organisations, eq(organisations.id, exportApplications.orgId))
    .where(inArray(exportApplications.state, ['asked', 'approved']))
    .orderBy(exportApplications.createdAt)
    .limit(200);
  return Promise.all(
    rows.map(async ({ application, orgName }) => ({
      ...application,
      orgName,
      taken: await rowsTakenFor(ctx, application.id),
    })),
  );
}

/** What this person has taken away, the newest first. */
export const listOwnExports = (ctx: ActorContext) =>
  ctx.db
    .select()
    .from(exportLogs)
    .where(eq(exportLogs.userId, ctx.actor.userId))
    .orderBy(desc(exportLogs.at))
    .limit(30);
