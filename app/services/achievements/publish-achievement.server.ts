import { dayOf } from '#app/domain/days.ts';
import { clearWithRecord } from '../attachments/clear-attachment.server.ts';
import type { ActorContext } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import type { PassInput } from './clear-achievement.server.ts';
import { matchProjects } from '../projects/match-projects.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { screenStored } from '../secrecy/screen-stored.server.ts';
import { type Achievement, loadFor, moveAchievement } from './load-own.server.ts';
import { recordDecision } from './record-decision.server.ts';

/** The unit lets it go public after its secrecy review; from then on it is found by everybody. */
export async function publishAchievement(
  ctx: ActorContext,
  { id, checks, note, seen }: PassInput,
): Promise<Achievement> {
  await loadFor(ctx, id, 'publish');
  await screenTexts(ctx, [note ?? '']);
  await screenStored(ctx, id);
  const now = ctx.now();
  return moveAchievement(ctx, {
    id,
    event: 'publish',
    seen,
    set: { publishedAt: now, confirmedOn: dayOf(now) },
    also: async (tx, row) => {
      const { versionN } = row;
      await clearWithRecord(tx, row.id);
      await matchProjects(tx, { orgId: row.orgId, achievementId: row.id });
      await recordDecision(tx, { achievementId: row.id, versionN, level: 'office', outcome: 'pass', checks, note });
      await notifyPeople(tx, [row.createdBy], {
        kind: 'achievement.publish',
        params: { title: row.name },
        href: `/achievements/${row.no}`,
      });
    },
  });
}
