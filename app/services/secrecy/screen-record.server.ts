import type { AchievementData } from '#app/domain/achievement-data.ts';
import type { PersonInput } from '#app/domain/people-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { screen, screenedTexts } from '#app/domain/secrecy-screen.ts';
import type { ActorContext } from '../context.server.ts';
import { activeRules, noteStops } from './active-rules.server.ts';

/**
 * Asks the administrator's screen before a record is stored. What it stops is not stored: that a rule stopped somebody is
 * kept, nothing of the text. Answers why a secrecy reviewer must look at it by hand.
 */
export const screenRecord = (
  ctx: ActorContext,
  data: AchievementData,
  people: readonly PersonInput[] = [],
): Promise<string[]> => screenTexts(ctx, screenedTexts(data, people), data.fields);

/** The same for any other text that others will read: a report, a reply, a formula. */
export async function screenTexts(
  ctx: ActorContext,
  texts: readonly string[],
  fields: readonly string[] = [],
): Promise<string[]> {
  if (texts.every((text) => text === '') && fields.length === 0) return [];
  const { refusedBy, flags } = screen(await activeRules(ctx), { texts, fields });
  if (refusedBy === null) return [...flags];
  const { userId, org } = ctx.actor;
  await noteStops(ctx, [refusedBy.id], { orgId: org?.orgId ?? null, userId });
  throw new AppError('secrecy_refused', { rule: refusedBy.name });
}
