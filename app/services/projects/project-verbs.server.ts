import { and, eq, inArray } from 'drizzle-orm';
import { hasRole, isSupplier, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { dutyDueOn, dutyKinds, dutyMachine } from '#app/domain/project-duty.ts';
import type { ProjectRow } from '#app/domain/project-input.ts';
import { authorityLevelOf } from '#app/domain/review.ts';
import { achievements, organisations, projectDuties, provincialProjects } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { matchProjects, meetDuties } from './match-projects.server.ts';

/** The province's officers keep the library of projects. */
export const mayKeepProjects: RoleGate = (actor) =>
  actor.org?.kind === 'authority' &&
  actor.org.verified &&
  authorityLevelOf(actor.org.regionCode) === 'province' &&
  hasRole(actor, 'officer', 'approver');

/** Units answer for the projects they undertook: officers. */
export const mayAnswerProjects: RoleGate = (actor) =>
  actor.org !== null && isSupplier(actor.org.kind) && hasRole(actor, 'officer');

/** Enters accepted projects with their two duties; a project number that is there already is left as it is. */
export async function enterProjects(ctx: ActorContext, rows: readonly ProjectRow[]): Promise<number> {
  if (!mayKeepProjects(ctx.actor)) throw new AppError('forbidden');
  await screenTexts(
    ctx,
    rows.flatMap((row) => [row.no, row.name, row.unitName]),
  );
  return inTransaction(ctx, async (tx) => {
    let entered = 0;
    const told = new Set<string>();
    for (let from = 0; from < rows.length; from += atOnce) {
      const added = await enterSome(tx, rows.slice(from, from + atOnce));
      entered += added.length;
      for (const { orgId } of added) if (orgId !== null) told.add(orgId);
    }
    for (const orgId of told) {
      await matchProjects(tx, { orgId });
      await notifyOrganisation(tx, orgId, ['officer'], { kind: 'project.enter', href: '/desk/projects' });
    }
    return entered;
  });
}

/** Parameters of one statement are limited. */
const atOnce = 1_000;

async function enterSome(tx: In<ActorContext>, rows: readonly ProjectRow[]) {
  const units = await tx.db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.name, [...new Set(rows.map((row) => row.unitName))]));
  const idOf = new Map(units.map(({ id, name }) => [name, id]));
  const added = await tx.db
    .insert(provincialProjects)
    .values(
      rows.map((row) => ({
        ...row,
        orgId: idOf.get(row.unitName) ?? null,
        enteredBy: tx.actor.userId,
        createdAt: tx.now(),
      })),
    )
    .onConflictDoNothing({ target: provincialProjects.no })
    .returning();
  if (added.length === 0) return [];
  await tx.db.insert(projectDuties).values(
    added.flatMap(({ id, acceptedOn }) =>
      dutyKinds.map((kind) => ({
        projectId: id,
        kind,
        dueOn: dutyDueOn(kind, acceptedOn),
        state: dutyMachine.initial,
        createdAt: tx.now(),
      })),
    ),
  );
  for (const { id } of added) await audit(tx, { deed: 'project.enter', subjectType: 'project', subjectId: id });
  return added;
}

async function loadOwnProject(ctx: ActorContext, projectId: string) {
  const [row] = await ctx.db.select().from(provincialProjects).where(eq(provincialProjects.id, projectId));
  if (row === undefined || row.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return row;
}

/** The unit names the record that came out of a project: a public one meets the deposit, a contract on it the transfer. */
export async function linkProject(
  ctx: ActorContext,
  { projectId, achievementNo }: { readonly projectId: string; readonly achievementNo: string },
): Promise<void> {
  if (!mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const project = await loadOwnProject(ctx, projectId);
  const [achievement] = await ctx.db.select().from(achievements).where(eq(achievements.no, achievementNo));
  if (achievement === undefined || achievement.orgId !== project.orgId || achievement.state !== 'published') {
    throw new AppError('invalid', { says: '没有找到本单位已发布的这项成果，请核对编号。' }, 'achievementNo');
  }
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .update(provincialProjects)
      .set({ achievementId: achievement.id })
      .where(eq(provincialProjects.id, project.id));
    await meetDuties(tx, [project.id]);
    await noteSearchChange(tx, 'achievement', achievement.id);
    await audit(tx, { deed: 'project.link', subjectType: 'project', subjectId: project.id });
  });
}

/** The unit asks to be exempt from a duty, with reasons. */
export async function pleadDuty(
  ctx: ActorContext,
  { dutyId, reason }: { readonly dutyId: string; readonly reason: string },
): Promise<void> {
  if (!mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const found = await loadDuty(ctx, dutyId);
  if (found.project?.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  await screenTexts(ctx, [reason]);
  await moveDuty(ctx, found, 'plead', { reason, decision: null });
}

/** The province decides, with its ground; the unit is told. */
export async function decidePlea(
  ctx: ActorContext,
  {
    dutyId,
    outcome,
    decision,
  }: { readonly dutyId: string; readonly outcome: 'exempt' | 'refuse'; readonly decision: string },
): Promise<void> {
  if (!mayKeepProjects(ctx.actor)) throw new AppError('forbidden');
  const found = await loadDuty(ctx, dutyId);
  await screenTexts(ctx, [decision]);
  await moveDuty(ctx, found, outcome, { decision, decidedBy: ctx.actor.userId });
}

async function loadDuty({ db }: ActorContext, dutyId: string) {
  const [duty] = await db.select().from(projectDuties).where(eq(projectDuties.id, dutyId));
  if (duty === undefined) throw new AppError('not_found');
  const [project] = await db.select().from(provincialProjects).where(eq(provincialProjects.id, duty.projectId));
  return { duty, project };
}

async function moveDuty(
  ctx: ActorContext,
  { duty, project }: Awaited<ReturnType<typeof loadDuty>>,
  event: 'plead' | 'exempt' | 'refuse',
  columns: Omit<Partial<typeof projectDuties.$inferInsert>, 'state'>,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(projectDuties)
      .set({ ...columns, state: nextState(dutyMachine, duty.state, event) })
      .where(and(eq(projectDuties.id, duty.id), eq(projectDuties.state, duty.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: `project_duty.${event}`, subjectType: 'project', subjectId: duty.projectId });
    if (event !== 'plead' && project?.orgId) {
      await notifyOrganisation(tx, project.orgId, ['officer'], { kind: 'project.decide', href: '/desk/projects' });
    }
  });
}
