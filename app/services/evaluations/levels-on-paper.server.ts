import { and, eq, inArray } from 'drizzle-orm';
import { nextState, sourcesOf } from '#app/domain/machine.ts';
import { trlMachine } from '#app/domain/trl-assessment.ts';
import { trlAssessments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';

const resting = (attachmentId: string) =>
  and(eq(trlAssessments.reportId, attachmentId), inArray(trlAssessments.state, sourcesOf(trlMachine, 'drop')));

/** Whether a readiness level rests on a paper, confirmed or waiting for it. */
export const carriesLevel = async ({ db }: Pick<Context, 'db'>, attachmentId: string): Promise<boolean> =>
  (await db.$count(trlAssessments, resting(attachmentId))) > 0;

/** The paper is gone, and the levels that rest on it with it: the record's own word counts again. */
export async function dropLevels(tx: In<ActorContext>, attachmentId: string): Promise<void> {
  for (const before of await tx.db.select().from(trlAssessments).where(resting(attachmentId)).for('update')) {
    const { id, achievementId, versionN, assessedBy } = before;
    await tx.db
      .update(trlAssessments)
      .set({ state: nextState(trlMachine, before.state, 'drop') })
      .where(eq(trlAssessments.id, id));
    await audit(tx, { deed: 'trl.drop', subjectType: 'achievement', subjectId: achievementId, versionN });
    await noteSearchChange(tx, 'achievement', achievementId);
    await notifyPeople(tx, [assessedBy], {
      kind: 'trl.drop',
      href: `/desk/achievements/${achievementId}/evaluation`,
    });
  }
}
