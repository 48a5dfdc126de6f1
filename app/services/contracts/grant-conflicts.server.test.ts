import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { hiddenConflict } from '#app/domain/grant-conflicts.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { contracts, deals, notices, signingEvidence } from '#db/schema/index.ts';
import { codeOf } from '#seeds/code-of.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { asActor, makePerson } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { beside, grantScene } from '#seeds/make-grant-scene.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { getFile } from '../files/get-file.server.ts';
import { followEsign } from '../esign/follow-esign.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { signAmendment } from './answer-amendment.server.ts';
import { changesPage } from './changes-queries.server.ts';
import { clearGrant } from './clear-grant.server.ts';
import { confirmConsent } from './confirm-consent.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { clearancePage } from './clearance-queries.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { denyConsent } from './deny-consent.server.ts';
import { draftConflicts } from './draft-conflicts.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { putAmendment } from './put-amendment.server.ts';
import { contractPage } from './queries.server.ts';

const here = esignTests();
const exclusive = { licenceKind: 'exclusive' } as const;

const scene = () => grantScene(here.db);
const noOf = async (id: string) => (await here.db.select().from(contracts).where(eq(contracts.id, id)))[0]!.no;

test('what one licensee was promised alone is offered to no other; where nothing meets, it is', async () => {
  const { a, b, c } = await scene();
  const no = await noOf(await a.signed({ ...exclusive, territory: '甘肃省' }));
  await expect(b.offer({})).rejects.toMatchObject({ code: 'conflict', params: { says: expect.stringContaining(no) } });
  expect((await draftConflicts(await b.as('unit', 'officer'), b.deal, soundTerms()))[0]?.severity).toBe('block');
  expect(await codeOf(b.offer({ ...exclusive, territory: '陕西省' }))).toBe('done');
  expect(await codeOf(c.offer({ territory: '甘肃省定西市', startsOn: '2035-01-01' }))).toBe('done');
});

test('who does not see the other contract reads nothing of it on a page, and no sort, number or reason when he is refused', async () => {
  const { ctx, a, b, c } = await scene();
  await a.signed({ ...exclusive, territory: '甘肃省' });
  const company = await b.as('company', 'officer');
  // Trying territory after territory tells nothing: one may be free, another given.
  for (const territory of ['甘肃省', '定西市', '陕西省', '全国'])
    expect(await draftConflicts(company, b.deal, soundTerms({ territory }))).toEqual([]);
  const contractId = await b.offer({}, 'company');
  expect((await contractPage(company, contractId)).conflicts).toEqual([]);
  const officer = await b.as('unit', 'officer');
  expect((await contractPage(officer, contractId)).conflicts).toMatchObject([{ severity: 'block', cure: 'name' }]);
  expect(await codeOf(agreeContract(officer, { contractId, versionN: 1 }))).toBe('conflict');
  // An inventor of the unit who has no part in the work does not know of the contract either.
  const unit = { id: b.deal.licensorOrgId };
  const inventor = await asActor(ctx, await makePerson(here.db, unit, ['inventor']));
  expect(await draftConflicts(inventor, b.deal, soundTerms())).toEqual([]);
  // Given meanwhile: the company that agrees is told that the unit has to look, and no more.
  const theirs = await c.offer({ territory: '青海省' });
  const d = await beside(ctx, a);
  await d.signed({ ...exclusive, territory: '青海省' });
  const agreeing = agreeContract(await c.as('company', 'officer'), { contractId: theirs, versionN: 1 });
  await expect(agreeing).rejects.toMatchObject({ code: 'conflict', params: { says: hiddenConflict } });
});

test('a promise to one is gone beside by a clause and a statement that stands in the evidence; neither alone, and not for more than it was said of', async () => {
  const { ctx, a, b } = await scene();
  const first = await a.signed(exclusive);
  const no = await noOf(first);
  const named = { ownClauses: [`本合同只许可饲料用途，${no} 的食品用途不受影响。`] };
  const contractId = await b.offer(named);
  const officer = await b.as('unit', 'officer');
  const unit = { id: b.deal.licensorOrgId };
  const legal = await asActor(ctx, await makePerson(here.db, unit, ['legal']));
  const company = await b.as('company', 'officer');
  const deed = { contractId, versionN: 1 };
  await expect(agreeContract(company, deed)).rejects.toMatchObject({ params: { says: hiddenConflict } });
  expect((await contractPage(officer, contractId)).conflicts).toMatchObject([{ severity: 'block', cure: 'clear' }]);
  // Until it is said the one side is asked to say it, and the other is not asked to agree.
  const rowsOf = async (of: ActorContext) =>
    (await listTodos(of)).flatMap(({ kind, subjectId, isMine }) => (subjectId === contractId ? [[kind, isMine]] : []));
  const headOf = async (of: ActorContext) => {
    const { steps, deeds } = await contractPage(of, contractId);
    return [steps[0]?.key, steps[0]?.isAsked, deeds.includes('agree')];
  };
  expect(await headOf(company)).toEqual(['clearance', false, false]);
  expect(await headOf(legal)).toEqual(['clearance', true, false]);
  expect([await rowsOf(company), await rowsOf(officer), await rowsOf(legal)]).toEqual([
    [],
    [['contract.clear', false]],
    [['contract.clear', true]],
  ]);
  const said = {
    ...deed,
    earlierId: first,
    earlierVersionN: 1,
    reason: '在先合同限于食品加工，本合同限于饲料，产品和客户都不相同',
  };
  const clear = (by: ActorContext, given: Partial<Parameters<typeof clearGrant>[1]>) =>
    clearGrant(by, { ...said, ground: 'apart', file: null, ...given });
  expect(await codeOf(clear(company, {}))).toBe('forbidden');
  const approver = await b.as('unit', 'approver');
  expect(await codeOf(clear(officer, { ground: 'consent' }))).toBe('forbidden');
  await expect(clear(approver, {})).rejects.toMatchObject({ field: 'ground' });
  await expect(clear(legal, { ground: 'consent' })).rejects.toMatchObject({ field: 'ground' });
  await expect(clear(approver, { ground: 'consent' })).rejects.toMatchObject({ field: 'file' });
  const unproved = { ...approver, actor: { ...approver.actor, provedAt: null } };
  const consent = { ground: 'consent', file: await receivedPdf(ctx, '同意书.pdf') } as const;
  expect(await codeOf(clear(unproved, consent))).toBe('proof_required');
  await expect(clear(legal, {})).rejects.toMatchObject({ field: 'file' });
  expect(await codeOf(clear(legal, { earlierId: contractId, file: consent.file }))).toBe('state_changed');
  await clear(approver, consent);
  await expect(clear(legal, { file: await receivedPdf(ctx, '意见.pdf') })).rejects.toMatchObject({
    params: { says: expect.stringContaining('2026-11-07') },
  });
  expect([await headOf(company), await rowsOf(company), await rowsOf(officer)]).toEqual([
    ['terms', true, true],
    [['contract.agree', true]],
    [],
  ]);
  const page = await contractPage(company, contractId);
  expect(page.clearances).toMatchObject([{ earlierNo: no, ground: 'consent', file: { name: '同意书.pdf' } }]);
  const told = await here.db.select().from(notices).where(eq(notices.kind, 'contract.consent_claimed'));
  expect(told.map(({ href }) => href)).toContain(`/desk/contracts/${first}`);
  const entries = await here.db.select().from(signingEvidence).where(eq(signingEvidence.contractId, contractId));
  expect(entries).toMatchObject([{ kind: 'grant_cleared', body: { earlierContract: no, ground: 'consent' } }]);
  // More is given than was agreed to: it is said anew.
  const more = { contractId, versionN: 1, terms: soundTerms({ ...named, territory: '全球' }) };
  await counterContract(company, more);
  expect(await codeOf(agreeContract(officer, { contractId, versionN: 2 }))).toBe('conflict');
  await counterContract(officer, { contractId, versionN: 2, terms: soundTerms({ ...named, confidentialityYears: 9 }) });
  await agreeContract(company, { contractId, versionN: 3 });
  // Neither side signs, in whatever way, before whose consent it is has confirmed it; both read until when is waited, and not for whom.
  expect(await codeOf(b.sign(contractId, 'unit', 3))).toBe('conflict');
  await expect(b.sign(contractId, 'company', 3)).rejects.toMatchObject({
    params: { says: expect.stringMatching(/^在先的被许可方.*最迟到 2026-11-07/u) },
  });
  const papers = [await receivedPdf(ctx, '第3版.pdf')];
  expect(await codeOf(uploadScan(officer, { contractId, versionN: 3, papers }))).toBe('conflict');
  const waits = { cure: 'wait', pending: { what: 'consent', untilOn: '2026-11-07' } };
  for (const reader of [officer, company]) {
    const { conflicts, steps, deeds, clearances } = await contractPage(reader, contractId);
    expect({ conflicts, first: steps[0], deeds }).toMatchObject({ conflicts: [waits], first: { key: 'consent' } });
    expect(deeds).not.toContain('sign');
    expect(clearances).toMatchObject([{ standing: { state: 'waits', untilOn: '2026-11-07' } }]);
    const rows = (await listTodos(reader)).filter(({ subjectId }) => subjectId === contractId);
    expect(rows).toMatchObject([{ kind: 'contract.await_consent', isMine: false, dueAt: endOfDay('2026-11-07') }]);
  }
  const theirs = await a.as('company', 'officer');
  const { conflicts, clearances, steps } = await contractPage(company, contractId);
  expect(JSON.stringify({ conflicts, clearances, steps })).not.toContain(theirs.actor.org!.orgName);
  const asked = async () =>
    (await listTodos(theirs)).filter(({ kind }) => kind === 'contract.answer_consent').map(({ dueAt }) => dueAt);
  expect(await asked()).toEqual([endOfDay('2026-11-07')]);
  const [claimed] = (await contractPage(theirs, first)).claimedConsents;
  const answer = { contractId: first, clearanceId: claimed!.id };
  const confirm = async (by: ActorContext, given = answer) => codeOf(confirmConsent(by, given));
  expect(await confirm(await a.as('company', 'finance'))).toBe('forbidden');
  expect(await confirm(officer)).toBe('not_found');
  expect(await confirm(company, { ...answer, contractId })).toBe('not_found');
  const deny = () => codeOf(denyConsent(theirs, { ...answer, reason: '这份同意书上的公章不是我方的' }));
  expect((await Promise.all([confirm(theirs), deny()])).toSorted()).toEqual(['done', 'state_changed']);
});

test('confirmed by whose consent it is, a contract beside his is signed at once, and he takes it back no more', async () => {
  const { ctx, a, b } = await scene();
  const first = await a.signed(exclusive);
  const contractId = await b.offer({ ownClauses: [`${await noOf(first)} 的食品用途不受影响。`] });
  await clearGrant(await b.as('unit', 'approver'), {
    contractId,
    versionN: 1,
    earlierId: first,
    earlierVersionN: 1,
    ground: 'consent',
    reason: '在先合同限于食品加工，本合同限于饲料，产品和客户都不相同',
    file: await receivedPdf(ctx, '同意书.pdf'),
  });
  await agreeContract(await b.as('company', 'officer'), { contractId, versionN: 1 });
  const theirs = await a.as('company', 'approver');
  const [claimed] = (await contractPage(theirs, first)).claimedConsents;
  expect(await codeOf(b.sign(contractId, 'unit'))).toBe('conflict');
  const answer = { contractId: first, clearanceId: claimed!.id };
  await confirmConsent(theirs, answer);
  expect(await codeOf(denyConsent(theirs, { ...answer, reason: '这份同意书上的公章不是我方的' }))).toBe(
    'state_changed',
  );
  const kinds = await here.db.select().from(signingEvidence).where(eq(signingEvidence.contractId, contractId));
  expect(kinds.map(({ kind }) => kind)).toContain('consent_confirmed');
  expect(JSON.stringify(kinds)).not.toContain(theirs.actor.org!.orgName);
  expect((await listTodos(theirs)).map(({ kind }) => kind)).not.toContain('contract.answer_consent');
  const asked = (await listTodos(await b.as('company', 'approver'))).filter(
    ({ subjectId }) => subjectId === contractId,
  );
  expect(asked).toMatchObject([{ kind: 'contract.sign', isMine: true, dueAt: null }]);
  await b.sign(contractId, 'unit');
  expect((await b.sign(contractId, 'company')).state).toBe('performing');
});

test('one consent is stated once: of two clicks the second is told that its answer is waited for', async () => {
  const { ctx, a, b } = await scene();
  const first = await a.signed(exclusive);
  const contractId = await b.offer({ ownClauses: [`${await noOf(first)} 的食品用途不受影响。`] });
  const approver = await b.as('unit', 'approver');
  const state = async (versionN: number) =>
    clearGrant(approver, {
      contractId,
      versionN,
      earlierId: first,
      earlierVersionN: 1,
      ground: 'consent',
      reason: '在先合同限于食品加工，本合同限于饲料，产品和客户都不相同',
      file: await receivedPdf(ctx, '同意书.pdf'),
    });
  expect((await Promise.all([codeOf(state(1)), codeOf(state(1))])).toSorted()).toEqual(['done', 'invalid']);
  // Said of the same grant in a later version it is the same consent.
  const terms = soundTerms({ ownClauses: [`${await noOf(first)} 的食品用途不受影响。`], confidentialityYears: 9 });
  await counterContract(await b.as('company', 'officer'), { contractId, versionN: 1, terms });
  expect(await codeOf(state(2))).toBe('invalid');
  expect((await contractPage(await a.as('company', 'officer'), first)).claimedConsents).toHaveLength(1);
});

test('who is said to have agreed reads what is claimed of him, and not with whom; his word that he has not voids it until it is signed', async () => {
  const { ctx, clock, a, b, c } = await scene();
  const first = await a.signed(exclusive);
  const contractId = await b.offer({ ownClauses: [`${await noOf(first)} 的食品用途不受影响。`] });
  const reason = '在先合同限于食品加工，本合同限于饲料，产品和客户都不相同';
  const claim = async () => {
    const file = await receivedPdf(ctx, '同意书.pdf');
    const said = {
      contractId,
      versionN: 1,
      earlierId: first,
      earlierVersionN: 1,
      ground: 'consent',
      reason,
      file,
    } as const;
    await clearGrant(await b.as('unit', 'approver'), said);
    return (await contractPage(await a.as('company', 'officer'), first)).claimedConsents[0]!;
  };
  const claimed = await claim();
  const officer = await a.as('company', 'officer');
  expect(Object.keys(claimed).toSorted()).toEqual([
    'confirmedAt',
    'createdAt',
    'denial',
    'earlierVersionN',
    'file',
    'ground',
    'id',
    'isSigned',
    'reason',
    'standing',
  ]);
  expect(claimed).toMatchObject({ reason, earlierVersionN: 1, isSigned: false, denial: null });
  expect((await getFile(officer, claimed.file!.id)).name).toBe('同意书.pdf');
  expect(await codeOf(getFile(await c.as('company', 'officer'), claimed.file!.id))).toBe('not_found');
  expect((await contractPage(await a.as('unit', 'officer'), first)).claimedConsents).toEqual([]);
  const denial = { contractId: first, clearanceId: claimed.id, reason: '这份同意书上的公章不是我方的' };
  const deny = async (by: ActorContext) => codeOf(denyConsent(by, denial));
  expect(await deny(await a.as('company', 'finance'))).toBe('forbidden');
  expect(await deny(await a.as('unit', 'officer'))).toBe('not_found');
  expect(await codeOf(denyConsent(await b.as('company', 'officer'), { ...denial, contractId }))).toBe('not_found');
  await agreeContract(await b.as('company', 'officer'), { contractId, versionN: 1 });
  // To the end of the fifth day after he was told nobody signs; who has said nothing by then is waited for no more.
  clock.moveDays(5);
  expect(await codeOf(b.sign(contractId, 'unit'))).toBe('conflict');
  clock.moveDays(14 / 24);
  await b.sign(contractId, 'unit');
  expect(await Promise.all([deny(officer), deny(officer)])).toContain('done');
  expect(await deny(officer)).toBe('state_changed');
  await expect(b.sign(contractId, 'company')).rejects.toMatchObject({ params: { says: hiddenConflict } });
  const told = await here.db
    .select()
    .from(notices)
    .where(eq(notices.href, `/desk/contracts/${contractId}`));
  const users = told.filter(({ kind }) => kind === 'contract.consent_denied').map(({ userId }) => userId);
  expect(users).toContain((await b.as('unit', 'officer')).actor.userId);
  expect(users).toContain((await b.as('company', 'officer')).actor.userId);
  expect((await clearancePage(await b.as('unit', 'approver'), contractId)).open).toMatchObject([
    { isOwed: true, anew: 'denied', ways: ['consent', 'apart'], grounds: ['consent'] },
  ]);
  const isDenied = and(eq(signingEvidence.contractId, contractId), eq(signingEvidence.kind, 'consent_denied'));
  const [entry] = await here.db.select().from(signingEvidence).where(isDenied);
  expect(JSON.stringify(entry?.body)).not.toContain(officer.actor.org!.orgName);
  // Another paper clears it anew; said after the signature, the denial is kept and voids nothing.
  const again = await claim();
  expect(await codeOf(b.sign(contractId, 'company'))).toBe('conflict');
  clock.moveDays(6);
  expect((await b.sign(contractId, 'company')).state).toBe('performing');
  expect(await codeOf(denyConsent(officer, { ...denial, clearanceId: again.id }))).toBe('done');
  expect((await contractPage(officer, first)).claimedConsents[0]).toMatchObject({
    isSigned: true,
    denial: { reason: denial.reason },
  });
  expect((await contractPage(await b.as('company', 'officer'), contractId)).contract.state).toBe('performing');
});

const legalOf = async (ctx: Context, { deal }: Pick<TalkingDeal, 'deal'>) =>
  asActor(ctx, await makePerson(here.db, { id: deal.licensorOrgId }, ['legal']));

test('what was said counts neither for another first day or clause nor for an earlier contract that was widened since', async () => {
  const { ctx, a, b } = await scene();
  const first = await a.signed({ ...exclusive, territory: '甘肃省' });
  const named = { ...exclusive, ownClauses: [`${await noOf(first)} 的甘肃省除外。`], startsOn: '2027-01-01' };
  const contractId = await b.offer(named);
  const legal = await legalOf(ctx, b);
  const clear = async (versionN: number, earlierVersionN: number) =>
    codeOf(
      clearGrant(legal, {
        contractId,
        versionN,
        earlierId: first,
        earlierVersionN,
        ground: 'apart',
        file: await receivedPdf(ctx, '意见.pdf'),
        reason: '在先合同只在甘肃省，本合同的条款已经写明甘肃省除外，互不重叠',
      }),
    );
  expect(await clear(1, 2)).toBe('state_changed');
  expect(await clear(1, 1)).toBe('done');
  const [officer, company] = [await b.as('unit', 'officer'), await b.as('company', 'officer')];
  const counter = async (versionN: number, by: ActorContext, given: Partial<PayLaterTerms>) => {
    await counterContract(by, { contractId, versionN, terms: soundTerms({ ...named, ...given }) });
    return codeOf(agreeContract(by === company ? officer : company, { contractId, versionN: versionN + 1 }));
  };
  expect(await counter(1, company, { startsOn: '2026-12-01' })).toBe('conflict');
  expect(await counter(2, officer, { ownClauses: [await noOf(first)] })).toBe('conflict');
  expect((await clearancePage(officer, contractId)).open).toMatchObject([{ isOwed: true, anew: 'changed' }]);
  expect(await counter(3, company, { confidentialityYears: 9 })).toBe('done');
  const widened = await prepareAmendment(await a.as('unit', 'officer'), {
    contractId: first,
    baseVersionN: 1,
    terms: soundTerms(exclusive),
    effectiveOn: dayOf(ctx.now()),
    reason: '扩大到全国',
  });
  const { versionN } = widened;
  await proposeAmendment(await a.as('unit', 'approver'), { contractId: first, versionN });
  await signAmendment(await a.as('company', 'approver'), { contractId: first, versionN });
  expect(await codeOf(b.sign(contractId, 'unit', 4))).toBe('conflict');
  expect(await clear(4, 1)).toBe('state_changed');
  expect(await clear(4, versionN)).toBe('done');
  expect(await codeOf(b.sign(contractId, 'unit', 4))).toBe('done');
});

test('of a change that was not sent nothing is said to the other side; sent unsigned, it waits for the statement', async () => {
  const { ctx, a, b } = await scene();
  const first = await a.signed({ ...exclusive, territory: '甘肃省' });
  const contractId = await b.signed({ ...exclusive, territory: '陕西省' });
  const [officer, approver] = [await b.as('unit', 'officer'), await b.as('unit', 'approver')];
  const { versionN } = await prepareAmendment(officer, {
    contractId,
    baseVersionN: 1,
    effectiveOn: dayOf(ctx.now()),
    reason: '扩大地域',
    terms: soundTerms({ ...exclusive, ownClauses: [`${await noOf(first)} 在甘肃省继续有效，除外于本合同。`] }),
  });
  const legal = await legalOf(ctx, b);
  const reason = '在先合同只在甘肃省，本合同的条款已经写明甘肃省除外，互不重叠';
  const file = await receivedPdf(ctx, '意见.pdf');
  const said = { contractId, versionN, earlierId: first, earlierVersionN: 1, reason, file } as const;
  const clear = () => codeOf(clearGrant(legal, { ...said, ground: 'apart' }));
  expect(await clear()).toBe('state_changed');
  const isSaid = and(eq(signingEvidence.contractId, contractId), eq(signingEvidence.kind, 'grant_cleared'));
  const evidence = () => here.db.$count(signingEvidence, isSaid);
  expect(await evidence()).toBe(0);
  expect((await clearancePage(legal, contractId)).open).toEqual([]);
  expect(await changesPage(officer, contractId)).toMatchObject({
    conflicts: [],
    conflictsOnceSent: [{ cure: 'clear' }],
  });
  const deed = { contractId, versionN };
  expect(await codeOf(proposeAmendment(approver, deed))).toBe('conflict');
  await putAmendment(approver, deed);
  expect(await codeOf(proposeAmendment(approver, deed))).toBe('conflict');
  expect(await clear()).toBe('done');
  expect(await evidence()).toBe(1);
  expect(await codeOf(proposeAmendment(approver, deed))).toBe('done');
});

test('one patent given twice is found in another record, however its number is typed there', async () => {
  const { a, b } = await scene();
  const right = { type: 'invention', name: '机耕', owner: '', status: '', filedOn: null, expiresOn: null };
  const rights = (number: string) => [{ ...right, number, paidUntilOn: null, asOf: '2026-11-01' }];
  await a.signed({ ...exclusive, rights: rights('ＺＬ 2023 1 9900014.0') });
  const other = await makeTalkingDeal(await a.as('unit', 'officer'));
  const [moved] = await here.db
    .update(deals)
    .set({ licensorOrgId: a.deal.licensorOrgId })
    .where(eq(deals.id, other.deal.id))
    .returning();
  const subject = { ...moved!, id: undefined };
  const found = await draftConflicts(
    await b.as('unit', 'officer'),
    subject,
    soundTerms({ rights: rights('CN202319900014') }),
  );
  expect(found).toMatchObject([{ severity: 'block' }]);
  const apart = await draftConflicts(
    await b.as('unit', 'officer'),
    subject,
    soundTerms({ rights: rights('CN202319900022') }),
  );
  expect(apart).toEqual([]);
});

test('a licence to one names the older licence that goes on, or is not signed; the company may offer it, the unit knows the number', async () => {
  const { a, b } = await scene();
  const no = await noOf(await a.signed());
  expect(await codeOf(b.offer(exclusive))).toBe('conflict');
  const contractId = await b.offer(exclusive, 'company');
  const officer = await b.as('unit', 'officer');
  expect((await contractPage(officer, contractId)).conflicts).toMatchObject([{ severity: 'block', cure: 'name' }]);
  expect(await codeOf(agreeContract(officer, { contractId, versionN: 1 }))).toBe('conflict');
  const terms = soundTerms({ ...exclusive, ownClauses: [`许可方与他人的普通许可（${no}）继续有效，除外于本合同。`] });
  await counterContract(officer, { contractId, versionN: 1, terms });
  await agreeContract(await b.as('company', 'officer'), { contractId, versionN: 2 });
  await b.sign(contractId, 'unit', 2);
  expect((await b.sign(contractId, 'company', 2)).state).toBe('performing');
});

test('of two exclusive contracts signed in one moment one is concluded, the other is a conflict; paper is shut to it, too', async () => {
  const { ctx, a, b, c } = await scene();
  const third = await c.agreed(exclusive);
  const [one, other] = [await a.agreed(exclusive), await b.agreed(exclusive)];
  await a.sign(one, 'unit');
  await b.sign(other, 'unit');
  const codes = await Promise.all([codeOf(a.sign(one, 'company')), codeOf(b.sign(other, 'company'))]);
  expect(codes.toSorted()).toEqual(['conflict', 'done']);
  const rows = await here.db.select().from(contracts).where(eq(contracts.achievementId, a.deal.achievementId));
  expect(rows.map(({ state }) => state).toSorted()).toEqual(['performing', 'signing', 'signing']);
  const papers = [await receivedPdf(ctx, '第1版.pdf')];
  const upload = uploadScan(await c.as('unit', 'officer'), { contractId: third, versionN: 1, papers });
  expect(await codeOf(upload)).toBe('conflict');
  expect(await codeOf(c.sign(third, 'unit'))).toBe('conflict');
});

test('a change that would make a licence exclusive is refused beside another, when written and when signed; one of the price is not asked', async () => {
  const { clock, a, b, c } = await scene();
  const contractId = await a.signed();
  const change = async (given: Partial<PayLaterTerms>) =>
    prepareAmendment(await a.as('unit', 'officer'), {
      contractId,
      baseVersionN: 1,
      terms: soundTerms(given),
      effectiveOn: dayOf(clock.now()),
      reason: '企业要独占',
    });
  const { versionN } = await change(exclusive);
  await proposeAmendment(await a.as('unit', 'approver'), { contractId, versionN });
  await b.signed();
  expect(await codeOf(signAmendment(await a.as('company', 'approver'), { contractId, versionN }))).toBe('conflict');
  const laterId = await c.signed();
  const later = async (given: Partial<PayLaterTerms>) =>
    codeOf(
      prepareAmendment(await c.as('unit', 'officer'), {
        contractId: laterId,
        baseVersionN: 1,
        terms: soundTerms(given),
        effectiveOn: dayOf(clock.now()),
        reason: '企业要独占',
      }),
    );
  expect(await later(exclusive)).toBe('conflict');
  expect(await later({ confidentialityYears: 9 })).toBe('done');
});

test('what lies at the provider holds the right until it is over; what the owner gave away meanwhile is set aside', async () => {
  const { ctx, talk, opened, signBoth, flowOf, contract } = await here.signable();
  const b = await beside(ctx, talk);
  const contractId = await b.agreed(exclusive);
  await b.sign(contractId, 'unit');
  const id = await opened();
  expect(await codeOf(b.sign(contractId, 'company'))).toBe('conflict');
  await here.db
    .update(contracts)
    .set({ state: 'performing', signedVersionN: 1, signedAt: ctx.now() })
    .where(eq(contracts.id, contractId));
  await signBoth(id);
  await followEsign(ctx, { flowId: id });
  expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: 'granted' });
  expect((await contract()).state).toBe('signing');
});
