import { eq } from 'drizzle-orm';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { AppError } from '#app/domain/errors.ts';
import { screen } from '#app/domain/secrecy-screen.ts';
import { secrecyRules, secrecyStops } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/**
 * Asks the administrator's screen before a record is stored. What it stops is not stored: that a rule stopped somebody is
 * kept, nothing of the text. Answers why a secrecy reviewer must look at it by hand.
 */
export async function screenRecord(ctx: ActorContext, data: AchievementData): Promise<string[]> {
  const rules = await ctx.db.select().from(secrecyRules).where(eq(secrecyRules.isActive, true));
  const texts = [
    data.name,
    data.problem,
    data.solution,
    data.abstract,
    ...data.keywords,
    ...data.searchTerms,
    ...data.ip.map((right) => right.name),
    ...data.advantages.map((one) => one.metric),
  ];
  const { refusedBy, flags } = screen(rules, { texts, fields: data.fields });
  if (refusedBy === null) return [...flags];
  const { userId, org } = ctx.actor;
  await ctx.db.insert(secrecyStops).values({ ruleId: refusedBy.id, orgId: org?.orgId ?? null, userId, at: ctx.now() });
  throw new AppError('secrecy_refused', { rule: refusedBy.name });
}
