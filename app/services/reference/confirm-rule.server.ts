import { type Actor, hasPlatformRole } from '#app/domain/access.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { findOpenRule } from '#app/domain/open-rules.ts';
import { ruleConfirmations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { getRuleValues } from './rule-values.server.ts';

/** Who reads the open rules and records what experts say of them: the operator's administrator. */
export const mayConfirmRules = (actor: Actor): boolean => hasPlatformRole(actor, 'admin');

/** Records that an expert confirmed a rule with the value it has; with another value it is open again. Never taken back, only said anew. */
export async function confirmRule(
  ctx: ActorContext,
  input: { readonly rule: string; readonly value: string; readonly source: string; readonly confirmedOn: Day },
): Promise<typeof ruleConfirmations.$inferSelect> {
  if (!mayConfirmRules(ctx.actor)) throw new AppError('forbidden');
  const rule = findOpenRule(input.rule, await getRuleValues(ctx));
  if (rule === null) throw new AppError('not_found');
  if (rule.value !== input.value) throw new AppError('state_changed');
  if (input.confirmedOn > dayOf(ctx.now())) {
    throw new AppError('invalid', { says: '确认日期不能晚于今天。' }, 'confirmedOn');
  }
  return inTransaction(ctx, async (tx) => {
    const recorded = { recordedBy: tx.actor.userId, recordedAt: tx.now() };
    const row = await insertRow(tx, ruleConfirmations, { ...input, ...recorded });
    await audit(tx, { deed: 'rule.confirm', subjectType: 'rule', subjectId: row.id });
    return row;
  });
}
