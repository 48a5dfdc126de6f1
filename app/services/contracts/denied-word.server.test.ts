import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { endOfDay } from '#app/domain/days.ts';
import { hiddenConflict } from '#app/domain/grant-conflicts.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { clearanceReviews, contracts, grantClearances, notices, signingEvidence } from '#db/schema/index.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makePerson } from '#seeds/make.ts';
import { grantScene } from '#seeds/make-grant-scene.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { listTodos } from '../desk/queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { clearGrant } from './clear-grant.server.ts';
import { clearancePage } from './clearance-queries.server.ts';
import { confirmConsent } from './confirm-consent.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { denyConsent } from './deny-consent.server.ts';
import { contractPage } from './queries.server.ts';
import { reviewClearance } from './review-clearance.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const reason = '在先合同限于食品加工，本合同限于饲料，产品和客户都不相同';
const exclusive = { licenceKind: 'exclusive' } as const;

const noOf = async (id: string) => (await db.select().from(contracts).where(eq(contracts.id, id)))[0]!.no;

/** A contract beside an earlier exclusive one whose party has denied its consent; it lies open for signing. */
async function deniedScene() {
  const { ctx, clock, a, b, c } = await grantScene(db);
  const first = await a.signed(exclusive);
  const no = await noOf(first);
  const named = { ownClauses: [`${no} 的食品用途不受影响。`] };
  const contractId = await b.offer(named);
  const unit = { id: b.deal.licensorOrgId };
  const person = async (roles: Parameters<typeof makePerson>[2]) => asActor(ctx, await makePerson(db, unit, roles));
  const [legal, both] = [await person(['legal']), await person(['legal', 'approver'])];
  const approver = await b.as('unit', 'approver');
  const theirs = await a.as('company', 'officer');
  const company = await b.as('company', 'officer');
  const fresh = (by: ActorContext): ActorContext => ({ ...by, actor: { ...by.actor, provedAt: clock.now() } });
  const state = async (by: ActorContext, ground: 'consent' | 'apart' | 'decided', versionN = 1) =>
    clearGrant(fresh(by), {
      contractId,
      versionN,
      earlierId: first,
      earlierVersionN: 1,
      ground,
      reason,
      file: await receivedPdf(ctx, `${ground}.pdf`),
    });
  const claims = async (of = theirs) => (await contractPage(of, first)).claimedConsents;
  const newest = async () => (await clearancePage(approver, contractId)).said[0]!;
  const object = async (by = theirs) =>
    codeOf(
      denyConsent(by, { contractId: first, clearanceId: (await newest()).id, reason: '两份合同的客户其实是同一批' }),
    );
  const review = async (by: ActorContext, outcome: 'approved' | 'refused' = 'approved', why = '') =>
    reviewClearance(fresh(by), {
      contractId,
      clearanceId: (await newest()).id,
      outcome,
      reason: why,
    });
  await agreeFirst();
  async function agreeFirst() {
    await state(approver, 'consent');
    await agreeContract(company, { contractId, versionN: 1 });
    await object();
  }
  const sign = (side: 'unit' | 'company') => codeOf(b.sign(contractId, side));
  const rows = async (of: ActorContext) =>
    (await listTodos(of)).flatMap(({ kind, href, isMine, dueAt }) =>
      kind.startsWith('contract.') && (href.includes(contractId) || href.includes(first))
        ? [{ kind, isMine, dueAt }]
        : [],
    );
  return {
    ctx,
    clock,
    a,
    b,
    c,
    first,
    named,
    contractId,
    person,
    legal,
    both,
    approver,
    theirs,
    company,
    state,
    claims,
    newest,
    object,
    review,
    sign,
    rows,
  };
}

test("after a denial the lawyer's word waits for a second person, is told to who denied, and is signed on after its days", async () => {
  const of = await deniedScene();
  const { clock, legal, both, approver, theirs, company, contractId, first } = of;
  expect(await of.sign('unit')).toBe('conflict');
  expect(await of.rows(legal)).toMatchObject([{ kind: 'contract.clear', isMine: true }]);
  expect(await of.rows(company)).toEqual([]);
  expect((await clearancePage(legal, contractId)).open).toMatchObject([
    { anew: 'denied', ways: ['consent', 'apart'], grounds: ['apart'] },
  ]);
  await expect(of.state(legal, 'decided')).rejects.toMatchObject({ field: 'ground' });
  await of.state(legal, 'apart');
  // Stated it is nobody's who is outside, and it opens nothing.
  expect(await of.claims()).toHaveLength(1);
  const paper = (await of.newest()).file!.id;
  expect(await codeOf(getFile(theirs, paper))).toBe('not_found');
  expect(await of.sign('unit')).toBe('conflict');
  clock.moveDays(30);
  expect(await of.sign('company')).toBe('conflict');
  expect(await of.rows(approver)).toMatchObject([{ kind: 'contract.review_clearance', isMine: true }]);
  expect(await of.rows(legal)).toMatchObject([{ kind: 'contract.review_clearance', isMine: false }]);
  expect(await of.rows(company)).toMatchObject([{ kind: 'contract.await_review', isMine: false }]);
  const head = async (who: ActorContext) => (await contractPage(who, contractId)).steps[0];
  expect(await head(approver)).toMatchObject({ key: 'clearance_review', isAsked: true });
  expect(await head(company)).toMatchObject({ key: 'clearance_review', isAsked: false });
  expect((await contractPage(company, contractId)).deeds).not.toContain('sign');
  // Who may look at it: the unit's approver with a fresh second factor, never who stated it.
  for (const by of [legal, company, theirs, await of.b.as('unit', 'officer')])
    expect(await codeOf(of.review(by))).toBe('forbidden');
  const otherUnits = await of.c.as('company', 'approver');
  expect(await codeOf(of.review(otherUnits))).toBe('not_found');
  const stale = { ...approver, actor: { ...approver.actor, provedAt: null } };
  const unproved = { contractId, clearanceId: (await of.newest()).id, outcome: 'approved', reason: '' } as const;
  expect(await codeOf(reviewClearance(stale, unproved))).toBe('proof_required');
  await of.review(approver);
  expect(await codeOf(of.review(both))).toBe('state_changed');
  const until = (await of.newest()).standing.untilOn!;
  expect(until).toBe('2026-12-07');
  // Who denied reads what is claimed with its paper, and neither with whom nor for what.
  const [claim] = await of.claims();
  expect(claim).toMatchObject({ ground: 'apart', reason, standing: { state: 'waits', untilOn: until } });
  const said = JSON.stringify(await of.claims());
  for (const hidden of [contractId, company.actor.org!.orgName, legal.actor.name, approver.actor.name])
    expect(said).not.toContain(hidden);
  expect((await getFile(theirs, paper)).name).toBe('apart.pdf');
  expect(await codeOf(getFile(await of.c.as('company', 'officer'), paper))).toBe('not_found');
  expect(await of.rows(theirs)).toMatchObject([{ kind: 'contract.answer_word', isMine: true, dueAt: endOfDay(until) }]);
  const told = await db.select().from(notices).where(eq(notices.kind, 'contract.word_claimed'));
  expect(told.filter(({ userId }) => userId === theirs.actor.userId)).toMatchObject([
    { params: { until }, href: `/desk/contracts/${first}` },
  ]);
  expect(await of.rows(company)).toMatchObject([
    { kind: 'contract.await_objection', isMine: false, dueAt: endOfDay(until) },
  ]);
  // Through the last day nobody signs; after it both do.
  clock.moveDays(5);
  expect(await of.sign('unit')).toBe('conflict');
  clock.moveDays(1);
  expect([await of.sign('unit'), await of.sign('company')]).toEqual(['done', 'done']);
  const kinds = await db.select().from(signingEvidence).where(eq(signingEvidence.contractId, contractId));
  expect(kinds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['grant_cleared', 'consent_denied', 'clearance_approved']),
  );
  expect(JSON.stringify(kinds)).not.toContain(theirs.actor.org!.orgName);
  // What comes too late is kept and stops nothing.
  expect(await of.object()).toBe('done');
  expect((await of.newest()).standing.state).toBe('stands');
});

test('objected to in time it stands as a dispute: only its own confirmed consent or a reviewed decision is signed on, in whatever words', async () => {
  const of = await deniedScene();
  const { clock, legal, approver, theirs, company, contractId, first } = of;
  await of.state(legal, 'apart');
  await of.review(approver);
  expect(await of.object(company)).toBe('not_found');
  expect(await of.object(await of.a.as('company', 'finance'))).toBe('forbidden');
  const confirm = (clearanceId: string) => codeOf(confirmConsent(theirs, { contractId: first, clearanceId }));
  // A lawyer's word is nobody's consent.
  expect(await confirm((await of.newest()).id)).toBe('not_found');
  expect(await of.object()).toBe('done');
  expect(await of.object()).toBe('state_changed');
  clock.moveDays(60);
  expect(await of.sign('unit')).toBe('conflict');
  expect(await of.newest()).toMatchObject({ standing: { state: 'void' }, denial: { reason: expect.any(String) } });
  expect((await contractPage(company, contractId)).clearances[0]).toMatchObject({
    denial: { reason: '两份合同的客户其实是同一批' },
  });
  expect((await clearancePage(legal, contractId)).open).toMatchObject([
    { anew: 'disputed', ways: ['consent', 'decided'], grounds: ['decided'] },
  ]);
  await expect(of.state(legal, 'apart')).rejects.toMatchObject({ field: 'ground' });
  // Silence is no consent any more; who waits for it for ever may bring a decision.
  await of.state(approver, 'consent');
  clock.moveDays(60);
  expect(await of.sign('unit')).toBe('conflict');
  expect(await of.rows(theirs)).toMatchObject([{ kind: 'contract.answer_consent', dueAt: null }]);
  expect(await of.rows(company)).toMatchObject([{ kind: 'contract.await_consent', dueAt: null }]);
  await of.state(legal, 'decided');
  expect(await of.sign('unit')).toBe('conflict');
  await of.review(approver);
  expect((await of.claims())[0]).toMatchObject({ ground: 'decided', standing: { state: 'stands' } });
  expect(await of.object()).toBe('done');
  expect([await of.sign('unit'), await of.sign('company')]).toEqual(['done', 'done']);
});

test('a consent that who objected confirms himself is signed on at once', async () => {
  const of = await deniedScene();
  await of.state(of.legal, 'apart');
  await of.review(of.approver);
  await of.object();
  await of.state(of.approver, 'consent');
  const [claim] = await of.claims();
  await confirmConsent(of.theirs, { contractId: of.first, clearanceId: claim!.id });
  expect([await of.sign('unit'), await of.sign('company')]).toEqual(['done', 'done']);
});

test('in one second: approved and objected to, reviewed twice, objected to and signed', async () => {
  const of = await deniedScene();
  const { legal, approver, both, clock } = of;
  await of.state(legal, 'apart');
  const [reviewed, objected] = await Promise.all([codeOf(of.review(approver)), of.object()]);
  expect(reviewed).toBe('done');
  // Before the approval there is nothing for the other side to find; after it the objection stands.
  expect(['done', 'not_found']).toContain(objected);
  expect((await of.newest()).standing.state).toBe(objected === 'done' ? 'void' : 'waits');
  if (objected !== 'done') expect(await of.object()).toBe('done');
  clock.moveDays(6);
  expect(await of.sign('unit')).toBe('conflict');
  await of.state(legal, 'decided');
  const twice = await Promise.all([codeOf(of.review(approver)), codeOf(of.review(both))]);
  expect(twice.toSorted()).toEqual(['done', 'state_changed']);
  expect(await db.$count(clearanceReviews, eq(clearanceReviews.clearanceId, (await of.newest()).id))).toBe(1);
});

test('an objection on the last day and a signature after it: whichever is first, nothing is signed against an objection in time', async () => {
  const of = await deniedScene();
  await of.state(of.legal, 'apart');
  await of.review(of.approver);
  of.clock.moveDays(5);
  const [objected, signed] = await Promise.all([of.object(), of.sign('unit')]);
  expect([objected, signed]).toEqual(['done', 'conflict']);
  of.clock.moveDays(1);
  expect(await of.sign('unit')).toBe('conflict');
});

test('who states it does not review it though he holds both roles; refused it says why to the unit alone and is stated anew', async () => {
  const of = await deniedScene();
  const { legal, both, approver, company, contractId } = of;
  await of.state(both, 'apart');
  await expect(of.review(both)).rejects.toMatchObject({ code: 'invalid' });
  expect(await of.rows(both)).toMatchObject([{ kind: 'contract.review_clearance', isMine: false }]);
  await of.review(approver, 'refused', '意见书没有比较两份合同的客户');
  expect(await of.claims()).toHaveLength(1);
  expect(await of.object()).toBe('not_found');
  expect((await clearancePage(legal, contractId)).open).toMatchObject([{ anew: 'refused', grounds: ['apart'] }]);
  expect((await clearancePage(legal, contractId)).said[0]?.review).toMatchObject({ reason: expect.any(String) });
  const { clearances } = await contractPage(company, contractId);
  expect(clearances[0]).toMatchObject({ review: { outcome: 'refused' }, standing: { state: 'void' } });
  expect(JSON.stringify(clearances)).not.toContain('没有比较');
  await expect(of.b.sign(contractId, 'company')).rejects.toMatchObject({ params: { says: hiddenConflict } });
  expect(await codeOf(of.state(legal, 'apart'))).toBe('done');
});

test('neither other words nor a word said before the denial take the lawyer past it', async () => {
  const { ctx, a, b } = await grantScene(db);
  const first = await a.signed(exclusive);
  const no = await noOf(first);
  const named = { ownClauses: [`${no} 的食品用途不受影响。`] };
  const contractId = await b.offer(named);
  const legal = await asActor(ctx, await makePerson(db, { id: b.deal.licensorOrgId }, ['legal']));
  const [officer, approver] = [await b.as('unit', 'officer'), await b.as('unit', 'approver')];
  const [company, theirs] = [await b.as('company', 'officer'), await a.as('company', 'officer')];
  const state = async (by: ActorContext, ground: 'consent' | 'apart', versionN: number) =>
    clearGrant(by, {
      contractId,
      versionN,
      earlierId: first,
      earlierVersionN: 1,
      ground,
      reason,
      file: await receivedPdf(ctx, `${ground}.pdf`),
    });
  const counter = (by: ActorContext, versionN: number, territory: string) =>
    counterContract(by, { contractId, versionN, terms: soundTerms({ ...named, territory }) });
  await state(legal, 'apart', 1);
  // It counts at once, asks for nobody, and the other party is not told.
  expect((await clearancePage(legal, contractId)).open).toEqual([]);
  expect((await contractPage(theirs, first)).claimedConsents).toEqual([]);
  await counter(company, 1, '全球');
  await state(approver, 'consent', 2);
  const [claim] = (await contractPage(theirs, first)).claimedConsents;
  await denyConsent(theirs, { contractId: first, clearanceId: claim!.id, reason: '这份同意书上的公章不是我方的' });
  const { territory } = soundTerms(named);
  await counter(officer, 2, territory);
  const agree = (versionN: number) => codeOf(agreeContract(company, { contractId, versionN }));
  // The same words as at first: what was said of them then waits for a second person now.
  expect(
    (await clearancePage(approver, contractId)).said.map(({ ground, standing }) => [ground, standing.state]),
  ).toEqual([
    ['consent', 'void'],
    ['apart', 'review'],
  ]);
  expect(await agree(3)).toBe('done');
  expect(await codeOf(b.sign(contractId, 'unit', 3))).toBe('conflict');
});

/** What the database says to a row. */
const fate = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { cause?: { constraint_name?: string } }) => error.cause?.constraint_name ?? String(error),
  );

test('the tables keep it: a word without its paper, a reviewer who stated it and a refusal without a reason are no rows', async () => {
  const of = await deniedScene();
  await of.state(of.legal, 'apart');
  const [row] = await db
    .select()
    .from(grantClearances)
    .where(eq(grantClearances.id, (await of.newest()).id));
  const { id: _, ...stated } = row!;
  const { fileId } = stated;
  const put = (given: Partial<typeof stated>) => fate(db.insert(grantClearances).values({ ...stated, ...given }));
  for (const ground of ['apart', 'decided', 'consent'] as const) {
    expect(await put({ ground, fileId: null })).toBe('grant_clearances_paper');
    expect(await put({ ground, fileId })).toBe('done');
  }
  expect(await put({ ground: 'decided', fileId: null, isPaperless: true })).toBe('grant_clearances_paper');
  const looked = { clearanceId: row!.id, outcome: 'approved', reason: '', statedBy: row!.statedBy } as const;
  const look = (reviewedBy: string, given: { outcome?: 'refused' } = {}) =>
    fate(db.insert(clearanceReviews).values({ ...looked, reviewedBy, ...given }));
  expect(await look(row!.statedBy)).toBe('clearance_reviews_four_eyes');
  expect(await look(of.approver.actor.userId, { outcome: 'refused' })).toBe('clearance_reviews_reason');
  expect(await look(of.approver.actor.userId)).toBe('done');
});
