import { and, eq, isNull, notInArray } from 'drizzle-orm';
import type { SecrecyRule } from '#app/domain/secrecy-screen.ts';
import { secrecyRules } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';

type Shipped = Omit<SecrecyRule, 'id'>;

/**
 * Writes the rules of the release that are not there yet, so that no site begins without a screen, and puts those of an earlier release
 * that it words anew in their new words; what the administrator switched off stays off, what he wrote stays. Any number of times.
 */
export async function writeShippedRules(ctx: Context, rules: readonly Shipped[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockName(tx.db, 'shipped secrecy rules');
    const stood = await tx.db.select({ kind: secrecyRules.kind, text: secrecyRules.text }).from(secrecyRules);
    for (const rule of rules) await rewordEarlier(tx, rule, rules, stood);
    const added = await tx.db
      .insert(secrecyRules)
      .values(rules.map((rule) => ({ ...rule, createdAt: tx.now() })))
      .onConflictDoNothing()
      .returning({ id: secrecyRules.id });
    for (const { id } of added) await note(tx, 'add', id);
  });
}

/** A rule that nobody set, of this name, in words that the release no longer has: replaced, or off where the new words stand beside it. */
async function rewordEarlier(
  tx: In<Context>,
  rule: Shipped,
  rules: readonly Shipped[],
  stood: readonly Pick<Shipped, 'kind' | 'text'>[],
): Promise<void> {
  const earlier = await tx.db
    .select({ id: secrecyRules.id, isActive: secrecyRules.isActive })
    .from(secrecyRules)
    .where(
      and(
        eq(secrecyRules.name, rule.name),
        isNull(secrecyRules.setBy),
        notInArray(
          secrecyRules.text,
          rules.map(({ text }) => text),
        ),
      ),
    )
    .orderBy(secrecyRules.createdAt);
  let isThere = stood.some(({ kind, text }) => kind === rule.kind && text === rule.text);
  for (const { id, isActive } of earlier) {
    if (isThere && !isActive) continue;
    await tx.db
      .update(secrecyRules)
      .set(isThere ? { isActive: false } : { ...rule })
      .where(eq(secrecyRules.id, id));
    await note(tx, isThere ? 'switch' : 'reword', id);
    isThere = true;
  }
}

const note = (tx: In<Context>, deed: 'add' | 'switch' | 'reword', id: string): Promise<unknown> =>
  audit(tx, { deed: `secrecy_rule.${deed}`, subjectType: 'secrecy_rule', subjectId: id, orgId: null });
