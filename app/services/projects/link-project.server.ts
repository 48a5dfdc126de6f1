import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayAnswerProjects } from '#app/domain/project-access.ts';
import { achievements, projectAchievements, provincialProjects } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { meetDuties, unmeetDuties } from './match-projects.server.ts';

interface Link {
  readonly projectId: string;
  readonly achievementNo: string;
}

/** The project, where it is the unit's own. */
async function ownProject(ctx: ActorContext, projectId: string) {
  if (!mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const [project] = await ctx.db.select().from(provincialProjects).where(eq(provincialProjects.id, projectId));
  if (project === undefined || project.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return project;
}

/**
 * The unit names a record that came out of a project, beside others: a public one meets the deposit, a contract on it the
 * transfer.
 */
export async function linkProject(ctx: ActorContext, { projectId, achievementNo }: Link): Promise<void> {
  const { orgId } = await ownProject(ctx, projectId);
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
      .insert(projectAchievements)
      .values({ projectId, achievementId: achievement.id, createdAt: tx.now() })
      // Taken off before, and named anew.
      .onConflictDoUpdate({
        target: [projectAchievements.projectId, projectAchievements.achievementId],
        set: { removedAt: null },
        setWhere: isNotNull(projectAchievements.removedAt),
      })
      .returning();
    if (linked === undefined) throw new AppError('invalid', { says: '这项成果已经关联。' }, 'achievementNo');
    await meetDuties(tx, [projectId]);
    await noteSearchChange(tx, 'achievement', achievement.id);
    await audit(tx, { deed: 'project.link', subjectType: 'project', subjectId: projectId });
  });
}

/**
 * The unit takes a record off a project to which it does not belong: its text alone does not link it again, and what was met by it
 * alone is owed again.
 */
export async function unlinkProject(ctx: ActorContext, { projectId, achievementNo }: Link): Promise<void> {
  await ownProject(ctx, projectId);
  await inTransaction(ctx, async (tx) => {
    const [achievement] = await tx.db
      .select({ id: achievements.id })
      .from(achievements)
      .where(eq(achievements.no, achievementNo));
    if (achievement === undefined) throw new AppError('state_changed');
    const isLink = and(
      eq(projectAchievements.projectId, projectId),
      eq(projectAchievements.achievementId, achievement.id),
      isNull(projectAchievements.removedAt),
    );
    const removed = await tx.db.update(projectAchievements).set({ removedAt: tx.now() }).where(isLink).returning();
    if (removed.length === 0) throw new AppError('state_changed');
    await unmeetDuties(tx, projectId);
    await noteSearchChange(tx, 'achievement', achievement.id);
    await audit(tx, { deed: 'project.unlink', subjectType: 'project', subjectId: projectId });
  });
}
