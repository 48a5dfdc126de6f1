import type { SecrecyRule } from '#app/domain/secrecy-screen.ts';
import { secrecyRules } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, inTransaction } from '../context.server.ts';

/**
 * Writes the rules of the release that are not there yet, so that no site begins without a screen; what the administrator
 * switched off stays off. Any number of times.
 */
export async function writeShippedRules(ctx: Context, rules: readonly Omit<SecrecyRule, 'id'>[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const added = await tx.db
      .insert(secrecyRules)
      .values(rules.map((rule) => ({ ...rule, createdAt: tx.now() })))
      .onConflictDoNothing()
      .returning({ id: secrecyRules.id });
    for (const { id } of added) {
      await audit(tx, { deed: 'secrecy_rule.add', subjectType: 'secrecy_rule', subjectId: id, orgId: null });
    }
  });
}
