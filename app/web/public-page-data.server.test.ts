import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { listingInput } from '#app/domain/listing-input.ts';
import { addAttachment } from '#app/services/attachments/add-attachment.server.ts';
import { clearAttachment } from '#app/services/attachments/clear-attachment.server.ts';
import type { Context } from '#app/services/context.server.ts';
import { listAchievement } from '#app/services/listings/list-achievement.server.ts';
import { objectToListing } from '#app/services/listings/object-to-listing.server.ts';
import { placeBid } from '#app/services/trades/place-bid.server.ts';
import { listPublicTrades, publicTrade } from '#app/services/trades/queries.server.ts';
import { getPublicUnit } from '#app/services/units/queries.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievementPeople, searchChanges, evaluationExperts, evaluations, trlAssessments } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeTrade } from '#seeds/make-trade.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { objector } from '#seeds/make-objector.ts';
import { drainSearch } from '#search/changes.server.ts';
import { openSearch } from '#search/index.server.ts';
import { expertPage } from './expert-page.server.ts';
import { achievementPage } from './achievement-page.server.ts';
import { evaluationPage } from './evaluation-page.server.ts';

let db: Database;
const clock = testClock();
let ctx: Context;
beforeAll(async () => {
  ({ db } = await testDatabase());
  ctx = makeContext(db, { now: clock.now, search: openSearch({ db }) });
  await writeCodeLists(ctx, codeLists);
});

/** Every key of a page's data with the way to it; rows of a list count as one, and a list without rows is seen as `[]`. */
function keysOf(value: unknown, way = ''): string[] {
  if (Array.isArray(value) && value.length === 0) return [`${way}[]`];
  if (Array.isArray(value)) return [...new Set(value.flatMap((row) => keysOf(row, way)))];
  if (value === null || typeof value !== 'object' || value instanceof Date) return [way];
  return Object.entries(value).flatMap(([key, part]) => keysOf(part, way === '' ? key : `${way}.${key}`));
}

async function scene() {
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer', 'secrecy']);
  const officer = await asActor(ctx, person);
  const record = await makeAchievement(db, unit, person, {
    advantages: [{ metric: '能耗', unit: '度', ours: '35', baseline: '52', baselineName: '常规' }],
    ip: [
      { type: 'invention', name: '方法', number: null, status: 'granted', expiresOn: null, encumbrance: '质押给银行' },
    ],
    use: [{ year: 2025, revenueFen: '100', profitFen: null, taxFen: null, savedFen: null }],
    tradeSecret: '配比',
    researchFrom: '2022-01',
  });
  const stored = await officer.files.put(Readable.from([Buffer.from('%PDF-1.7')]), 1000);
  const paper = { id: record.id, kind: 'test_report', title: '检测报告', file: { ...stored, name: 'a.pdf' } } as const;
  const reviewer = await asActor(ctx, await makePerson(db, unit, ['secrecy']));
  await clearAttachment(reviewer, (await addAttachment(officer, paper)).id, { isOpened: true });
  await db.update(achievementPeople).set({ isPublic: true }).where(eq(achievementPeople.achievementId, record.id));
  return { unit, person, officer, record };
}

const listed = (keys: string): string[] => keys.trim().split(/\s+/).sort();
const keysIn = (data: unknown): string[] => [...new Set(keysOf(data))].sort();

const achievementKeys = `
  found.id found.no found.isSample found.isSummary found.regNo found.regNoBasis found.confirmedOn found.org.name found.org.uscc found.org.isSample
  found.data.name found.data.problem found.data.solution found.data.abstract found.data.keywords found.data.fields
  found.data.advantages.metric found.data.advantages.unit found.data.advantages.ours found.data.advantages.baseline
  found.data.advantages.baselineName found.data.trl found.trl.level found.trl.basis found.data.videoUrl
  found.use.year found.use.revenue found.use.profit found.use.tax found.use.saved
  found.people.name found.people.title found.replies.asked found.replies.answered
  listing.id listing.state listing.modes listing.pricing listing.priceKind listing.minFen listing.maxFen listing.formula listing.formulaTerms
  listing.isPayLater listing.trialMonths listing.payTrigger listing.noticeFirstOn listing.noticeLastOn
  listing.confirmedOn listing.isOpen listing.mayDecide listingModes ended.objections[] ended.mayDecide
  terms.kind terms.amountFen price.priceKind price.priceMinFen price.priceMaxFen price.royaltyPpm
  rights.name rights.number rights.expiresOn rights.type rights.status rights.holder rights.encumbrance rights.register
  registration.label registration.value
  standing.reports standing.trl standing.feedback standing.latest maturity
  schema.@context schema.@type schema.@id schema.url schema.name schema.identifier schema.abstract schema.keywords
  schema.inLanguage schema.image schema.creator.@type schema.creator.name schema.creator.identifier schema.creator.url
  schema.datePublished schema.dateModified schema.offers.@type schema.offers.availability schema.offers.price
  schema.offers.priceCurrency schema.offers.url
  papers.id papers.kind papers.title papers.fileId papers.bytes papers.reach
  trade sold auction delistedOn trust isSignedIn reader.is replayKey today isOwn isFollowing
  lapsed[] licences[] words.chains[] pictures[]
  similar.terms similar.id similar.to similar.title similar.titleSpans[] similar.problem similar.problemSpans[] similar.approach
  similar.approachSpans[] similar.summary similar.summarySpans[] similar.unitName similar.isSample similar.fieldName
  similar.regionName similar.confirmedOn similar.trl.level similar.trl.assessedBy similar.price.head similar.price.lines
  similar.price.isPayLater similar.isVague
  words.fields words.region words.type words.level words.stage words.source words.modes`;
const noObjection = ' listing.objections[]';
/** What is known of himself, for the form. */
const ownName = ' reader.objector.name reader.objector.contact';
const ownObjection = `
  listing.objections.id listing.objections.state listing.objections.grounds listing.objections.decision
  listing.objections.createdAt listing.objections.decidedAt listing.objections.by listing.objections.isMine
  listing.objections.contact listing.objections.isErased`;

test('the page of an achievement sends what it shows; an objection only to who made it and to the unit', async () => {
  const { unit, person, officer, record } = await scene();
  await db.insert(searchChanges).values({ kind: 'achievement', rowId: (await makeAchievement(db, unit, person)).id });
  await drainSearch(ctx);
  const terms = listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'fixed', min: '58' });
  const listing = await listAchievement(officer, { id: record.id, terms });
  const [citizen, other] = [
    await asActor(ctx, await makePerson(db, null)),
    await asActor(ctx, await makePerson(db, null)),
  ];
  await objectToListing(citizen, { ...objector, listingId: listing.id, grounds: '共有。', key: crypto.randomUUID() });
  const page = (reader: Context) => achievementPage(reader, record.no, 'https://chengguo.example');
  expect(keysIn(await page(ctx))).toEqual(listed(achievementKeys + noObjection));
  expect(keysIn(await page(other))).toEqual(listed(achievementKeys + ownName + noObjection));
  expect(keysIn(await page(citizen))).toEqual(listed(achievementKeys + ownName + ownObjection));
  expect((await page(ctx)).rights[0]?.encumbrance).toBeNull();
  expect((await page(other)).rights[0]?.encumbrance).toBe('质押给银行');
});

test('the page of an evaluation sends no row of a report, an assessment or a user', async () => {
  const { unit, person, record } = await scene();
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const about = { achievementId: record.id, orgId: unit.id, versionN: 1 };
  const [report] = await db
    .insert(evaluations)
    .values({
      ...about,
      evaluatorOrgId: agency.id,
      purpose: '转化交易',
      state: 'issued',
      evidence: { technical: '检测报告' },
      conclusion: '可以转化',
      issuedOn: '2026-11-01',
      openedAt: ctx.now(),
      requestedBy: person.id,
    })
    .returning();
  await db.insert(evaluationExperts).values({
    evaluationId: report!.id,
    userId: (await makePerson(db, null)).id,
    state: 'scored',
    scores: { technical: 80 },
    comment: '只给评价机构看',
    invitedBy: person.id,
  });
  await db.insert(trlAssessments).values({
    ...about,
    answers: [{ level: 1, isMet: true, evidence: '报告' }],
    level: 1,
    state: 'confirmed',
    note: '内部说明',
    assessedBy: person.id,
  });
  const outside = JSON.stringify(await evaluationPage(ctx, record.no));
  expect(outside).not.toMatch(/可以转化|检测报告|"报告"|只给评价机构看|内部说明/);
  const member = await asActor(ctx, await makePerson(db, agency));
  const page = await evaluationPage(member, record.no);
  expect(keysIn(page)).toEqual(
    listed(`feedback[] no versionNow isSignedIn reach name trl.level trl.evaluationId trl.answers.level trl.answers.isMet trl.answers.evidence
      trl.versionN trl.confirmedBy.org trl.confirmedBy.person trl.confirmedOn trl.source trl.assessor trl.assessedOn
      issued.id issued.evaluator issued.isSample issued.purpose issued.issuedOn issued.versionN issued.conclusion
      issued.wordReach issued.fileReach issued.isOpened issued.trlLevel issued.trlGround
      issued.reportFileId issued.evidence.technical issued.panelSize issued.papers[]
      issued.spread.key issued.spread.low issued.spread.middle issued.spread.high issued.spread.scores`),
  );
  const { standing } = await achievementPage(ctx, record.no, 'https://chengguo.example');
  expect(keysIn(standing.latest)).toEqual(
    listed(`evaluator isSample issuedOn panelSize
      spread.key spread.low spread.middle spread.high spread.scores`),
  );
  expect(JSON.stringify(page)).not.toMatch(/只给评价机构看|内部说明/);
});

test('the pages of a unit and of an expert send what they show', async () => {
  const { unit, record } = await scene();
  expect(keysIn(await getPublicUnit(ctx, unit.uscc))).toEqual(
    listed(`unit.id unit.name unit.kind unit.regionCode unit.intro unit.isSample unit.uscc achievements listed licences
      replies.asked replies.answered replies.medianHours replies.ratePpm trust trades[] people.name people.title people.works`),
  );
  const { rows, ...expert } = await expertPage(ctx, { uscc: unit.uscc, name: '示例甲' });
  expect(rows.map(({ to }) => to)).toEqual([`/achievements/${record.no}`]);
  expect(keysIn(expert)).toEqual(
    listed(`name title unit.id unit.name unit.uscc unit.isSample askFor licences listed isOwn today
      replies.asked replies.answered replies.medianHours replies.ratePpm fields.code fields.label fields.n keywords`),
  );
});

const tradeKeys = `
  id no state versionN object payTerms qualification askFen stepFen depositFen announcedAt applyUntil biddingAt closesAt
  currentFen bidN extensions priceFen noticeUntil endedAt openedAt plannedClosesAt lateBecause achievementNo achievementName isSample
  orgName undoneAt`;

test('the page of a trade names no bidder and no floor; the list says no more of each', async () => {
  const { trade, bidders } = await makeTrade(ctx, 2, { floorFen: 50_000_000n });
  const sent = await publicTrade(ctx, trade.no);
  const ofBidding = 'bids.n bids.bidder bids.amountFen bids.at bids.isExtending';
  const ofReader =
    'qualified winner application payTo isLeading isWinner dealId isUnit mayApply mayDecide signBy maySee';
  expect(keysIn(sent)).toEqual(listed(`${tradeKeys} ${ofReader} bids[] objections[]`));
  clock.moveDays(8);
  await placeBid(bidders[0]!.ctx, { tradeId: trade.id, amountFen: 58_000_000n, isMeant: false });
  expect(keysIn(await publicTrade(ctx, trade.no))).toEqual(
    listed(`${tradeKeys} ${ofBidding} ${ofReader} objections[]`),
  );
  const { running } = await listPublicTrades(ctx);
  expect(keysIn(running)).toEqual(listed(tradeKeys));
});
