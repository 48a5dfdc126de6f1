import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepProjects } from '#app/domain/project-access.ts';
import { dutyDueOn, dutyKinds, dutyMachine } from '#app/domain/project-duty.ts';
import type { ProjectRow } from '#app/domain/project-input.ts';
import { organisations, projectDuties, provincialProjects } from '#db/schema/index.ts';
import { auditMany } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { matchProjects } from './match-projects.server.ts';

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
    // A name alone proves nothing: whoever bears it is linked by the sweep once the platform has verified him.
    .where(
      and(
        inArray(organisations.name, [...new Set(rows.map((row) => row.unitName))]),
        eq(organisations.state, 'verified'),
      ),
    );
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
  const ids = added.map(({ id }) => id);
  await auditMany(tx, { deed: 'project.enter', subjectType: 'project' }, ids);
  return added;
}
