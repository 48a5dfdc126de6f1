import { sql } from 'drizzle-orm';
import { achievementMachine } from '#app/domain/achievement.ts';
import { mergeObstacle } from '#app/domain/import.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import { statesOf } from '#app/domain/machine.ts';
import type { Context, In } from '../context.server.ts';

/**
 * Rows of an import that were to be merged into what is not public are left out, each with the reason; nothing of them stays but the
 * name. Gives how many: the caller counts them with the import.
 */
export async function leaveUpdates(tx: In<Context>, importId: string): Promise<number> {
  let left = 0;
  for (const state of statesOf(achievementMachine)) {
    const says = mergeObstacle(state);
    if (says === null) continue;
    const errors = JSON.stringify([{ column: headerOf('name'), code: 'duplicate', says }]);
    const rows = (await tx.db.execute(sql`
      update import_rows r set state = 'skipped', data = null, team = null, errors = ${errors}::jsonb
      from achievements a
      where r.import_id = ${importId}::uuid and r.state = 'duplicate' and r.choice = 'merge'
        and a.id = r.achievement_id and a.state = ${state}
      returning r.id`)) as unknown as { id: string }[];
    left += rows.length;
  }
  return left;
}
