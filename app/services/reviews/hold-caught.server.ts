import { and, eq, sql } from 'drizzle-orm';
import { importReviewSteps, type ImportReviewEvent } from '#app/domain/import-review.ts';
import { heldWords } from '#app/domain/secrecy-screen.ts';
import { achievements, type imports } from '#db/schema/index.ts';
import { auditMany } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { activeRules, noteStops, rulesMark } from '../secrecy/active-rules.server.ts';
import { screenManyStored } from '../secrecy/screen-stored.server.ts';
import { isUntouched } from './imported-rows.server.ts';

type Import = Pick<typeof imports.$inferSelect, 'id' | 'orgId' | 'createdBy' | 'screenedBy'>;

/**
 * Screens records of an import again where a rule came, changed or was switched on since its file was checked: what is caught
 * is marked with the rule and stays where it is, to be read by itself (保守国家秘密法 art. 35). Gives how many.
 */
export async function holdCaught(
  tx: In<Context>,
  row: Import,
  event: ImportReviewEvent,
  ids: readonly string[],
): Promise<number> {
  if (row.screenedBy === rulesMark(await activeRules(tx))) return 0;
  const { from } = importReviewSteps[event];
  const caught = await screenManyStored(
    tx,
    ids,
    and(eq(achievements.importId, row.id), eq(achievements.state, from), isUntouched),
  );
  if (caught.length === 0) return 0;
  const words = JSON.stringify(caught.map(({ id, ...found }) => ({ id, flags: heldWords(found) })));
  const held = (await tx.db.execute(sql`
    update achievements set updated_at = ${tx.now().toISOString()}::timestamptz,
      review_flags = array(select jsonb_array_elements_text(given.word -> 'flags'))
    from jsonb_array_elements(${words}::jsonb) as given (word)
    where achievements.id = (given.word ->> 'id')::uuid and achievements.state = ${from} and ${isUntouched}
    returning achievements.id`)) as unknown as { id: string }[];
  const heldIds = held.map(({ id }) => id);
  await auditMany(tx, { deed: 'achievement.hold', subjectType: 'achievement', orgId: row.orgId, versionN: 1 }, heldIds);
  const stops = new Set(caught.flatMap(({ refusedBy }) => refusedBy?.id ?? []));
  await noteStops(tx, [...stops], { orgId: row.orgId, userId: row.createdBy });
  return heldIds.length;
}
