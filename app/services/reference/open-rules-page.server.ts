import { asc, desc, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { dayOf } from '#app/domain/days.ts';
import { openRulesWith } from '#app/domain/open-rules.ts';
import {
  type RuleValueKey,
  ruleUnitWords,
  ruleValuesOn,
  ruleValueSpecs,
  ruleValueText,
} from '#app/domain/rule-values.ts';
import { ruleConfirmations, ruleValues, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { mayConfirmRules } from './confirm-rule.server.ts';

/** The rules with what experts said of the values they have now. */
export async function openRulesPage(ctx: ActorContext) {
  if (!mayConfirmRules(ctx.actor)) throw new AppError('forbidden');
  const said = await ctx.db
    .select({ confirmation: ruleConfirmations, recorder: users.name })
    .from(ruleConfirmations)
    .innerJoin(users, eq(users.id, ruleConfirmations.recordedBy))
    .orderBy(desc(ruleConfirmations.recordedAt));
  const set = await ctx.db
    .select({ row: ruleValues, setter: users.name })
    .from(ruleValues)
    .innerJoin(users, eq(users.id, ruleValues.setBy))
    .orderBy(asc(ruleValues.setAt), asc(ruleValues.id));
  const today = dayOf(ctx.now());
  const values = ruleValuesOn(
    set.map(({ row }) => row),
    today,
  );
  const settingOf = (key: RuleValueKey) => ({
    key,
    label: ruleValueSpecs[key].label,
    unit: ruleUnitWords[ruleValueSpecs[key].unit],
    now: ruleValueText(key, values[key]),
    history: set
      .filter(({ row }) => row.key === key)
      .map(({ row, setter }) => ({
        id: row.id,
        value: ruleValueText(key, BigInt(row.value)),
        fromOn: row.fromOn,
        reason: row.reason,
        setter,
      }))
      .toReversed(),
  });
  return openRulesWith(values).map((rule) => {
    const found = said.find(({ confirmation }) => confirmation.rule === rule.key && confirmation.value === rule.value);
    return {
      ...rule,
      settings: (rule.values ?? []).map(settingOf),
      confirmed: found
        ? {
            source: found.confirmation.source,
            confirmedOn: found.confirmation.confirmedOn,
            recorder: found.recorder,
          }
        : null,
    };
  });
}
