import { and, asc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { auditLines, matchAnswerLines, matches, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeAchievement, makeContext, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { acceptTalk } from '../deals/accept-talk.server.ts';
import { askToTalk } from '../deals/ask-to-talk.server.ts';
import { declineTalk } from '../deals/decline-talk.server.ts';
import { endDeal } from '../deals/end-deal.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { withdrawTalk } from '../deals/withdraw-talk.server.ts';
import { answerMatch } from './answer-match.server.ts';
import { listMatchGroups } from './match-groups.server.ts';
import { listDemandMatches } from './queries.server.ts';

let db: Database;
let seller: ActorContext;
let buyer: ActorContext;
let inventor: ActorContext;
let stranger: ActorContext;
let demandId: string;
let achievementId: string;
let matchId: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  const ctx = makeContext(db);
  const university = await makeOrganisation(db, { kind: 'university' });
  const enterprise = await makeOrganisation(db, { kind: 'enterprise' });
  const [person, customer] = [await makePerson(db, university), await makePerson(db, enterprise)];
  seller = await asActor(ctx, person);
  buyer = await asActor(ctx, customer);
  inventor = await asActor(ctx, await makePerson(db, university, ['inventor']));
  stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'enterprise' })));
  const achievement = await makeAchievement(db, university, person);
  const demand = await makeDemand(db, enterprise, customer);
  const [match] = await db
    .insert(matches)
    .values({
      demandId: demand.id,
      demandVersionN: 1,
      achievementId: achievement.id,
      achievementVersionN: 1,
      level: 'strong',
      scorePpm: 765_000,
      rank: 4,
      weightsVersion: 1,
      computedAt: ctx.now(),
      reasons: {
        schemaVersion: 1,
        terms: [],
        coveragePpm: 400_000,
        missingTerms: [],
        factors: [],
        textPpm: 900_000,
        fitPpm: null,
      },
    })
    .returning();
  [demandId, achievementId, matchId] = [demand.id, achievement.id, match?.id ?? ''];
});

const row = async () => (await db.select().from(matches).where(eq(matches.id, matchId)))[0];
const lines = () =>
  db
    .select()
    .from(matchAnswerLines)
    .where(and(eq(matchAnswerLines.demandId, demandId), eq(matchAnswerLines.achievementId, achievementId)))
    .orderBy(asc(matchAnswerLines.id));
const ask = () => askToTalk(buyer, { achievementId, demandId, purpose: '想了解中试条件和水量' });

test('an answer stands on the match, and as a line with the place and the weights it was shown with', async () => {
  await answerMatch(buyer, { matchId, answer: 'interested' });
  await answerMatch(buyer, { matchId, answer: 'declined', reason: 'too_early' });
  expect(await row()).toMatchObject({
    answer: 'declined',
    dismissedReason: 'too_early',
    answeredByOrg: buyer.actor.org?.orgId,
  });
  expect(await lines()).toMatchObject([
    { answer: 'interested', reason: null, rank: 4, weightsVersion: 1, level: 'strong' },
    { answer: 'declined', reason: 'too_early', rank: 4, scorePpm: 765_000 },
  ]);
  const deeds = await db.select().from(auditLines).where(eq(auditLines.subjectId, matchId));
  expect(deeds.map(({ deed }) => deed)).toEqual(['match.interested', 'match.declined.too_early']);
});

test('both sides may answer, each takes back only its own word', async () => {
  await answerMatch(seller, { matchId, answer: 'declined', reason: 'terms_unfit' });
  expect(await codeOf(answerMatch(buyer, { matchId, answer: null }))).toBe('state_changed');
  await answerMatch(seller, { matchId, answer: null });
  expect((await row())?.answer).toBeNull();
  await answerMatch(seller, { matchId, answer: null });
  expect(await lines()).toHaveLength(2);
});

test('a word that is taken back brings the other side’s interest back, not its silence', async () => {
  await answerMatch(buyer, { matchId, answer: 'interested' });
  await answerMatch(seller, { matchId, answer: 'declined', reason: 'other', note: '这台设备已经拆了' });
  expect(await row()).toMatchObject({ answer: 'declined', dismissedNote: '这台设备已经拆了' });
  expect((await listMatchGroups(buyer)).wanted[0]?.rows[0]).toMatchObject({
    reason: 'other',
    note: '这台设备已经拆了',
  });
  await answerMatch(seller, { matchId, answer: null });
  expect(await row()).toMatchObject({
    answer: 'interested',
    answeredByOrg: buyer.actor.org?.orgId,
    dismissedReason: null,
    dismissedNote: null,
  });
  await answerMatch(buyer, { matchId, answer: null });
  await answerMatch(seller, { matchId, answer: 'declined', reason: 'too_early' });
  await answerMatch(seller, { matchId, answer: null });
  expect((await row())?.answer).toBeNull();
});

test('the role is asked before the match: an inventor is forbidden, a stranger finds nothing', async () => {
  expect(await codeOf(answerMatch(inventor, { matchId, answer: 'interested' }))).toBe('forbidden');
  expect(await codeOf(answerMatch(inventor, { matchId: demandId, answer: 'interested' }))).toBe('forbidden');
  expect(await codeOf(answerMatch(stranger, { matchId, answer: 'interested' }))).toBe('not_found');
});

test('what an organisation whose listings are hidden offers or wants is neither shown nor answered', async () => {
  const hide = (of: ActorContext, state: 'returned' | 'verified') =>
    db
      .update(organisations)
      .set({ state })
      .where(eq(organisations.id, of.actor.org?.orgId ?? ''));
  await hide(seller, 'returned');
  expect(await codeOf(answerMatch(buyer, { matchId, answer: 'interested' }))).toBe('not_found');
  expect(await listDemandMatches(buyer, { id: demandId, orgId: buyer.actor.org?.orgId ?? '' })).toEqual([]);
  expect((await listMatchGroups(buyer)).wanted).toEqual([]);
  await hide(seller, 'verified');
  await hide(buyer, 'returned');
  expect(await codeOf(answerMatch(seller, { matchId, answer: 'interested' }))).toBe('not_found');
  expect((await listMatchGroups(seller)).offered).toEqual([]);
  await hide(buyer, 'verified');
  expect(await codeOf(answerMatch(seller, { matchId, answer: 'interested' }))).toBe('done');
  expect((await listMatchGroups(buyer)).wanted).toHaveLength(1);
});

describe('the deal of the pair', () => {
  test('asked is contacted, and a look does not undo it', async () => {
    await ask();
    expect((await row())?.answer).toBe('contacted');
    expect(await codeOf(answerMatch(buyer, { matchId, answer: 'interested' }))).toBe('state_changed');
    expect(await codeOf(answerMatch(buyer, { matchId, answer: null }))).toBe('state_changed');
    // Nor is it hidden by a "no" to the match that is taken back afterwards: the talk itself is declined.
    for (const side of [buyer, seller]) {
      const no = answerMatch(side, { matchId, answer: 'declined', reason: 'too_early' });
      expect(await codeOf(no)).toBe('state_changed');
    }
    expect((await row())?.answer).toBe('contacted');
  });

  test('withdrawn is no answer any more', async () => {
    const deal = await ask();
    await withdrawTalk(buyer, { id: deal.id });
    expect((await row())?.answer).toBeNull();
  });

  test('declined by the other side is declined with its reason', async () => {
    const deal = await ask();
    await declineTalk(seller, { id: deal.id, reason: 'no_capacity', note: '' });
    expect(await row()).toMatchObject({
      answer: 'declined',
      dismissedReason: 'no_capacity',
      answeredByOrg: seller.actor.org?.orgId,
    });
  });

  test('ended without a contract is declined; a new talk contacts again', async () => {
    const deal = await ask();
    await acceptTalk(seller, { id: deal.id });
    await endDeal(buyer, { id: deal.id, reason: 'terms_unfit', note: '' });
    expect(await row()).toMatchObject({ answer: 'declined', dismissedReason: 'terms_unfit' });
    await ask();
    expect((await row())?.answer).toBe('contacted');
  });

  test('signed is contracted for good', async () => {
    const deal = await ask();
    await acceptTalk(seller, { id: deal.id });
    await inTransaction(buyer, (tx) => followContract(tx, deal.id, 'propose'));
    await inTransaction(buyer, (tx) => followContract(tx, deal.id, 'sign'));
    expect((await row())?.answer).toBe('contracted');
    expect(await codeOf(answerMatch(buyer, { matchId, answer: 'declined', reason: 'other' }))).toBe('state_changed');
    expect((await lines()).map(({ answer }) => answer)).toEqual(['contacted', 'contracted']);
  });

  test('of a pair that was never matched tells nothing', async () => {
    await db.delete(matches).where(eq(matches.id, matchId));
    await ask();
    expect(await lines()).toEqual([]);
  });
});
