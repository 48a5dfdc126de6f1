import { asc, eq } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import { noticeDays, type RuleValues, ruleValuesOn } from '#app/domain/rule-values.ts';
import { organisations, ruleValues } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Every value that was ever set, in the order in which it was said. */
export const listRuleValues = ({ db }: Pick<Context, 'db'>) =>
  db.select().from(ruleValues).orderBy(asc(ruleValues.setAt), asc(ruleValues.id));

/** The platform's defaults on a day, by itself today: the one place in which they are read. */
export async function getRuleValues(ctx: Pick<Context, 'db' | 'now'>, on: Day = dayOf(ctx.now())): Promise<RuleValues> {
  return ruleValuesOn(await listRuleValues(ctx), on);
}

/** What a page says of a unit's publicity is what its verb uses. */
export async function noticeDaysOf(ctx: Pick<Context, 'db' | 'now'>, orgId: string): Promise<number> {
  const [unit] = await ctx.db
    .select({ publicityDays: organisations.publicityDays })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return noticeDays(await getRuleValues(ctx), unit);
}
