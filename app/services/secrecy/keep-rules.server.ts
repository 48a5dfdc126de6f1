import { desc, eq, sql } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { compilePattern } from '#app/domain/safe-pattern.ts';
import type { SecrecyRule } from '#app/domain/secrecy-screen.ts';
import { secrecyRules, secrecyStops } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';

/** The administrator adds a word or a pattern; it counts from the next save on. */
export async function addSecrecyRule(ctx: ActorContext, rule: Omit<SecrecyRule, 'id'>): Promise<void> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  if (rule.kind === 'pattern' && compilePattern(rule.text) === null) {
    throw new AppError('invalid', { says: '这个模式写得不对，或者可能运行很久，请改写。' }, 'text');
  }
  try {
    await inTransaction(ctx, async (tx) => {
      const [row] = await tx.db
        .insert(secrecyRules)
        .values({ ...rule, setBy: tx.actor.userId, createdAt: tx.now() })
        .returning({ id: secrecyRules.id });
      if (row === undefined) throw new Error('rule was not stored');
      await audit(tx, { deed: 'secrecy_rule.add', subjectType: 'secrecy_rule', subjectId: row.id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('duplicate', { says: '已经有这一条。' }, 'text');
    throw error;
  }
}

/** Switches a rule off or on; what it stopped stays counted. */
export async function switchSecrecyRule(
  ctx: ActorContext,
  { ruleId, isActive }: { readonly ruleId: string; readonly isActive: boolean },
): Promise<void> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(secrecyRules)
      .set({ isActive })
      .where(eq(secrecyRules.id, ruleId))
      .returning({ id: secrecyRules.id });
    if (row === undefined) throw new AppError('not_found');
    await audit(tx, { deed: 'secrecy_rule.switch', subjectType: 'secrecy_rule', subjectId: row.id });
  });
}

/** The rules with how often each stopped somebody. */
export async function listSecrecyRules(ctx: ActorContext) {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  const stops = sql<number>`(select count(*)::int from ${secrecyStops} s where s.rule_id = secrecy_rules.id)`;
  return ctx.db
    .select({
      id: secrecyRules.id,
      name: secrecyRules.name,
      kind: secrecyRules.kind,
      text: secrecyRules.text,
      action: secrecyRules.action,
      isActive: secrecyRules.isActive,
      stops,
    })
    .from(secrecyRules)
    .orderBy(desc(secrecyRules.isActive), desc(secrecyRules.createdAt));
}
