import { eq } from 'drizzle-orm';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { nameKey } from '#app/domain/achievement-data.ts';
import type { AchievementDraft } from '#app/domain/achievement-draft.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { screenRecord } from '../secrecy/screen-record.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { onceRow } from '../platform/once.server.ts';
import type { Achievement } from './load-own.server.ts';
import { writeVersion } from './write-version.server.ts';

/** Writes a draft: not public before the unit has reviewed it. */
export async function createAchievement(
  ctx: ActorContext,
  input: AchievementDraft & { readonly key?: string | undefined },
): Promise<Achievement> {
  const { org } = ctx.actor;
  if (org === null || !mayWriteAchievement(ctx.actor)) throw new AppError('forbidden');
  const reviewFlags = await screenRecord(ctx, input.data, input.people);
  try {
    return await inTransaction(ctx, async (tx) => {
      const { id, earlier } = await onceRow(tx, achievements, input.key, 'achievement.create');
      if (earlier) return earlier;
      const [owner] = await tx.db
        .select({ isSample: organisations.isSample })
        .from(organisations)
        .where(eq(organisations.id, org.orgId));
      const [no = ''] = await nextNumber(tx, 'achievement');
      const row = await insertRow(tx, achievements, {
        id,
        no,
        orgId: org.orgId,
        name: input.data.name,
        nameKey: nameKey(input.data.name),
        regNo: input.data.regNo,
        versionN: 1,
        reviewFlags,
        priceFloorFen: input.priceFloorFen ?? null,
        state: achievementMachine.initial,
        isSample: owner?.isSample ?? false,
        createdBy: ctx.actor.userId,
        updatedAt: tx.now(),
      });
      await writeVersion(tx, row.id, 1, input);
      await audit(tx, { deed: 'achievement.create', subjectType: 'achievement', subjectId: row.id, versionN: 1 });
      return row;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw duplicate();
    throw error;
  }
}

/** The unit has one of this name, or somebody has this registration number. */
export const duplicate = (): AppError =>
  new AppError('duplicate', { says: '本单位已有同名成果，或登记号已被使用，请核对。' }, 'name');
