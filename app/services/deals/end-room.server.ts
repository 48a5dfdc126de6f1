import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { dealMeetings, dealOffers, dealTasks, mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { endInvitations } from './end-invitations.server.ts';
import type { Deal } from './load-deal.server.ts';
import { moveMeeting } from './move-meeting.server.ts';
import { moveOffer } from './move-offer.server.ts';
import { tellRoom } from './tell-room.server.ts';

/**
 * The deal has ended, and with it what was still to come in its room: the open offer, meetings that have not begun, tasks and
 * invitations. Whoever had to come or to do something is told. A meeting that began stands as it is.
 */
export async function endRoom(tx: In<Context>, deal: Deal): Promise<void> {
  const [offer] = await tx.db
    .select()
    .from(dealOffers)
    .where(and(eq(dealOffers.dealId, deal.id), eq(dealOffers.state, 'open')))
    // Held, here and below: somebody who answers or cancels at this moment must not make the end of the deal fail.
    .for('update');
  if (offer !== undefined) await moveOffer(tx, offer, 'withdraw');
  const meetings = await tx.db
    .select()
    .from(dealMeetings)
    .where(
      and(
        eq(dealMeetings.dealId, deal.id),
        or(
          eq(dealMeetings.state, 'proposed'),
          and(eq(dealMeetings.state, 'fixed'), gt(dealMeetings.startsAt, tx.now())),
        ),
      ),
    )
    .for('update');
  for (const meeting of meetings) await moveMeeting(tx, meeting, 'cancel');
  if (meetings.length > 0) await tellRoom(tx, deal, 'meeting.cancelled');
  const tasks = await tx.db
    .update(dealTasks)
    .set({ endedAt: tx.now() })
    .where(and(eq(dealTasks.dealId, deal.id), isNull(dealTasks.doneAt), isNull(dealTasks.endedAt)))
    .returning();
  for (const { id, orgId } of tasks) await audit(tx, { deed: 'task.end', subjectType: 'task', subjectId: id, orgId });
  const assignees = tasks.map(({ assigneeId }) => assigneeId);
  await notifyPeople(tx, assignees, { kind: 'task.end', href: `/desk/deals/${deal.id}#tasks` });
  await endInvitations(tx, eq(mandates.dealId, deal.id));
}
