import { isProofFresh } from '#app/domain/access.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import {
  readRuleValue,
  type RuleValueKey,
  ruleUnitWords,
  ruleValueFaults,
  ruleValuesOn,
  ruleValueSpecs,
} from '#app/domain/rule-values.ts';
import { ruleValues } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { lockName } from '../lock-name.server.ts';
import { mayConfirmRules } from './confirm-rule.server.ts';
import { listRuleValues } from './rule-values.server.ts';

export interface SetRuleValueInput {
  readonly key: RuleValueKey;
  /** As typed, in the unit of the value. */
  readonly value: string;
  readonly fromOn: Day;
  readonly reason: string;
}

/**
 * The administrator sets a default of the platform from a day on, with a fresh second factor. What was agreed, published or shared
 * before keeps what it was made with; a confirmation by an expert was of the value before.
 */
export async function setRuleValue(
  ctx: ActorContext,
  input: SetRuleValueInput,
): Promise<typeof ruleValues.$inferSelect> {
  if (!mayConfirmRules(ctx.actor)) throw new AppError('forbidden');
  const { key, fromOn, reason } = input;
  const value = readRuleValue(key, input.value);
  if (value === null) {
    throw new AppError('invalid', { says: `请填数字，单位${ruleUnitWords[ruleValueSpecs[key].unit]}。` }, 'value');
  }
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    // Two who set at once see each other's word.
    await lockName(tx.db, 'rule-values');
    const rows = await listRuleValues(tx);
    refuseFaults(ruleValueFaults({ key, value, fromOn }, { rows, today: dayOf(tx.now()) }));
    if (BigInt(ruleValuesOn(rows, fromOn)[key]) === value) {
      throw new AppError('invalid', { says: '那一天起本来就是这个值。' }, 'value');
    }
    const row = await insertRow(tx, ruleValues, {
      key,
      value: value.toString(),
      fromOn,
      reason,
      setBy: tx.actor.userId,
      setAt: tx.now(),
    });
    await audit(tx, { deed: 'rule.set', subjectType: 'rule', subjectId: row.id });
    return row;
  });
}
