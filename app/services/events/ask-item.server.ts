import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayTakePart, runsEvents } from '#app/domain/event-access.ts';
import { editableEventStates } from '#app/domain/event.ts';
import { publicDemandStates } from '#app/domain/demand.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, demands, demandVersions, eventItems, events, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

export type EventItem = typeof eventItems.$inferSelect;

export interface AskItem {
  readonly eventId: string;
  /** Number of the achievement or demand. */
  readonly no: string;
  readonly note: string;
  /** The owner declares that what he shows is not classified; needed where he applies. */
  readonly isDeclared: boolean;
}

/**
 * Asks for a place on the programme: the organizer invites the owner of an achievement or demand, or the owner applies with
 * his own. The other side answers.
 */
export async function askItem(ctx: ActorContext, input: AskItem): Promise<EventItem> {
  const { org } = ctx.actor;
  if (org === null || !mayTakePart(ctx.actor)) throw new AppError('forbidden');
  const [event] = await ctx.db.select().from(events).where(eq(events.id, input.eventId));
  const isOrganizer = event?.orgId === org.orgId && runsEvents(org.kind);
  const isOpen =
    event !== undefined && (isOrganizer || event.state === 'published' || event.state === 'registration_closed');
  if (event === undefined || !isOpen) throw new AppError('not_found');
  if (!editableEventStates.includes(event.state)) throw new AppError('state_changed');
  if (!isOrganizer && !event.takesItems) throw new AppError('invalid', { says: '本场活动不接受申请，由组织方邀请。' });
  const subject = await findSubject(ctx, input.no);
  if (subject === null) throw new AppError('invalid', { says: '没有找到这个编号的公开成果或需求' }, 'no');
  const isOwner = subject.orgId === org.orgId;
  if (!isOrganizer && !isOwner) throw new AppError('invalid', { says: '只能申请展示本单位的成果或需求' }, 'no');
  if (isOwner && !input.isDeclared) throw new AppError('invalid', { says: '请确认展示内容不涉密' }, 'pledge');
  return inTransaction(
    ctx,
    async (tx) => {
      const row = await insertRow(tx, eventItems, {
        eventId: event.id,
        kind: subject.kind,
        achievementId: subject.kind === 'achievement' ? subject.id : null,
        demandId: subject.kind === 'demand' ? subject.id : null,
        orgId: subject.orgId,
        askedBySide: isOrganizer ? 'organizer' : 'owner',
        askedBy: tx.actor.userId,
        state: 'proposed',
        note: input.note,
        declaredBy: isOwner ? tx.actor.userId : null,
        declaredAt: isOwner ? tx.now() : null,
        position: await tx.db.$count(eventItems, eq(eventItems.eventId, event.id)),
        createdAt: tx.now(),
        updatedAt: tx.now(),
      });
      await audit(tx, { deed: 'event_item.ask', subjectType: 'event_item', subjectId: row.id });
      await notifyOrganisation(tx, isOrganizer ? row.orgId : event.orgId, ['officer'], {
        kind: isOrganizer ? 'event_item.invite' : 'event_item.apply',
        params: { title: event.title },
        href: isOrganizer ? '/desk/events' : `/desk/events/${event.id}`,
      });
      return row;
    },
    () => new AppError('duplicate', { says: '这一项已经在议程里或正在等答复。' }, 'no'),
  );
}

/** A public achievement or demand by its number; a targeted demand is nobody's to show. */
async function findSubject(ctx: ActorContext, no: string) {
  if (no.startsWith('CG')) {
    const [row] = await ctx.db
      .select({ id: achievements.id, orgId: achievements.orgId })
      .from(achievements)
      .innerJoin(organisations, eq(organisations.id, achievements.orgId))
      .where(and(eq(achievements.no, no), eq(achievements.state, 'published'), listingShown));
    return row === undefined ? null : { kind: 'achievement' as const, ...row };
  }
  const [row] = await ctx.db
    .select({ id: demands.id, orgId: demands.orgId, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(eq(demands.no, no), inArray(demands.state, publicDemandStates), listingShown));
  if (row === undefined || row.data.confidentiality === 'targeted') return null;
  return { kind: 'demand' as const, id: row.id, orgId: row.orgId };
}
