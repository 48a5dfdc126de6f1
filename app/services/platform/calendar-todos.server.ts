import { asc, eq } from 'drizzle-orm';
import { isSecondOfCalendar, mayDecideCalendar } from '#app/domain/calendar-change.ts';
import { calendarChanges, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

/** Changes of the calendar that wait for this person's eyes. */
export async function listCalendarTodos(ctx: ActorContext): Promise<Todo[]> {
  if (!mayDecideCalendar(ctx.actor)) return [];
  const rows = await ctx.db
    .select({ change: calendarChanges, by: users.name })
    .from(calendarChanges)
    .leftJoin(users, eq(users.id, calendarChanges.proposedBy))
    .where(eq(calendarChanges.state, 'proposed'))
    .orderBy(asc(calendarChanges.createdAt))
    .limit(20);
  return rows
    .filter(({ change }) => isSecondOfCalendar(ctx.actor, change))
    .map(({ change: { id, days }, by }) => ({
      id: `calendar.decide:${id}`,
      kind: 'calendar.decide',
      title: '平台的节假日安排',
      detail: `${days.length} 天，${by ?? '管理员'}录入`,
      amountFen: null,
      dueAt: null,
      href: '/desk/calendar',
      isMine: true,
    }));
}
