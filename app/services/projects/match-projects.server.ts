import { and, eq, inArray, not, sql } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import { dayOf } from '#app/domain/days.ts';
import { nextState, sourcesOf } from '#app/domain/machine.ts';
import { dutyMachine } from '#app/domain/project-duty.ts';
import { projectAchievements, projectDuties } from '#db/schema/index.ts';
import { audit, auditMany } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { noteMassChange } from '../platform/note-search-change.server.ts';

/**
 * Links projects of a unit with its public records that name their numbers, and sets the duties that are met thereby: nobody
 * has to say again what the record says. Links that are there stay, and a record that its unit took off stays off; a project has as
 * many records as came out of it.
 */
export async function matchProjects(
  tx: In<Context>,
  { orgId, achievementId }: { readonly orgId: string; readonly achievementId?: string },
): Promise<void> {
  const named = (await tx.db.execute(sql`
    with own as (
      select id, no from provincial_projects where org_id = ${orgId}::uuid
    )
    select distinct own.id as "projectId", a.id as "achievementId"
    from achievements a
      join achievement_versions v on v.achievement_id = a.id and v.n = a.version_n
      cross join lateral (
        select v.data ->> 'projectNo' as no
        union select each ->> 'no' from jsonb_array_elements(coalesce(v.data -> 'projects', '[]')) as each
      ) as said
      join own on own.no = said.no
    where exists (select 1 from own) and a.org_id = ${orgId}::uuid and a.state = 'published'
      and a.id = coalesce(${achievementId ?? null}::uuid, a.id)
      and not exists (select 1 from project_achievements l where l.project_id = own.id and l.achievement_id = a.id)
    order by 1, 2`)) as unknown as { projectId: string; achievementId: string }[];
  if (named.length === 0) return;
  const linked = await tx.db
    .insert(projectAchievements)
    .values(named.map((row) => ({ ...row, createdAt: tx.now() })))
    .onConflictDoNothing()
    .returning();
  const projectIds = [...new Set(linked.map(({ projectId }) => projectId))];
  if (projectIds.length === 0) return;
  await meetDuties(tx, projectIds);
  await noteMassChange(tx, 'achievement', [...new Set(linked.map((row) => row.achievementId))]);
  await tx.jobs.enqueue(tx.db, 'match.compute', {});
  for (const id of projectIds) {
    await audit(tx, { deed: 'project.link', subjectType: 'project', subjectId: id, orgId });
  }
}

/** Lines of one statement. */
const atOnce = 5_000;

/** A record that stands beside the project meets the duty: deposited by being public, transferred by a contract on it. */
const isMetByLink = sql`exists (select 1 from project_achievements p join achievements a on a.id = p.achievement_id
  where p.project_id = ${projectDuties.projectId} and p.removed_at is null and a.state = 'published' and (
    ${projectDuties.kind} = 'deposit' or exists (select 1 from contracts c
      where c.achievement_id = a.id and c.state in (${sql.join(
        licensedContractStates.map((state) => sql`${state}`),
        sql`, `,
      )}))))`;

/** What was met by a record that was taken off the project is owed again, unless another one meets it. */
export async function unmeetDuties(tx: In<Context>, projectId: string): Promise<void> {
  const owed = await tx.db
    .update(projectDuties)
    .set({ state: nextState(dutyMachine, 'met', 'unmeet'), metOn: null })
    .where(
      and(
        eq(projectDuties.projectId, projectId),
        inArray(projectDuties.state, sourcesOf(dutyMachine, 'unmeet')),
        not(isMetByLink),
      ),
    )
    .returning({ id: projectDuties.id });
  if (owed.length > 0) await audit(tx, { deed: 'project_duty.unmeet', subjectType: 'project', subjectId: projectId });
}

/** Duties of linked projects that are met: the deposit by a public record, the transfer by a contract on it. */
export async function meetDuties(tx: In<Context>, projectIds: readonly string[] | null): Promise<void> {
  const met = await tx.db
    .update(projectDuties)
    .set({ state: nextState(dutyMachine, 'open', 'meet'), metOn: dayOf(tx.now()) })
    .where(
      and(
        projectIds === null ? undefined : inArray(projectDuties.projectId, [...projectIds]),
        inArray(projectDuties.state, sourcesOf(dutyMachine, 'meet')),
        isMetByLink,
      ),
    )
    .returning({ projectId: projectDuties.projectId });
  const deed = { deed: 'project_duty.meet', subjectType: 'project' };
  for (let from = 0; from < met.length; from += atOnce) {
    const some = met.slice(from, from + atOnce);
    await auditMany(
      tx,
      deed,
      some.map(({ projectId }) => projectId),
    );
  }
}

/** Contracts come after the link: the sweep sees which transfers they meet, and which units have come to the platform since. */
export async function sweepProjects(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const arrived = (await tx.db.execute(sql`
      update provincial_projects p set org_id = o.id from organisations o
      where p.org_id is null and o.name = p.unit_name and o.state = 'verified'
      returning o.id`)) as unknown as { id: string }[];
    for (const id of new Set(arrived.map((row) => row.id))) await matchProjects(tx, { orgId: id });
    await meetDuties(tx, null);
  });
}
