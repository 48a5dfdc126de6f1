import { and, asc, eq } from 'drizzle-orm';
import { hasRole, mayWriteAchievement } from '#app/domain/access.ts';
import { achievementCorrections, achievements, registrations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

/**
 * Records and corrections that a reviewer of the unit sent back: to who wrote them, and to the unit's office; registrations that an
 * authority sent back: to the office.
 */
export async function listMendTodos(ctx: ActorContext): Promise<Todo[]> {
  const { org, userId } = ctx.actor;
  if (org === null || !mayWriteAchievement(ctx.actor)) return [];
  const isOffice = hasRole(ctx.actor, 'officer');
  const [records, corrections, sentBack] = await Promise.all([
    ctx.db
      .select({ id: achievements.id, no: achievements.no, name: achievements.name })
      .from(achievements)
      .where(
        and(
          eq(achievements.orgId, org.orgId),
          eq(achievements.state, 'returned'),
          isOffice ? undefined : eq(achievements.createdBy, userId),
        ),
      )
      .orderBy(asc(achievements.updatedAt), asc(achievements.id))
      .limit(20),
    ctx.db
      .select({ id: achievements.id, no: achievements.no, name: achievements.name })
      .from(achievementCorrections)
      .innerJoin(achievements, eq(achievements.id, achievementCorrections.achievementId))
      .where(
        and(
          eq(achievementCorrections.orgId, org.orgId),
          eq(achievementCorrections.state, 'returned'),
          isOffice ? undefined : eq(achievementCorrections.createdBy, userId),
        ),
      )
      .orderBy(asc(achievementCorrections.updatedAt), asc(achievementCorrections.id))
      .limit(20),
    isOffice
      ? ctx.db
          .select({ id: achievements.id, no: achievements.no, name: achievements.name })
          .from(registrations)
          .innerJoin(achievements, eq(achievements.id, registrations.achievementId))
          .where(
            and(
              eq(registrations.orgId, org.orgId),
              eq(registrations.state, 'returned'),
              eq(achievements.state, 'published'),
            ),
          )
          .orderBy(asc(registrations.waitingSince), asc(registrations.id))
          .limit(20)
      : [],
  ]);
  const todo = (kind: 'achievement' | 'correction' | 'registration') => (row: (typeof records)[number]) => ({
    id: `${kind}.mend:${row.id}`,
    kind: `${kind}.mend`,
    title: row.name,
    detail: row.no,
    amountFen: null,
    dueAt: null,
    href: kind === 'correction' ? `/desk/achievements/${row.id}/correction` : `/desk/achievements/${row.id}`,
    isMine: true,
  });
  return [
    ...records.map(todo('achievement')),
    ...corrections.map(todo('correction')),
    ...sentBack.map(todo('registration')),
  ];
}
