import { and, eq } from 'drizzle-orm';
import type { AchievementDraft } from '#app/domain/achievement-draft.ts';
import { nameKey } from '#app/domain/achievement-data.ts';
import { correctionMachine, isCorrectable, writableCorrectionStates } from '#app/domain/correction.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementCorrections } from '#db/schema/index.ts';
import { duplicate } from '../achievements/create-achievement.server.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { isTaken } from '../imports/merge-rows.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { officialNumber } from '../reviews/official-number.server.ts';
import { screenRecord } from '../secrecy/screen-record.server.ts';
import { type Correction, findOpenCorrection, mayCorrect } from './own-correction.server.ts';

interface SaveInput extends AchievementDraft {
  /** The record's id. */
  readonly id: string;
  /** The save that was on the screen: 0 where no correction had been begun. */
  readonly savedN: number;
}

/** Writes what a public record should say; the record itself stays as it is. Begins the correction where none is under way. */
export async function saveCorrection(ctx: ActorContext, input: SaveInput): Promise<Correction> {
  if (!mayCorrect(ctx.actor)) throw new AppError('forbidden');
  const record = await loadOwn(ctx, input.id);
  if (!isCorrectable(record.state)) throw new AppError('state_changed');
  const reviewFlags = await screenRecord(ctx, input.data, input.people);
  return inTransaction(
    ctx,
    async (tx) => {
      const regNo = await officialNumber(tx, record.id, input.data.regNo);
      if (await isTaken(tx, record.orgId, record.id, nameKey(input.data.name), regNo)) throw duplicate();
      const before = await findOpenCorrection(tx, record.id);
      if ((before?.savedN ?? 0) !== input.savedN) throw new AppError('conflict');
      const text = {
        data: input.data,
        people: input.people,
        priceFloorFen: input.priceFloorFen === undefined ? record.priceFloorFen : input.priceFloorFen,
        reviewFlags,
        savedN: input.savedN + 1,
        updatedAt: tx.now(),
      };
      const row = before === null ? await begin(tx, record, text) : await goOn(tx, before, text);
      const { baseN } = row;
      await audit(tx, {
        deed: 'correction.save',
        subjectType: 'achievement',
        subjectId: record.id,
        versionN: baseN + 1,
      });
      return row;
    },
    // Two began at once.
    () => new AppError('conflict'),
  );
}

type Text = Pick<
  typeof achievementCorrections.$inferInsert,
  'data' | 'people' | 'priceFloorFen' | 'reviewFlags' | 'savedN' | 'updatedAt'
>;

async function begin(
  tx: In<ActorContext>,
  record: { readonly id: string; readonly orgId: string; readonly versionN: number },
  text: Text,
): Promise<Correction> {
  const row = await insertRow(tx, achievementCorrections, {
    ...text,
    achievementId: record.id,
    orgId: record.orgId,
    baseN: record.versionN,
    state: correctionMachine.initial,
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  return row;
}

async function goOn(tx: In<ActorContext>, before: Correction, text: Text): Promise<Correction> {
  if (!writableCorrectionStates.includes(before.state)) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(achievementCorrections)
    .set(text)
    .where(
      and(
        eq(achievementCorrections.id, before.id),
        eq(achievementCorrections.state, before.state),
        eq(achievementCorrections.savedN, before.savedN),
      ),
    )
    .returning();
  if (row === undefined) throw new AppError('conflict');
  return row;
}
