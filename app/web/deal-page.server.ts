import { addMonths, dayOf } from '#app/domain/days.ts';
import { hasTalked, isRoomOpen, orgOf, otherSide, requesterSide } from '#app/domain/deal-access.ts';
import { liveMandateStates } from '#app/domain/deal.ts';
import { type DealDeed, dealDeeds, mandateDeeds } from '#app/domain/deal-deeds.ts';
import { isOfferAlive } from '#app/domain/deal-offer.ts';
import { offerFigures } from '#app/domain/offer-figures.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { findReplyRecord } from '#app/services/deals/reply-records.server.ts';
import { findMostCash } from '#app/services/deals/most-cash.server.ts';
import { type DealRoom, getDealRoom } from '#app/services/deals/deal-room.server.ts';
import { readRoom } from '#app/services/deals/read-room.server.ts';
import { roomPeople } from '#app/services/deals/room-people.server.ts';
import { trustMarks } from '#app/services/organisations/trust.server.ts';
import { listMeetings, listOffers, listTasks } from '#app/services/deals/room-queries.server.ts';
import { listBrokers } from '#app/services/brokers/queries.server.ts';
import { fallenSaleOfTalk } from '#app/services/trades/fallen-sale-of-talk.server.ts';
import { priceWords } from '#app/ui/price-words.ts';
import { brokerLevels } from '#app/ui/broker-levels.ts';
import type { OfferLine } from '#app/ui/deals/room-offers.tsx';
import { replyWords } from '#app/domain/reply-record.ts';

/** What the page of a deal shows beside the thread: people, meetings, tasks, offers, as far as the actor sees into the room. */
export async function dealWork(ctx: ActorContext, room: DealRoom, deeds: readonly DealDeed[], mayWrite: boolean) {
  const { deal } = room;
  const isInside = room.as !== 'invited' && hasTalked(deal.state);
  // Who answers for an unnamed enterprise, and how fast it answers, would tell it apart.
  const isUnnamed = room.licenseeName === null;
  const ownOrg = ctx.actor.org?.orgId ?? null;
  const now = ctx.now();
  const full = { ...deal, purpose: '', declineNote: null, askedBy: '', repliedBy: null };
  const [people, meetings, tasks, offers] = isInside
    ? await Promise.all([
        roomPeople(ctx, full),
        listMeetings(ctx, deal.id),
        listTasks(ctx, deal.id),
        listOffers(ctx, deal.id),
      ])
    : [[], [], [], []];
  const receiver = orgOf(deal, otherSide(requesterSide(deal)));
  const colleagues = deeds.includes('handOver')
    ? (await roomPeople(ctx, full)).filter(({ userId, orgId }) => orgId === ownOrg && userId !== ctx.actor.userId)
    : null;
  return {
    people: people.map(({ userId, name, orgName }) => ({ value: userId, label: `${name}，${orgName}` })),
    present: people.map(({ userId, name, orgName, roles }) => ({ userId, name, orgName, roles })),
    meetings: meetings.map(({ orgId, revision: _revision, updatedAt: _updatedAt, ...meeting }) => ({
      ...meeting,
      isOwn: orgId === ownOrg,
      isOver: meeting.startsAt !== null && meeting.startsAt <= now,
    })),
    tasks: tasks.map(({ orgId, assigneeId: _assignee, doneAt, endedAt, ...task }) => ({
      ...task,
      isDone: doneAt !== null,
      isEnded: endedAt !== null,
      mayFinish: mayWrite && orgId === ownOrg && endedAt === null,
    })),
    offers: offers.map(({ orgId, terms, ...offer }): OfferLine => {
      const isLive = isOfferAlive(offer, now) && deeds.includes('offer');
      const mine = orgId === ownOrg;
      return {
        ...offer,
        figures: offerFigures(terms),
        deeds: !isLive ? [] : mine ? ['withdraw'] : ['accept', 'counter', 'reject'],
      };
    }),
    colleagues: colleagues?.map(({ userId, name }) => ({ value: userId, label: name })) ?? null,
    handler: deal.handlerId === null || isUnnamed ? null : await nameOf(ctx, full, deal.handlerId),
    replyWords:
      deal.state === 'requested' && receiver !== ownOrg && !isUnnamed
        ? replyWords(await findReplyRecord(ctx, receiver))
        : null,
  };
}

type FullDeal = Parameters<typeof roomPeople>[1];
const nameOf = async (ctx: ActorContext, deal: FullDeal, userId: string): Promise<string | null> =>
  (await roomPeople(ctx, deal)).find((person) => person.userId === userId)?.name ?? null;

export const messagesOf = (ctx: ActorContext, { messages }: DealRoom) =>
  messages.map(({ authorId, orgId: _orgId, ...message }) => ({ ...message, isOwn: authorId === ctx.actor.userId }));

export const mandatesOf = (ctx: ActorContext, { mandates, deal, licensorName, licenseeName }: DealRoom) =>
  mandates.map(({ brokerUserId, clientOrgId, isIntroduced, sharerUserId, ...mandate }) => {
    const parties = { brokerUserId, clientOrgId, isIntroduced, sharerUserId };
    const deeds = mandateDeeds(ctx.actor, deal, { ...mandate, ...parties });
    return {
      ...mandate,
      clientName: clientOrgId === deal.licensorOrgId ? licensorName : (licenseeName ?? '匿名企业'),
      mayAnswer: deeds.includes('answer'),
      mayShare: deeds.includes('share'),
      mayEnd: deeds.includes('end'),
    };
  });

/** Commissions that the actor's organisation has promised in this deal: a further one comes beside them or is taken out of one. */
function promisedFees(ctx: ActorContext, { mandates }: DealRoom) {
  const own = mandates.filter(
    ({ clientOrgId, state }) => clientOrgId === ctx.actor.org?.orgId && liveMandateStates.includes(state),
  );
  return own.map(({ id, state, brokerName, feePpm, feeFen }) => ({
    id,
    isShareable: state === 'active',
    brokerName,
    feePpm,
    feeFen,
  }));
}

export async function brokerChoices(ctx: ActorContext, room: DealRoom) {
  const live = room.mandates.filter(({ state }) => liveMandateStates.includes(state));
  const invited = new Set(live.map((mandate) => mandate.brokerUserId));
  const brokers = await listBrokers(ctx, { field: null, region: null });
  return brokers
    .filter((broker) => !invited.has(broker.userId))
    .map((broker) => ({
      value: broker.userId,
      label: `${broker.name}${broker.isSample ? '（示例）' : ''}，${broker.orgName}，${brokerLevels[broker.level]}`,
    }));
}

export const isWritable = (room: DealRoom, deeds: readonly DealDeed[]): boolean =>
  room.as === 'broker' ? isRoomOpen(room.deal.state) : deeds.includes('message');

export const replyDueOn = (room: DealRoom) => dayOf(room.deal.replyDueAt);

/** The page of a deal, as far as the actor sees into it; looking at the room marks it as read. */
export async function dealPage(ctx: ActorContext, id: string) {
  const room = await getDealRoom(ctx, id);
  const today = dayOf(ctx.now());
  const { deal } = room;
  const deeds = room.as === 'party' ? dealDeeds(ctx.actor, deal) : [];
  const mayWrite = isWritable(room, deeds);
  const work = await dealWork(ctx, room, deeds, mayWrite);
  const trust = await trustMarks(ctx, [deal.licensorOrgId, deal.licenseeOrgId]);
  await readRoom(ctx, { id: deal.id });
  const sale = room.as === 'party' && room.side !== null ? await fallenSaleOfTalk(ctx, deal.id, room.side) : null;
  // The other side of an anonymous demand gets no id to look it up by either.
  const { licensorOrgId: _licensor, licenseeOrgId: _licensee, handlerId: _handler, ...shown } = deal;
  return {
    room: { ...room, deal: shown, mandates: mandatesOf(ctx, room), messages: messagesOf(ctx, room) },
    // Of an anonymous enterprise the days of its papers would tell too much.
    trust: {
      licensor: trust.get(deal.licensorOrgId) ?? null,
      licensee: room.licenseeName === null ? null : (trust.get(deal.licenseeOrgId) ?? null),
    },
    price: priceWords(room.achievement.price).head,
    sale,
    today,
    replyDueOn: dayOf(deal.replyDueAt),
    mandateEndsOn: addMonths(today, 6),
    deeds,
    askerOrg:
      orgOf(deal, requesterSide(deal)) === deal.licensorOrgId ? room.licensorName : (room.licenseeName ?? '匿名企业'),
    mayWrite,
    work,
    promised: deeds.includes('invite') ? promisedFees(ctx, room) : [],
    mostCashFen: deeds.includes('invite') ? await findMostCash(ctx, deal.id) : null,
    choices: deeds.includes('invite') ? await brokerChoices(ctx, room) : null,
    messageKey: crypto.randomUUID(),
    inviteKey: crypto.randomUUID(),
    meetingKey: crypto.randomUUID(),
    taskKey: crypto.randomUUID(),
  };
}
