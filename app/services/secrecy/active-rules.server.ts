import { eq } from 'drizzle-orm';
import { type SecrecyRule, sensitiveFields } from '#app/domain/secrecy-screen.ts';
import { secrecyRules, secrecyStops } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';

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

/** A word for exactly what a record is screened by: a text that was screened by the same needs no second look. */
export const rulesMark = (rules: readonly SecrecyRule[]): string =>
  fingerprint([sensitiveFields, rules.map(({ id, kind, text, action }) => [id, kind, text, action].join(' ')).sort()]);

/** Keeps that rules stopped somebody, and nothing of what they stopped. */
export async function noteStops(
  ctx: Context,
  ruleIds: readonly string[],
  who: { readonly orgId: string | null; readonly userId: string },
): Promise<void> {
  if (ruleIds.length === 0) return;
  await ctx.db.insert(secrecyStops).values(ruleIds.map((ruleId) => ({ ruleId, ...who, at: ctx.now() })));
}
