import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayAnswerProjects } from '#app/domain/project-access.ts';
import { achievements, provincialProjects } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { meetDuties } from './match-projects.server.ts';

/**
 * The unit names the record that came out of a project, or another one than before: a public one meets the deposit, a contract on
 * it the transfer. What is met stays met. A project that was linked meanwhile is `state_changed`.
 */
export async function linkProject(
  ctx: ActorContext,
  { projectId, achievementNo }: { readonly projectId: string; readonly achievementNo: string },
): Promise<void> {
  if (!mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const [project] = await ctx.db.select().from(provincialProjects).where(eq(provincialProjects.id, projectId));
  if (project === undefined || project.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  const { orgId, achievementId: before } = project;
  await inTransaction(ctx, async (tx) => {
    // Held, so that it is not withdrawn while the duty is met by it.
    const [achievement] = await tx.db
      .select()
      .from(achievements)
      .where(eq(achievements.no, achievementNo))
      .for('share');
    if (achievement === undefined || achievement.orgId !== orgId || achievement.state !== 'published') {
      throw new AppError('invalid', { says: '没有找到本单位已发布的这项成果，请核对编号。' }, 'achievementNo');
    }
    const [linked] = await tx.db
      .update(provincialProjects)
      .set({ achievementId: achievement.id })
      .where(
        and(
          eq(provincialProjects.id, projectId),
          sql`${provincialProjects.achievementId} is not distinct from ${before}::uuid`,
        ),
      )
      .returning();
    if (linked === undefined) throw new AppError('state_changed');
    await meetDuties(tx, [projectId]);
    // That a record came out of a project of the province is shown and searched: of the first one it is true no longer.
    await noteSearchChange(tx, 'achievement', ...new Set([achievement.id, ...(before === null ? [] : [before])]));
    await audit(tx, { deed: 'project.link', subjectType: 'project', subjectId: projectId });
  });
}
