import { requireOpened } from '../attachments/unread-papers.server.ts';
import type { ActorContext } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { requireSecondEyesOn } from '../reviews/second-eyes.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { screenStored } from '../secrecy/screen-stored.server.ts';
import { type Achievement, loadFor, moveAchievement } from './load-own.server.ts';
import { recordDecision } from './record-decision.server.ts';

export interface PassInput {
  readonly id: string;
  readonly checks?: readonly string[];
  readonly note?: string | undefined;
  /** What was on the reviewer's screen, as `reviewMark` names it. */
  readonly seen: string;
}

/** The unit's secrecy reviewer has read it: nothing in it must stay closed (保守国家秘密法 art. 35). */
export async function clearAchievement(ctx: ActorContext, { id, checks, note, seen }: PassInput): Promise<Achievement> {
  await loadFor(ctx, id, 'clear');
  await screenTexts(ctx, [note ?? '']);
  await screenStored(ctx, id);
  return moveAchievement(ctx, {
    id,
    event: 'clear',
    seen,
    also: async (tx, row) => {
      const { versionN } = row;
      await requireSecondEyesOn(tx, row.importId);
      await requireOpened(tx, row.id, checks ?? []);
      await recordDecision(tx, { achievementId: row.id, versionN, level: 'secrecy', outcome: 'pass', checks, note });
      await notifyOrganisation(tx, row.orgId, ['approver'], {
        kind: 'achievement.clear',
        params: { title: row.name },
        href: `/desk/reviews/achievements/${row.id}`,
      });
    },
  });
}
