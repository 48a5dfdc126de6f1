import { desc, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { openRules } from '#app/domain/open-rules.ts';
import { ruleConfirmations, users } from '#db/schema/index.ts';
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
  return openRules.map((rule) => {
    const found = said.find(({ confirmation }) => confirmation.rule === rule.key && confirmation.value === rule.value);
    return {
      ...rule,
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
