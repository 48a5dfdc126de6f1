import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { achievements } from '#db/schema/index.ts';
import { recordDecision } from '../achievements/record-decision.server.ts';
import type { ReturnInput } from '../achievements/return-achievement.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { loadSeen, moveRegistration, type Registration } from './own-registration.server.ts';

/** Sends a registration back to the unit with what is missing, as a whole and field by field. */
export async function returnRegistration(ctx: ActorContext, input: ReturnInput): Promise<Registration> {
  const before = await loadSeen(ctx, input.id, input.seen);
  const { note, remarks } = input;
  if (!note && (remarks ?? []).length === 0) throw new AppError('invalid', { says: '请写明要改什么。' }, 'note');
  await screenTexts(ctx, [note ?? '', ...(remarks ?? []).map(({ says }) => says)]);
  return inTransaction(ctx, async (tx) => {
    const row = await moveRegistration(tx, before, 'return', { note: note || '请按逐项意见补正。' });
    const { achievementId, versionN, level } = before;
    await recordDecision(tx, { achievementId, versionN, level, outcome: 'return', note, remarks });
    const [achievement] = await tx.db
      .select({ name: achievements.name })
      .from(achievements)
      .where(eq(achievements.id, achievementId));
    await notifyPeople(tx, [before.askedBy], {
      kind: 'registration.return',
      params: { title: achievement?.name ?? '' },
      href: `/desk/achievements/${achievementId}`,
    });
    return row;
  });
}
