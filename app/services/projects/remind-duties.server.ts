import { and, asc, eq, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import { dutyDaysWords, dutyDeskDays, dutyLabels, dutyReminders } from '#app/domain/project-duty.ts';
import { reminderOn } from '#app/domain/reminder-days.ts';
import { projectDuties, provincialProjects } from '#db/schema/index.ts';
import { type Context, inTransaction, type In, systemContext } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/** Parameters and rows of one statement. */
const atOnce = 5_000;

/** Duties of units with an account of which nobody was told today, in the order of their days, a piece behind the last. */
const openDuties = (
  ctx: Context,
  today: Day,
  after: { readonly dueOn: Day; readonly id: string } | null,
  most: number,
) =>
  ctx.db
    .select({ duty: projectDuties, project: provincialProjects })
    .from(projectDuties)
    .innerJoin(provincialProjects, eq(provincialProjects.id, projectDuties.projectId))
    .where(
      and(
        eq(projectDuties.state, 'open'),
        isNotNull(provincialProjects.orgId),
        lte(projectDuties.dueOn, addDays(today, dutyDeskDays)),
        or(isNull(projectDuties.remindedOn), ne(projectDuties.remindedOn, today)),
        // Whose last reminder has been sent is owed on, and reminded of no more.
        sql`coalesce(${projectDuties.remindedOn}, '-infinity') < ${projectDuties.dueOn} + ${lastReminder}::int`,
        after === null
          ? undefined
          : sql`(${projectDuties.dueOn}, ${projectDuties.id}) > (${after.dueOn}::date, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(projectDuties.dueOn), asc(projectDuties.id))
    .limit(most);
export type DutyOfUnit = Awaited<ReturnType<typeof openDuties>>[number];

const lastReminder = Math.max(...dutyReminders);

/** All duties of which a unit is reminded today, however many others stand open: piece by piece to the end. */
async function dueToday(ctx: Context, today: Day, most: number): Promise<DutyOfUnit[]> {
  const due: DutyOfUnit[] = [];
  for (let after: { dueOn: Day; id: string } | null = null; ;) {
    const piece: DutyOfUnit[] = await openDuties(ctx, today, after, most);
    for (const row of piece) {
      const { dueOn, remindedOn, createdAt } = row.duty;
      if (reminderOn(dueOn, remindedOn ?? dayOf(createdAt), today, dutyReminders) !== null) due.push(row);
    }
    const last = piece.at(-1)?.duty;
    if (last === undefined || piece.length < most) return due;
    after = { dueOn: last.dueOn, id: last.id };
  }
}

/** Reminds units of duties that come near or have passed, one notice a unit. Two sweeps at once tell everybody once. */
export async function remindDuties(given: Context, most = atOnce): Promise<void> {
  const ctx = systemContext(given);
  const today = dayOf(ctx.now());
  for (const [orgId, rows] of byUnit(await dueToday(ctx, today, most))) {
    await inTransaction(ctx, async (tx) => {
      const marked: DutyOfUnit[] = [];
      for (const row of rows) {
        const { remindedOn } = row.duty;
        const asSeen =
          remindedOn === null ? isNull(projectDuties.remindedOn) : eq(projectDuties.remindedOn, remindedOn);
        const [stands] = await tx.db
          .update(projectDuties)
          .set({ remindedOn: today })
          .where(and(eq(projectDuties.id, row.duty.id), eq(projectDuties.state, 'open'), asSeen))
          .returning({ id: projectDuties.id });
        if (stands !== undefined) marked.push(row);
      }
      await tellUnit(tx, orgId, 'project.remind', marked);
    });
  }
}

/** Duties by the unit that owes them. */
export function byUnit(rows: readonly DutyOfUnit[]): Map<string, DutyOfUnit[]> {
  const units = new Map<string, DutyOfUnit[]>();
  for (const row of rows) {
    const { orgId } = row.project;
    if (orgId !== null) units.set(orgId, [...(units.get(orgId) ?? []), row]);
  }
  return units;
}

/** One notice for several duties: the most urgent by name, and how many there are. */
export async function tellUnit(
  tx: In<Context>,
  orgId: string,
  kind: 'project.remind' | 'project.dun',
  [first, ...others]: readonly DutyOfUnit[],
): Promise<void> {
  if (first === undefined) return;
  const { duty, project } = first;
  const days = dutyDaysWords(duty.dueOn, dayOf(tx.now()));
  const more = others.length === 0 ? '' : `，另有 ${others.length} 项`;
  await notifyOrganisation(tx, orgId, ['officer'], {
    kind,
    params: { title: `${project.no} ${project.name}的${dutyLabels[duty.kind]}，${days}${more}` },
    href: others.length === 0 ? `/desk/projects?${new URLSearchParams({ q: project.no })}` : '/desk/projects',
  });
}
