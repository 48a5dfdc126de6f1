import { levelOfState, type Remark } from '#app/domain/review.ts';
import type { ActorContext } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { type Achievement, loadFor, moveAchievement } from './load-own.server.ts';
import { recordDecision } from './record-decision.server.ts';

export interface ReturnInput {
  readonly id: string;
  readonly note?: string | undefined;
  readonly remarks?: readonly Remark[];
  /** What was on the reviewer's screen, as `reviewMark` names it. */
  readonly seen: string;
}

/** Sends it back to its author with what has to change, as a whole and field by field. */
export async function returnAchievement(ctx: ActorContext, input: ReturnInput): Promise<Achievement> {
  const { id, note, remarks, seen } = input;
  const { state } = await loadFor(ctx, id, 'return');
  await screenTexts(ctx, [note ?? '', ...(remarks ?? []).map(({ says }) => says)]);
  const level = levelOfState(state);
  return moveAchievement(ctx, {
    id,
    event: 'return',
    seen,
    set: { reviewNote: note || '请按逐项意见修改。' },
    also: async (tx, row) => {
      const { versionN } = row;
      await recordDecision(tx, { achievementId: row.id, versionN, level, outcome: 'return', note, remarks });
      await notifyPeople(tx, [row.createdBy], {
        kind: 'achievement.return',
        params: { title: row.name },
        href: `/desk/achievements/${row.id}`,
      });
    },
  });
}
