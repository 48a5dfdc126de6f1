import { asc, eq } from 'drizzle-orm';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { exportApplications, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { mayDecideExport } from './decide-export-application.server.ts';

/** Applications for a larger export that wait for this person, the oldest first, each with how long: not his own, nor his unit's. */
export async function listExportTodos(ctx: ActorContext): Promise<Todo[]> {
  if (!mayDecideExport(ctx.actor)) return [];
  const rows = await ctx.db
    .select({ asked: exportApplications, orgName: organisations.name })
    .from(exportApplications)
    .innerJoin(organisations, eq(organisations.id, exportApplications.orgId))
    .where(eq(exportApplications.state, 'asked'))
    .orderBy(asc(exportApplications.createdAt), asc(exportApplications.id))
    .limit(50);
  return rows
    .filter(({ asked }) => asked.createdBy !== ctx.actor.userId && asked.orgId !== ctx.actor.org?.orgId)
    .map(({ asked: { id, rows: wanted, createdAt }, orgName }) => {
      const on = dayOf(createdAt);
      const days = diffDays(on, dayOf(ctx.now()));
      return {
        id: `export.decide:${id}`,
        kind: 'export.decide',
        title: orgName,
        detail: `${wanted} 条，${on} 申请${days > 0 ? `，已等 ${days} 天` : ''}`,
        amountFen: null,
        dueAt: null,
        href: '/desk/exports',
        isMine: true,
      };
    });
}
