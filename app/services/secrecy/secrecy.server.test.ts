import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, achievementVersions, listingObjections, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asShown } from '#seeds/as-shown.ts';
import { achievementData, asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { makeTrade, tradeTerms } from '#seeds/make-trade.ts';
import { objector } from '#seeds/make-objector.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { createAchievement } from '../achievements/create-achievement.server.ts';
import { returnAchievement } from '../achievements/return-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { recuseExpert, scoreAsExpert } from '../evaluations/answer-as-expert.server.ts';
import { assessTrl } from '../evaluations/assess-trl.server.ts';
import { requestEvaluation } from '../evaluations/request-evaluation.server.ts';
import { applyForExport } from '../exports/apply-for-export.server.ts';
import { decideListingObjection, objectToListing } from '../listings/object-to-listing.server.ts';
import { askKey } from '../open-data/api-keys.server.ts';
import { enterProjects } from '../projects/enter-projects.server.ts';
import { pleadDuty } from '../projects/plead-duty.server.ts';
import { recordSale } from '../trades/record-sale.server.ts';
import { applyToTrade } from '../trades/apply-to-trade.server.ts';
import { refuseApplication } from '../trades/decide-application.server.ts';
import { decideTradeObjection, objectToTrade } from '../trades/object-to-trade.server.ts';
import { openTrade } from '../trades/open-trade.server.ts';
import { screenTexts } from './screen-record.server.ts';
import { counterContract } from '../contracts/counter-contract.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { addSecrecyRule, listSecrecyRules, switchSecrecyRule } from './keep-rules.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('what a rule stops is not stored, only that it was stopped; switched off, the rule stops nothing', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const officer = await asActor(ctx, await makePerson(db, unit, ['officer']));
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  const rule = { name: '密级标志', kind: 'word', text: '绝密★', action: 'refuse' } as const;
  await expect(addSecrecyRule(officer, rule)).rejects.toMatchObject({ code: 'forbidden' });
  await addSecrecyRule(admin, rule);
  await expect(addSecrecyRule(admin, rule)).rejects.toMatchObject({ code: 'duplicate' });
  const input = { data: achievementData({ name: '某项技术', abstract: '绝密 ★ 十年' }), people: [] };
  await expect(createAchievement(officer, input)).rejects.toMatchObject({
    code: 'secrecy_refused',
    params: { rule: '密级标志' },
  });
  expect(await db.$count(achievements)).toBe(0);
  expect(await db.$count(achievementVersions)).toBe(0);
  const [kept] = await listSecrecyRules(admin);
  expect(kept).toMatchObject({ stops: 1 });
  await switchSecrecyRule(admin, { ruleId: kept!.id, isActive: false });
  const flagged = await createAchievement(officer, { ...input, data: { ...input.data, fields: ['18.5'] } });
  expect(flagged.reviewFlags).toEqual(['领域：核能']);
});

test('the screen reads every text of a record, its team, its listing and what is said of it', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer', 'approver']);
  const officer = await asActor(ctx, person);
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  await addSecrecyRule(admin, { name: '代号', kind: 'pattern', text: '某工程[0-9]{3}', action: 'refuse' });
  const secret = '某工程７０８';
  const hidden: Partial<ReturnType<typeof achievementData>>[] = [
    { advantages: [{ metric: '精度', unit: '%', ours: '1', baseline: '2', baselineName: secret }] },
    { projects: [{ level: 'own', programme: secret, no: null, fundingFen: null, acceptedOn: null, conclusion: null }] },
    { units: [{ name: secret, uscc: null, nature: null, isStateEstablished: null }] },
    { tradeSecret: secret },
  ];
  for (const [at, given] of hidden.entries()) {
    const data = achievementData({ name: `藏在别处的技术 ${at}`, ...given });
    await expect(createAchievement(officer, { data, people: [] })).rejects.toMatchObject({ code: 'secrecy_refused' });
  }
  const people = [{ name: '张三', title: secret, sharePpm: 1_000_000 }];
  const data = achievementData({ name: '藏在团队里的技术' });
  await expect(createAchievement(officer, { data, people })).rejects.toMatchObject({ code: 'secrecy_refused' });
  await expect(screenTexts(officer, ['寻常的话', secret])).rejects.toMatchObject({ code: 'secrecy_refused' });
  expect(await screenTexts(officer, ['寻常的话'])).toEqual([]);
});

test('the screen is asked about every text of the library that somebody else will read', async () => {
  const ctx = makeContext(db);
  const { trade, officer, approver, bidders } = await makeTrade(ctx, 1);
  const [unit] = await db.select().from(organisations).where(eq(organisations.id, officer.actor.org!.orgId));
  const secrecy = await asActor(ctx, await makePerson(db, unit!, ['secrecy']));
  const province = await makeOrganisation(db, { kind: 'authority', regionCode: '620000' });
  const keeper = await asActor(ctx, await makePerson(db, province, ['officer']));
  const other = await makeOrganisation(db, { kind: 'institute' });
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  await addSecrecyRule(admin, { name: '单词', kind: 'word', text: '红旗渠工程', action: 'refuse' });
  const secret = '与红旗渠 工程有关';
  const [bidder] = bidders;
  const { achievementId: id, listingId } = trade;
  const draft = { data: achievementData({ name: '待审的技术' }), people: [] };
  const { id: waiting } = await createAchievement(officer, draft);
  await submitAchievement(officer, { id: waiting });
  const terms = tradeTerms(ctx.now());
  const objectionId = v7();
  const filed = { id: objectionId, listingId, filedBy: bidder!.ctx.actor.userId, grounds: '有异议' } as const;
  await db.insert(listingObjections).values({ ...filed, state: 'open', createdAt: ctx.now() });
  const said: (() => Promise<unknown>)[] = [
    () => assessTrl(officer, { id, answers: [{ level: 1, isMet: true, evidence: secret }] }),
    () => requestEvaluation(officer, { id, evaluatorOrgId: other.id, purpose: secret }),
    () => openTrade(officer, { listingId, terms: { ...terms, object: secret } }),
    () => openTrade(officer, { listingId, terms: { ...terms, payTerms: secret } }),
    () => openTrade(officer, { listingId, terms: { ...terms, qualification: secret } }),
    () => applyToTrade(bidder!.ctx, { tradeId: trade.id, statement: secret }),
    () => refuseApplication(officer, { tradeId: trade.id, applicationId: bidder!.application.id, note: secret }),
    () => objectToTrade(bidder!.ctx, { ...objector, tradeId: trade.id, grounds: secret }),
    () => objectToListing(bidder!.ctx, { ...objector, listingId, grounds: secret }),
    () => decideListingObjection(approver, { objectionId, outcome: 'dismiss', decision: secret }),
    async () =>
      returnAchievement(secrecy, {
        ...(await asShown(secrecy, waiting)),
        remarks: [{ field: 'abstract', says: secret }],
      }),
    async () => clearAchievement(secrecy, { ...(await asShown(secrecy, waiting)), note: secret }),
    () => applyForExport(bidder!.ctx, { query: '', rows: 900, purpose: secret }),
    () => askKey(bidder!.ctx, { name: '接口', purpose: secret }),
    () => enterProjects(keeper, [{ no: '26YF1', name: secret, unitName: '某单位', acceptedOn: '2026-01-05' }]),
  ];
  for (const [at, say] of said.entries()) {
    await expect(say(), `text ${at}`).rejects.toMatchObject({ code: 'secrecy_refused', params: { rule: '单词' } });
  }
  expect((await listSecrecyRules(admin)).find(({ name }) => name === '单词')?.stops).toBe(said.length);
});

test('who has no business with a row is told so before his words are looked at, and no stop is noted against him', async () => {
  const ctx = makeContext(db);
  const { trade, bidders } = await makeTrade(ctx, 1);
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  await addSecrecyRule(admin, { name: '外人的词', kind: 'word', text: '白旗渠工程', action: 'refuse' });
  const secret = '与白旗渠工程有关';
  const other = await makeOrganisation(db, { kind: 'institute' });
  const stranger = await asActor(ctx, await makePerson(db, other, ['officer', 'approver']));
  const { id: tradeId, listingId } = trade;
  const [nowhere, applicationId] = [v7(), bidders[0]!.application.id];
  const file = { sha256: '', bytes: 0, name: secret };
  const said: (() => Promise<unknown>)[] = [
    () => recuseExpert(stranger, nowhere, secret),
    () => scoreAsExpert(stranger, nowhere, { scores: {}, reasons: {}, comment: secret }),
    () => objectToListing(stranger, { ...objector, listingId: nowhere, grounds: secret }),
    () => decideListingObjection(stranger, { objectionId: nowhere, outcome: 'dismiss', decision: secret }),
    () => objectToTrade(stranger, { ...objector, tradeId: nowhere, grounds: secret }),
    () => decideTradeObjection(stranger, { tradeId, objectionId: nowhere, outcome: 'dismiss', decision: secret }),
    () => refuseApplication(stranger, { tradeId, applicationId, note: secret }),
    () =>
      recordSale(stranger, { listingId, confirmationNo: secret, buyerName: '', buyerUscc: null, priceFen: 1n, file }),
    () => pleadDuty(stranger, { dutyId: nowhere, reason: secret }),
  ];
  for (const [at, say] of said.entries()) {
    await expect(say(), `text ${at}`).rejects.toMatchObject({ code: 'not_found' });
  }
  expect((await listSecrecyRules(admin)).find(({ name }) => name === '外人的词')?.stops).toBe(0);
});

test('no field of a contract that people write, and no reason for a change of it, takes a secret to the other side', async () => {
  const ctx = makeContext(db);
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  const secret = '某工程九一三';
  await addSecrecyRule(admin, { name: '合同里的代号', kind: 'word', text: secret, action: 'refuse' });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const officer = await talk.as('unit', 'officer');
  const sent = (terms: Partial<PayLaterTerms>) =>
    codeOf(proposeContract(officer, { dealId: talk.deal.id, terms: soundTerms(terms) }));
  const [stone] = soundTerms().milestones;
  const hidden: Partial<PayLaterTerms>[] = [
    { fieldOfUse: secret },
    { territory: secret },
    { deliverables: [secret] },
    { milestones: [{ ...stone!, name: secret }] },
    { milestones: [{ ...stone!, criteria: secret }] },
    { milestones: [{ ...stone!, evidence: secret }] },
    { royalty: { ...soundTerms().royalty!, deductions: [{ name: secret, capPpm: null }] } },
    { dispute: { way: 'court', place: secret } },
    { ownClauses: [secret] },
  ];
  for (const terms of hidden) expect(await sent(terms), JSON.stringify(Object.keys(terms))).toBe('secrecy_refused');
  const { id: contractId } = await proposeContract(officer, { dealId: talk.deal.id, terms: soundTerms() });
  const counter = { contractId, versionN: 1, terms: soundTerms({ territory: '西北' }), reasons: { scope: secret } };
  expect(await codeOf(counterContract(await talk.as('company', 'officer'), counter))).toBe('secrecy_refused');
  const world = await makePerformingContract(db);
  const change = {
    contractId: world.contractId,
    baseVersionN: 1,
    terms: soundTerms({ territory: '西北' }),
    effectiveOn: dayOf(world.clock.now()),
  };
  const owner = await world.talk.as('unit', 'approver');
  expect(await codeOf(prepareAmendment(owner, { ...change, reason: secret }))).toBe('secrecy_refused');
});
