import { and, asc, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { isSecondOfCalendar, mayDecideCalendar, mayProposeCalendar } from '#app/domain/calendar-change.ts';
import { daysOfYear, runsOf } from '#app/domain/calendar-input.ts';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { calendarWith } from '#app/domain/rest-days.ts';
import { calendarChanges, calendarDays, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/**
 * Days off and days worked of this year and the two after it, with who entered what is not in the list of the release and who compared it,
 * and the changes that wait for a second person.
 */
export async function calendarPage(ctx: ActorContext) {
  if (!mayDecideCalendar(ctx.actor)) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const entered = await ctx.db
    .select({
      day: calendarDays.day,
      isWorking: calendarDays.isWorking,
      name: calendarDays.name,
      setAt: calendarDays.setAt,
      by: users.name,
    })
    .from(calendarDays)
    .leftJoin(users, eq(users.id, calendarDays.setBy));
  const waiting = await ctx.db
    .select({ change: calendarChanges, by: users.name })
    .from(calendarChanges)
    .leftJoin(users, eq(users.id, calendarChanges.proposedBy))
    .where(eq(calendarChanges.state, 'proposed'))
    .orderBy(asc(calendarChanges.createdAt));
  const comparers = await comparersOf(ctx);
  const mayPropose = mayProposeCalendar(ctx.actor);
  const { years } = calendarWith(entered);
  const byDay = new Map(entered.map((row) => [row.day, row]));
  const first = Number(today.slice(0, 4));
  return {
    isFresh: isProofFresh(ctx.actor, ctx.now()),
    mayPropose,
    changes: waiting.map(({ change: { id, kind, days, proposedBy, createdAt }, by }) => ({
      id,
      kind,
      by: by ?? '管理员',
      on: dayOf(createdAt),
      runs: runsOf(days, (a, b) => a.isWorking === b.isWorking && a.name === b.name),
      mayDecide: isSecondOfCalendar(ctx.actor, { proposedBy }),
      mayWithdraw: mayPropose && proposedBy === ctx.actor.userId,
    })),
    years: [first, first + 1, first + 2].map((year) => ({
      year,
      isNoticed: years.has(year),
      isEntered: entered.some(({ day }) => day.startsWith(`${year}-`)),
      runs: runsOf(
        daysOfYear(year, entered).map((row) => {
          const own = byDay.get(row.day);
          return {
            ...row,
            name: own?.name ?? '',
            entered: own ? { by: own.by, on: dayOf(own.setAt), comparedBy: comparers(own) } : null,
            mayDrop: mayPropose && row.isEntered && row.day > today,
          };
        }),
        (a, b) => canonicalJson({ ...a, day: '' }) === canonicalJson({ ...b, day: '' }),
      ),
    })),
  };
}

/**
 * By whose word an entered day counts: it was entered in the same moment as its change was adopted; null of one from before two were asked.
 */
async function comparersOf({ db }: Pick<ActorContext, 'db'>) {
  const adopted = await db
    .select({ days: calendarChanges.days, at: calendarChanges.decidedAt, by: users.name })
    .from(calendarChanges)
    .innerJoin(users, eq(users.id, calendarChanges.decidedBy))
    .where(and(eq(calendarChanges.state, 'approved'), eq(calendarChanges.kind, 'set')));
  return ({ day, setAt }: { readonly day: string; readonly setAt: Date }): string | null =>
    adopted.find(({ days, at }) => at?.getTime() === setAt.getTime() && days.some((one) => one.day === day))?.by ??
    null;
}
