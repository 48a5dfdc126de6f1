import { eq } from 'drizzle-orm';
import type { SecrecyRule } from '#app/domain/secrecy-screen.ts';
import { secrecyRules, secrecyStops } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The administrator's rules that count now. */
export const activeRules = ({ db }: Context): Promise<SecrecyRule[]> =>
  db
    .select({
      id: secrecyRules.id,
      name: secrecyRules.name,
      kind: secrecyRules.kind,
      text: secrecyRules.text,
      action: secrecyRules.action,
    })
    .from(secrecyRules)
    .where(eq(secrecyRules.isActive, true));

/** Keeps that rules stopped somebody, and nothing of what they stopped. */
export async function noteStops(
  ctx: Context,
  ruleIds: readonly string[],
  who: { readonly orgId: string | null; readonly userId: string },
): Promise<void> {
  if (ruleIds.length === 0) return;
  await ctx.db.insert(secrecyStops).values(ruleIds.map((ruleId) => ({ ruleId, ...who, at: ctx.now() })));
}
