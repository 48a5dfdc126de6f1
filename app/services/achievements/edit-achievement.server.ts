import { and, eq } from 'drizzle-orm';
import { nameKey } from '#app/domain/achievement-data.ts';
import type { AchievementDraft } from '#app/domain/achievement-draft.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';
import { screenRecord } from '../secrecy/screen-record.server.ts';
import { officialNumber } from '../reviews/official-number.server.ts';
import { duplicate } from './create-achievement.server.ts';
import { type Achievement, loadFor } from './load-own.server.ts';
import { writeVersion } from './write-version.server.ts';

/** Writes the next version of a draft. `versionN` is the one that was on the screen: a later one means somebody was faster. */
export async function editAchievement(
  ctx: ActorContext,
  input: AchievementDraft & { readonly id: string; readonly versionN: number },
): Promise<Achievement> {
  const before = await loadFor(ctx, input.id, 'edit');
  const reviewFlags = await screenRecord(ctx, input.data, input.people);
  try {
    return await inTransaction(ctx, async (tx) => {
      const [row] = await tx.db
        .update(achievements)
        .set({
          name: input.data.name,
          nameKey: nameKey(input.data.name),
          regNo: await officialNumber(tx, before.id, input.data.regNo),
          versionN: input.versionN + 1,
          reviewFlags,
          ...(input.priceFloorFen !== undefined && { priceFloorFen: input.priceFloorFen }),
          updatedAt: tx.now(),
        })
        .where(
          and(
            eq(achievements.id, before.id),
            eq(achievements.state, before.state),
            eq(achievements.versionN, input.versionN),
          ),
        )
        .returning();
      if (row === undefined) throw new AppError('conflict');
      await writeVersion(tx, row.id, row.versionN, input);
      const { versionN } = row;
      await audit(tx, { deed: 'achievement.edit', subjectType: 'achievement', subjectId: row.id, versionN });
      return row;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw duplicate();
    throw error;
  }
}
