import type { AchievementData } from '#app/domain/achievement-data.ts';
import { AppError } from '#app/domain/errors.ts';
import { screen, screenedTexts } from '#app/domain/secrecy-screen.ts';
import type { ActorContext } from '../context.server.ts';
import { activeRules, noteStops } from './active-rules.server.ts';

/**
 * Asks the administrator's screen before a record is stored. What it stops is not stored: that a rule stopped somebody is
 * kept, nothing of the text. Answers why a secrecy reviewer must look at it by hand.
 */
export async function screenRecord(ctx: ActorContext, data: AchievementData): Promise<string[]> {
  const rules = await activeRules(ctx);
  const { refusedBy, flags } = screen(rules, { texts: screenedTexts(data), fields: data.fields });
  if (refusedBy === null) return [...flags];
  const { userId, org } = ctx.actor;
  await noteStops(ctx, [refusedBy.id], { orgId: org?.orgId ?? null, userId });
  throw new AppError('secrecy_refused', { rule: refusedBy.name });
}
