import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { MessageInput } from '#app/domain/deal-input.ts';
import type { Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { memberships, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { addTask } from './add-task.server.ts';
import { acceptOffer } from './answer-offer.server.ts';
import { finishTask } from './finish-task.server.ts';
import { makeOffer } from './make-offer.server.ts';
import { postMessage } from './post-message.server.ts';
import { reachDeal } from './reach-deal.server.ts';

let db: Database;
let ctx: Context;
let room: TalkingDeal;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

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
