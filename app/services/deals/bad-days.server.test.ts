import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { isFeeEarned } from '#app/domain/commission.ts';
import { calendarFile } from '#app/domain/event-calendar.ts';
import { mailOf } from '#app/domain/notice-mail.ts';
import { MessageInput } from '#app/domain/deal-input.ts';
import type { Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { dealOffers, memberships, notices, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { addTask } from './add-task.server.ts';
import { answerMandate } from './answer-mandate.server.ts';
import { endMandate } from './end-mandate.server.ts';
import { inviteBroker } from './invite-broker.server.ts';
import { getDealRoom } from './deal-room.server.ts';
import { acceptOffer, withdrawOffer } from './answer-offer.server.ts';
import { finishTask } from './finish-task.server.ts';
import { makeOffer } from './make-offer.server.ts';
import { postMessage } from './post-message.server.ts';
import { reachDeal } from './reach-deal.server.ts';

let db: Database;
let ctx: Context;
let room: TalkingDeal;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  ctx = makeContext(db, { now: testClock().now });
  room = await makeTalkingDeal(ctx);
});

test('a member who leaves with open tasks loses the room; a colleague finishes what he left', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const leaver = room.companyPeople.officer;
  const task = { dealId: room.deal.id, title: '寄 20 升水样', dueOn: '2026-11-30', assigneeId: leaver.id };
  const made = await addTask(unit, task);
  const colleague = await asActor(ctx, await makePerson(db, room.company, ['officer']));
  await db.update(memberships).set({ endedAt: ctx.now() }).where(eq(memberships.userId, leaver.id));
  const gone = await asActor(ctx, leaver);
  expect(await codeOf(reachDeal(gone, room.deal.id))).toBe('not_found');
  expect(await codeOf(finishTask(gone, { dealId: room.deal.id, taskId: made.id }))).not.toBe('done');
  expect(company.actor.userId).toBe(leaver.id);
  const finished = await finishTask(colleague, { dealId: room.deal.id, taskId: made.id });
  expect(finished.doneBy).toBe(colleague.actor.userId);
});

test('who lost its verification in the middle of a talk may write, and neither offers nor accepts', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const offer = { dealId: room.deal.id, terms: soundTerms(), note: '', days: 10 };
  const made = await makeOffer(unit, offer);
  await db
    .update(organisations)
    .set({ state: 'returned', verifiedAt: null })
    .where(eq(organisations.id, room.company.id));
  const after = await asActor(ctx, { id: company.actor.userId });
  expect(await codeOf(acceptOffer(after, { dealId: room.deal.id, offerId: made.id }))).toBe('organisation_unverified');
  expect(await codeOf(postMessage(after, { dealId: room.deal.id, body: '我们在补证照。', mention: [] }))).toBe('done');
});

test('a message of 10 MB is refused before it is stored, and one of scripts is text', () => {
  expect(MessageInput.safeParse({ body: '长'.repeat(10 * 1_048_576) }).success).toBe(false);
  const read = MessageInput.parse({ body: '<script>alert(1)</script>' });
  expect(read.body).toBe('<script>alert(1)</script>');
});

test('a mandate that is ended while the contract is bargained for earns nothing; ended after the signature it keeps its commission', async () => {
  const [company, agency] = [
    await room.as('company', 'officer'),
    await makeOrganisation(db, { kind: 'broker_agency' }),
  ];
  const person = await makeBroker(db, agency);
  const broker = await asActor(ctx, person);
  const terms = { feePpm: 20_000, isHighFeeConfirmed: false, startsOn: '2026-11-21', endsOn: '2027-11-20' };
  const given = await inviteBroker(company, { dealId: room.deal.id, brokerUserId: person.id, ...terms });
  const own = { dealId: room.deal.id, mandateId: given.id };
  await answerMandate(broker, { ...own, accept: true, conflictNote: '' });
  expect(await codeOf(reachDeal(broker, room.deal.id))).toBe('done');
  const signedBefore = new Date(ctx.now().getTime() - 60_000);
  const ended = await endMandate(company, own);
  expect(isFeeEarned(ended, signedBefore)).toBe(true);
  expect(isFeeEarned(ended, new Date(ctx.now().getTime() + 60_000))).toBe(false);
  expect(await codeOf(reachDeal(broker, room.deal.id))).toBe('not_found');
  expect(await codeOf(endMandate(broker, own))).toBe('state_changed');
  const told = await db.select().from(notices).where(eq(notices.userId, person.id));
  expect(told.map(({ kind, href }) => [kind, href])).toContainEqual(['mandate.end', '/desk/mandates']);
});

test('a room is no room for a stranger who was sent its link, nor is anything in it', async () => {
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer', 'owner', 'legal']));
  const unit = await room.as('unit', 'officer');
  const offer = await makeOffer(unit, { dealId: room.deal.id, terms: soundTerms(), note: '', days: 10 });
  const { id: dealId } = room.deal;
  const task = { dealId, title: '看看', dueOn: '2026-11-30', assigneeId: stranger.actor.userId };
  const codes = await Promise.all(
    [
      getDealRoom(stranger, dealId),
      postMessage(stranger, { dealId, body: '你好', mention: [] }),
      addTask(stranger, task),
      acceptOffer(stranger, { dealId, offerId: offer.id }),
      makeOffer(stranger, { dealId, terms: soundTerms(), note: '', days: 10 }),
    ].map(codeOf),
  );
  expect(codes).toEqual(codes.map(() => 'not_found'));
});

test('of two counters and its author taking it back, all at once, one stands', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const offer = { dealId: room.deal.id, terms: soundTerms(), note: '', days: 10 };
  const colleague = await asActor(ctx, await makePerson(db, room.unit, ['officer']));
  const { id: answersId } = await makeOffer(company, offer);
  const counters = [unit, colleague].map((side) => codeOf(makeOffer(side, { ...offer, answersId })));
  const takesBack = codeOf(withdrawOffer(company, { dealId: room.deal.id, offerId: answersId }));
  const codes = await Promise.all([...counters, takesBack]);
  expect(codes.filter((code) => code === 'done')).toHaveLength(1);
  const open = await db.$count(dealOffers, and(eq(dealOffers.dealId, room.deal.id), eq(dealOffers.state, 'open')));
  expect(open).toBe(codes[2] === 'done' ? 0 : 1);
});

test('scripts and line breaks in names stay text, in the room, in mails and in calendars', async () => {
  const name = '<img src=x onerror=alert(1)>\r\nBCC: all@example.com';
  const unit = await room.as('unit', 'officer');
  const odd = await makePerson(db, room.company, ['officer'], { name });
  await postMessage(unit, { dealId: room.deal.id, body: `请 ${name} 看`, mention: [odd.id] });
  const [message] = (await getDealRoom(unit, room.deal.id)).messages;
  expect(message).toMatchObject({ body: `请 ${name} 看`, mentioned: [name] });
  const mail = mailOf(
    { words: '洽谈室里有人提到你。', title: name, url: 'https://example.com/desk' },
    'https://example.com',
  );
  expect(mail.subject).not.toMatch(/[\r\n]/);
  const meeting = { no: '1', title: name, venue: name, onlineUrl: '', startsAt: ctx.now(), endsAt: ctx.now() };
  const file = calendarFile(
    { ...meeting, updatedAt: ctx.now(), versionN: 1, isCancelled: false },
    'https://example.com',
  );
  expect(file.split('\r\n').filter((line) => line.startsWith('BCC'))).toEqual([]);
});
