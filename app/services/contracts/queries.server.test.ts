import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { leastPublicityDays } from '#app/domain/publicity.ts';
import type { Database } from '#db/client.server.ts';
import { mandates, milestones } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { objector } from '#seeds/make-objector.ts';
import { moneyOverview } from '../payments/money-overview.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { composerPage } from './composer-queries.server.ts';
import { endPublicity } from './end-publicity.server.ts';
import { fileObjection } from './file-objection.server.ts';
import { handInDelivery } from './hand-in-delivery.server.ts';
import { listContracts } from './list-contracts.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { getPublicNotice, listPublicNotices } from './public-notice-queries.server.ts';
import { publicityPage } from './publicity-queries.server.ts';
import { contractClaims, contractPage } from './queries.server.ts';
import { signContract } from './sign-contract.server.ts';
import { startPublicity } from './start-publicity.server.ts';
import { terminateContract } from './terminate-contract.server.ts';
import { contractText } from './text-queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function published(audience: 'unit' | 'public' = 'unit') {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const unit = await talk.as('unit', 'officer');
  const { id } = await proposeContract(unit, { dealId: talk.deal.id, terms: soundTerms() });
  const deed = { contractId: id, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  const publicity = await startPublicity(unit, { ...deed, audience, contact: '科技处 0931-0000000' });
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer', 'approver']));
  return { clock, ctx, talk, id, deed, publicity, stranger };
}

async function withBroker({ ctx, talk }: Awaited<ReturnType<typeof published>>, endsOn = '2027-11-01') {
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const broker = await makeBroker(db, agency);
  await db.insert(mandates).values({
    dealId: talk.deal.id,
    brokerUserId: broker.id,
    brokerOrgId: agency.id,
    clientOrgId: talk.company.id,
    feePpm: 20_000,
    startsOn: '2026-10-01',
    endsOn,
    state: 'active',
    invitedBy: talk.companyPeople.officer.id,
  });
  return asActor(ctx, broker);
}

describe('the page of a contract', () => {
  test('says where it stands and what is next, to each side with its own deeds', async () => {
    const { id, talk } = await published();
    const page = await contractPage(await talk.as('unit', 'officer'), id);
    expect(page).toMatchObject({ side: 'licensor', requiresPublicity: true });
    expect(page.steps[0]).toMatchObject({ place: 'publicity', dueOn: '2026-11-17' });
    expect(page.figures).toMatchObject({
      contractFen: 30_000_000n,
      dueFen: 0n,
      receivedFen: 0n,
      openFen: 0n,
      aheadFen: 0n,
    });
    expect(page.schedule[0]).toMatchObject({ key: 'milestone:0', amountFen: 30_000_000n });
    expect(page.deeds).toContain('revise');
    expect(page.deeds).not.toContain('sign');
  });

  test('signed by both: milestones stand, nothing is due yet, the first report is known', async () => {
    const { id, deed, talk, clock, ctx, publicity } = await published();
    clock.moveDays(16);
    await endPublicity(ctx, publicity.id);
    await signContract(await talk.as('unit', 'approver'), deed);
    const mine = await contractPage(await talk.as('unit', 'approver'), id);
    expect(mine.deeds).not.toContain('sign');
    expect((await contractPage(await talk.as('company', 'approver'), id)).deeds).toContain('sign');
    await signContract(await talk.as('company', 'approver'), deed);
    const page = await contractPage(await talk.as('company', 'officer'), id);
    expect(page.contract.state).toBe('performing');
    expect(page.signatures.map((row) => row.sha256)).toEqual([page.version.sha256, page.version.sha256]);
    expect(page.milestones).toMatchObject([{ state: 'pending', deeds: [], claimId: null }]);
    expect(page.figures).toMatchObject({ aheadFen: 30_000_000n, openFen: 0n });
    expect(page.report?.key).toBe('2027Q4');
    expect(page.schedule.map((row) => row.key)).toEqual(expect.arrayContaining(['milestone:0', 'royalty:2027Q4']));
    const text = await contractText(await talk.as('company', 'finance'), id, 1);
    expect(text.text.articles.map((article) => article.title)).toContain('收入提成');
    expect(text.signatures).toHaveLength(2);
    expect(await codeOf(contractText(await talk.as('company', 'finance'), id, 9))).toBe('not_found');
    const { rows } = await listContracts(await talk.as('company', 'officer'), { state: null, page: 1 });
    expect(rows).toMatchObject([{ id, contractFen: 30_000_000n }]);
    // 合同额 is what was written, also of a milestone that is not reached: one definition on every page.
    await db.update(milestones).set({ state: 'cancelled' }).where(eq(milestones.contractId, id));
    const { asPayer, asPayee } = await moneyOverview(ctx, talk.company.id);
    expect(asPayer.contractFen).toBe(30_000_000n);
    expect(asPayee.contractFen).toBe(0n);
  });

  test('a terminated contract says so with day and ground, what remains, and what it was signed for', async () => {
    const { talk, ctx, contractId } = await makePerformingContract(db, {});
    await handInDelivery(await talk.as('unit', 'officer'), { contractId, items: [0], note: '' });
    const leaver = await talk.as('company', 'approver');
    await terminateContract(leaver, { contractId, versionN: 1, ground: 'by_law', reason: '试用没有达到预期' });
    const reader = await talk.as('company', 'officer');
    const page = await contractPage(reader, contractId);
    expect(page.ending).toEqual({ state: 'terminated', word: '已解除', on: dayOf(ctx.now()), ground: 'by_law' });
    expect(page.steps.map((step) => step.key)).toEqual(['return']);
    expect(page).toMatchObject({ report: null, schedule: [], figures: { aheadFen: 0n } });
    const { rows } = await listContracts(reader, { state: null, page: 1 });
    expect(rows).toMatchObject([{ id: contractId, contractFen: null, endedFen: page.figures.contractFen }]);
  });

  test('a stranger finds neither page, text nor notice, and an empty list', async () => {
    const { id, stranger } = await published();
    expect(await codeOf(contractPage(stranger, id))).toBe('not_found');
    expect(await codeOf(contractText(stranger, id, null))).toBe('not_found');
    expect(await codeOf(publicityPage(stranger, id))).toBe('not_found');
    expect((await listContracts(stranger, { state: null, page: 1 })).rows).toEqual([]);
  });

  test('the broker reads while his mandate runs and has no deed', async () => {
    const world = await published();
    const broker = await withBroker(world);
    const page = await contractPage(broker, world.id);
    expect(page).toMatchObject({ side: null, deeds: [], maySeeMoney: false });
    // Of the payments a broker sees what arrived, claim by claim, and nothing of how the unit shares it.
    expect(page).toMatchObject({ claims: [], arrivals: [], schedule: [], shared: { ofReceipts: null, own: [] } });
    expect(page.milestones.map(({ claimId }) => claimId)).toEqual(page.milestones.map(() => null));
    expect((await listContracts(broker, { state: null, page: 1 })).rows).toMatchObject([
      { id: world.id, side: null, dueFen: null, receivedFen: null },
    ]);
    // What the parties paid each other leaves the house with nobody else.
    expect(await codeOf(contractClaims(broker, world.id))).toBe('forbidden');
    expect(await codeOf(contractClaims(world.stranger, world.id))).toBe('not_found');
    const party = await contractClaims(await world.talk.as('company', 'finance'), world.id);
    expect(party.contract.id).toBe(world.id);
    const over = await withBroker(world, '2026-10-31');
    expect(await codeOf(contractPage(over, world.id))).toBe('not_found');
    expect((await listContracts(over, { state: null, page: 1 })).rows).toEqual([]);
  });

  test('the list shows amounts, the next date and how many stand where', async () => {
    const { talk, id } = await published();
    const { rows, counts, total } = await listContracts(await talk.as('company', 'finance'), { state: null, page: 1 });
    // 合同额 counts only what both sides have signed.
    expect(rows).toMatchObject([{ id, contractFen: null, receivedFen: 0n, nextDueOn: '2026-11-17' }]);
    expect({ counts, total }).toEqual({ counts: { publicity: 1 }, total: 1 });
    const none = await listContracts(await talk.as('company', 'finance'), { state: 'performing', page: 1 });
    expect(none).toMatchObject({ rows: [], total: 0 });
  });
});

describe('notices', () => {
  test('one within the unit is never public; the other party sees it without names and grounds', async () => {
    const { ctx, id, talk, publicity } = await published('unit');
    await fileObjection(await talk.as('unit', 'inventor'), {
      ...objector,
      publicityId: publicity.id,
      grounds: '署名有争议，请核实。',
    });
    expect((await listPublicNotices(ctx)).some((row) => row.id === publicity.id)).toBe(false);
    expect(await codeOf(getPublicNotice(ctx, publicity.id))).toBe('not_found');
    const unit = await publicityPage(await talk.as('unit', 'approver'), id);
    const read = { grounds: '署名有争议，请核实。', by: objector.name, contact: objector.contact };
    expect(unit).toMatchObject({ mayObject: false, mayDecide: true, objections: [read] });
    for (const role of ['finance', 'owner'] as const) {
      const seen = await publicityPage(await talk.as('unit', role), id);
      expect(seen).toMatchObject({ mayObject: true, objections: [{ by: null, contact: null, grounds: null }] });
    }
    const company = await publicityPage(await talk.as('company', 'officer'), id);
    expect(company).toMatchObject({ mayObject: false, mayDecide: false, objections: [{ by: null, grounds: null }] });
  });

  test('a public one is read without signing in, price terms and last day included', async () => {
    const { ctx, publicity, clock } = await published('public');
    const found = await getPublicNotice(ctx, publicity.id);
    expect(found).toMatchObject({ isOpen: true, notice: { lastOn: '2026-11-17', contact: '科技处 0931-0000000' } });
    expect(found.notice?.priceTerms.join()).toContain('30 万元');
    clock.moveDays(16);
    expect((await getPublicNotice(ctx, publicity.id)).isOpen).toBe(false);
  });
});

describe('the composer', () => {
  test('starts from the achievement, then from the latest version; only the two parties open it', async () => {
    const ctx = makeContext(db, { now: testClock().now });
    const talk = await makeTalkingDeal(ctx);
    const officer = await talk.as('company', 'officer');
    const first = await composerPage(officer, talk.deal.id);
    expect(first).toMatchObject({ terms: null, contract: null, isOpen: true });
    // The price of a state-established unit stands in publicity first.
    expect(diffDays(dayOf(ctx.now()), first.publicity.publishedSignsOn)).toBeGreaterThan(leastPublicityDays);
    await proposeContract(await talk.as('unit', 'officer'), {
      dealId: talk.deal.id,
      terms: soundTerms({ termYears: 9 }),
    });
    expect(await composerPage(officer, talk.deal.id)).toMatchObject({ terms: { termYears: 9 }, isOpen: true });
    // Who offered waits for the answer, or recalls.
    expect((await composerPage(await talk.as('unit', 'officer'), talk.deal.id)).isOpen).toBe(false);
    const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    expect(await codeOf(composerPage(stranger, talk.deal.id))).toBe('not_found');
    expect(await codeOf(composerPage(await talk.as('unit', 'finance'), talk.deal.id))).toBe('forbidden');
  });
});
