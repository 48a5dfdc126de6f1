import { and, eq, getTableColumns, like, max, sum } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { attachmentsPage } from '#app/services/attachments/queries.server.ts';
import { getCorrectionPage } from '#app/services/corrections/queries.server.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { composerPage } from '#app/services/contracts/composer-queries.server.ts';
import { termsPage } from '#app/services/contracts/terms-queries.server.ts';
import { trialPage } from '#app/services/contracts/trial-queries.server.ts';
import { listRegistry, listServing } from '#app/services/brokers/registry-queries.server.ts';
import { getCourse } from '#app/services/bounties/course-queries.server.ts';
import { getPanel } from '#app/services/bounties/panel-queries.server.ts';
import { getBounty } from '#app/services/bounties/queries.server.ts';
import { contractPage } from '#app/services/contracts/queries.server.ts';
import { reachDeal } from '#app/services/deals/reach-deal.server.ts';
import { listTodos } from '#app/services/desk/queries.server.ts';
import { esignPage } from '#app/services/esign/queries.server.ts';
import { disabledEsign } from '#app/services/esign/provider.server.ts';
import { listApplicationsToDecide } from '#app/services/exports/queries.server.ts';
import { getEvaluation } from '#app/services/evaluations/evaluation-queries.server.ts';
import { getOwnEvaluation } from '#app/services/evaluations/queries.server.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { listOwnShares } from '#app/services/distributions/queries.server.ts';
import { distributionPage, sharePage } from '#app/services/distributions/steps-queries.server.ts';
import { publicFigures } from '#app/services/figures/public-figures.server.ts';
import { listUninvoiced } from '#app/services/invoices/list-uninvoiced.server.ts';
import { listOwnListings } from '#app/services/listings/queries.server.ts';
import { getNdaRoom } from '#app/services/nda-rooms/queries.server.ts';
import { listOwnPatents } from '#app/services/patents/queries.server.ts';
import { listDuties } from '#app/services/projects/queries.server.ts';
import { getObligation } from '#app/services/payments/queries.server.ts';
import { getReceipt } from '#app/services/payments/receipt-queries.server.ts';
import { sweepDeadlines } from '#app/services/platform/sweep-deadlines.server.ts';
import { moneyOverview } from '#app/services/payments/money-overview.server.ts';
import { approvalPage } from '#app/services/approvals/queries.server.ts';
import { waitingAmendment } from '#app/services/contracts/take-amendment-effect.server.ts';
import { creditPage } from '#app/services/credits/credit-page.server.ts';
import { getOwnAchievement } from '#app/services/achievements/queries.server.ts';
import { getReviewCase, listReviewWork } from '#app/services/reviews/queries.server.ts';
import { statementOf } from '#app/services/royalties/queries.server.ts';
import { getOwnTrade, getPublicTrade } from '#app/services/trades/queries.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import {
  allocations,
  auditLines,
  contracts,
  creditUses,
  deals,
  distributions,
  distributionShares,
  ledgerEntries,
  mandates,
  milestones,
  notices,
  obligations,
  publicities,
  receipts,
  royaltyStatements,
  writeOffs,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { openSearch } from '#search/index.server.ts';
import type { DemoWorld } from './demo-world.ts';
import { seedDemo } from './demo.ts';
import { asActor, makeContext } from './make.ts';
import { codeLists } from './reference/all.ts';

const today = '2026-11-21';
const { db, sql } = await testDatabase();
const esign = { ...disabledEsign, isEnabled: true, name: '法大大' };
const ctx: Context = makeContext(db, { search: openSearch({ db }), esign });
let world: DemoWorld | null = null;

const seed = () => seedDemo(ctx, { log: () => {}, connectAccount: async (name) => `acct_${name}` });
const as = async (key: string) => asActor(ctx, world?.people.get(key) ?? { id: '' });
const todosOf = async (key: string) => (await listTodos(await as(key))).map(({ kind, title }) => `${kind} ${title}`);

beforeAll(async () => {
  await writeCodeLists(ctx, codeLists);
  world = await seed();
});

test('the demo world is told once, and all of it before now', async () => {
  const lines = await db.$count(auditLines);
  expect(await seed()).toBeNull();
  expect(await db.$count(auditLines)).toBe(lines);
  for (const [table, [row]] of [
    ['audit', await db.select({ at: max(auditLines.at) }).from(auditLines)],
    ['notices', await db.select({ at: max(notices.createdAt) }).from(notices)],
    ['ledger', await db.select({ at: max(ledgerEntries.occurredAt) }).from(ledgerEntries)],
  ] as const) {
    expect(row?.at && row.at < ctx.now(), `${table}: ${row?.at?.toISOString()}`).toBe(true);
  }
});

test('the books follow the facts', async () => {
  expect(await verifyLedger(sql)).toEqual([]);
  expect(await verifyClaims(sql)).toEqual([]);
  // Every claim, confirmed receipt, invoice, credit and set-off in both books, every distribution, payout, commission, tax and
  // write-off in the unit's.
  expect(await db.$count(ledgerEntries)).toBe(12 * 2 + 8 * 2 + 2 * 2 + 2 * 2 + 1 * 2 + 4 + 3 + 1 + 1);
});

test('signed is not received', async () => {
  const { signedFen, receivedFen } = await publicFigures(ctx);
  // The last one came out of 揭榜挂帅: 80 and 140 万元 of milestones.
  expect(signedFen).toBe(70_0000_00n + 95_0000_00n + 46_0000_00n + 40_0000_00n + 220_0000_00n);
  expect(receivedFen).toBe(
    20_0000_00n + 20_0000_00n + 2_5000_00n + 25_0000_00n + 16_0000_00n + 8_0000_00n + 3_6000_00n + 18_0000_00n,
  );
});

test('talks and contracts stand in every state that somebody should see', async () => {
  const dealStates = (await db.select({ state: deals.state }).from(deals)).map(({ state }) => state).sort();
  expect(dealStates).toEqual([
    'contracting',
    'contracting',
    'contracting',
    'contracting',
    'contracting',
    'declined',
    'performing',
    'performing',
    'performing',
    'performing',
    'performing',
    'requested',
    'talking',
    'talking',
  ]);
  const [declined] = await db.select().from(deals).where(eq(deals.state, 'declined'));
  expect(declined?.declineReason).toBe('too_early');
  const [asked] = await db.select().from(deals).where(eq(deals.state, 'requested'));
  expect(asked && asked.replyDueAt > ctx.now()).toBe(true);

  const rows = await db.select().from(contracts);
  const stateOf = new Map(rows.map(({ title, state, proposedBySide }) => [title, `${state} ${proposedBySide}`]));
  expect(Object.fromEntries(stateOf)).toEqual({
    马铃薯淀粉工艺水蛋白提取与回用成套工艺: 'performing licensor',
    退役电池模组柔性拆解与电芯快速分选: 'performing licensor',
    深部矿山微震监测与岩爆短临预警: 'performing licensor',
    中药材干燥水分与有效成分近红外在线检测仪: 'signing licensor',
    锂电铜箔针孔高速在线检测与标记系统: 'publicity licensor',
    真空冷冻干燥终点判断与能耗优化控制: 'offered licensee',
    薯渣与余水混合固态发酵制反刍饲料: 'offered licensor',
    煤矸石烧结自保温砌块与余热回收: 'performing licensor',
    波动风光电源碱性制氢低铂电极: 'signing licensor',
    曲拉干酪素乳清脱盐与乳清多肽联产工艺: 'performing licensee',
  });
  const [publicity] = await db.select().from(publicities).where(eq(publicities.state, 'running'));
  const day = diffDays(dayOf(publicity?.startedAt ?? ctx.now()), today);
  expect(day).toBeGreaterThanOrEqual(5);
  expect(day).toBeLessThanOrEqual(9);
});

test('a contract stands in signing at the provider: both have agreed and named their signers', async () => {
  const isDryer = and(eq(contracts.state, 'signing'), like(contracts.title, '中药材干燥%'));
  const [row] = await db.select().from(contracts).where(isDryer);
  const { flow, standing } = await esignPage(await as('longyuan-approver'), row?.id ?? '');
  expect({ standing, state: flow?.state }).toEqual({ standing: 'open', state: 'preparing' });
  expect(flow?.signers.map(({ side, signerName }) => [side, signerName])).toEqual([
    ['licensor', '祁望川'],
    ['licensee', '安若禾'],
  ]);
});

test('a milestone waits for its acceptance, a claim is overdue, a payment for its confirmation', async () => {
  const waiting = await db.select().from(milestones).where(eq(milestones.state, 'submitted'));
  expect(waiting.map(({ position, acceptDueAt }) => [position, acceptDueAt && dayOf(acceptDueAt)])).toEqual([
    [3, '2026-12-01'],
  ]);
  const claims = await db
    .select({ label: obligations.label, dueOn: obligations.dueOn, paid: allocations.id, creditedBy: creditUses.id })
    .from(obligations)
    .leftJoin(allocations, eq(allocations.obligationId, obligations.id))
    .leftJoin(creditUses, eq(creditUses.obligationId, obligations.id));
  const open = claims.filter(({ paid, creditedBy }) => paid === null && creditedBy === null);
  const late = open.filter(({ dueOn }) => dueOn < today).map(({ label }) => label);
  // The second was taken out of the book; the company owes it still.
  expect(late.toSorted()).toEqual(['违约金 里程碑 1：三种模组拆解验证', '里程碑 2：单线样机完成'].toSorted());
  const dead = await db.select().from(writeOffs);
  expect(dead.map(({ state, amountFen }) => [state, amountFen])).toEqual([['approved', 1_250_00n]]);
  const claimed = await db.select().from(receipts).where(eq(receipts.state, 'claimed'));
  expect(claimed.map(({ amountFen }) => amountFen)).toEqual([40_0000_00n]);
  const ofStarch = and(eq(royaltyStatements.contractId, contracts.id), like(contracts.title, '马铃薯%'));
  const statements = await db
    .select({ ...getTableColumns(royaltyStatements) })
    .from(royaltyStatements)
    .innerJoin(contracts, ofStarch);
  expect(statements.map(({ period, dueFen, state }) => [period, dueFen, state])).toEqual([
    // Paid, and asked about since.
    ['2026Q2', 2_5000_00n, 'queried'],
  ]);
});

test('a correction took back a milestone of sales: its credit is used in part, and a signed change waits for its day', async () => {
  const [contract] = await db.select().from(contracts).where(like(contracts.title, '煤矸石%'));
  const contractId = contract?.id ?? '';
  const [sales] = await db
    .select({ state: milestones.state })
    .from(milestones)
    .where(and(eq(milestones.contractId, contractId), eq(milestones.position, 2)));
  expect(sales).toEqual({ state: 'pending' });
  const { lines, sums } = await creditPage(await as('yuanzhu-finance'), contractId);
  expect(lines.map(({ raisedFen, setOffFen }) => raisedFen ?? setOffFen)).toHaveLength(3);
  expect(sums).toMatchObject({
    raisedFen: 18_0000_00n + 1_9200_00n,
    ofMilestonesFen: 18_0000_00n,
    setOffFen: 5_7000_00n,
    leftFen: 14_2200_00n,
  });
  const [payer, payee] = [await as('yuanzhu-finance'), await as('longyuan-finance')];
  expect((await moneyOverview(ctx, payer.actor.org?.orgId ?? '')).asPayer.creditFen).toBe(14_2200_00n);
  expect((await moneyOverview(ctx, payee.actor.org?.orgId ?? '')).asPayee.creditFen).toBe(14_2200_00n);
  const { figures } = await contractPage(payee, contractId);
  expect(figures).toMatchObject({ chargedFen: 15_3800_00n, creditFen: 14_2200_00n, receivedFen: 29_6000_00n });
  // The red letter is of the quarter that became less, not of the credit that paid it.
  expect(figures.invoiceGaps).toEqual({ leftFen: 11_6000_00n, overFen: 1_9200_00n });
  const waiting = await waitingAmendment({ db }, contract!);
  expect(waiting && diffDays(today, waiting.effectiveOn)).toBe(41);
  expect(await todosOf('yuanzhu-finance')).toEqual(['royalty.report 煤矸石烧结自保温砌块与余热回收']);
});

test('an approval stands at its third step, whose decider has it on his desk', async () => {
  const title = '波动风光电源碱性制氢低铂电极';
  const [contract] = await db.select().from(contracts).where(eq(contracts.title, title));
  const { runs } = await approvalPage(await as('longyuan-approver'), contract?.id ?? '');
  expect(runs.map(({ state, steps }) => [state, ...steps.map(({ standing }) => standing)])).toEqual([
    ['open', 'passed', 'passed', 'next'],
  ]);
  expect(runs[0]?.steps.map(({ mayDecide }) => mayDecide)).toEqual([false, false, true]);
  const ofIt = (await todosOf('longyuan-approver')).filter((todo) => todo.endsWith(title));
  expect(ofIt).toEqual([`approval.approver ${title}`]);
  const page = await contractPage(await as('longyuan-approver'), contract?.id ?? '');
  expect(page.deeds).not.toContain('sign');
  expect(page.steps.map(({ place }) => place)).toEqual(['approval']);
  expect((await contractPage(await as('zhusha-owner'), contract?.id ?? '')).deeds).toContain('sign');
});

test('what arrived is shared, proposed or waits; the parts are the whole', async () => {
  const rows = await db
    .select({ state: distributions.state, receiptFen: receipts.amountFen, parts: sum(distributionShares.amountFen) })
    .from(distributions)
    .innerJoin(receipts, eq(receipts.id, distributions.receiptId))
    .innerJoin(distributionShares, eq(distributionShares.distributionId, distributions.id))
    .groupBy(distributions.id, receipts.id);
  for (const { receiptFen, parts } of rows) expect(parts).toBe(String(receiptFen));
  const states = rows.map(({ state }) => state).sort();
  expect(states).toEqual(['confirmed', 'distributed', 'publicity', 'tax_declared', 'tax_declared', 'tax_declared']);
  const confirmed = await db.$count(receipts, eq(receipts.state, 'confirmed'));
  expect(confirmed - rows.length).toBe(2);
});

test('each desk of the demo accounts has something to do', async () => {
  expect(await todosOf('longyuan-officer')).toEqual([
    'project.deposit 沙棘黄酮代谢通路基础研究',
    'obligation.dun 退役电池模组柔性拆解与电芯快速分选',
    'receipt.confirm 退役电池模组柔性拆解与电芯快速分选',
    'sale.sign 复合分子泵转子叶列一体成型与高速平衡',
    'deal.reply 薯渣膳食纤维湿法改性与低能耗干燥工艺',
    'receipt.distribute 煤矸石烧结自保温砌块与余热回收',
    'publicity.end 锂电铜箔针孔高速在线检测与标记系统',
    'trade.qualify 加氢反应器焊缝相控阵超声与爬壁检测机器人',
    'royalty.review 煤矸石烧结自保温砌块与余热回收',
    'receipt.distribute 深部矿山微震监测与岩爆短临预警',
    'achievement.mend 饲草青贮乳酸菌复合菌剂',
    'trade.deposit 复合分子泵转子叶列一体成型与高速平衡',
    'patent.lapse 跨排自移动光伏干式清扫机器人',
    'contract.agree_revised 真空冷冻干燥终点判断与能耗优化控制',
    'distribution.payOut 马铃薯淀粉工艺水蛋白提取与回用成套工艺',
    'approval.approver 波动风光电源碱性制氢低铂电极',
  ]);
  expect(await todosOf('shuyue-officer')).toEqual([
    'trade.pay 加氢反应器焊缝相控阵超声与爬壁检测机器人',
    'royalty.report 马铃薯淀粉工艺水蛋白提取与回用成套工艺',
    'royalty.answer 马铃薯淀粉工艺水蛋白提取与回用成套工艺',
    'milestone.accept 马铃薯淀粉工艺水蛋白提取与回用成套工艺',
    'contract.agree 薯渣与余水混合固态发酵制反刍饲料',
  ]);
  expect(await todosOf('longyuan-approver')).toContain('trl.confirm 真空冷冻干燥终点判断与能耗优化控制');
  expect(await todosOf('qilian-inventor-2')).toEqual(['evaluation.score 真空冷冻干燥终点判断与能耗优化控制']);
  expect(await todosOf('qilian-inventor-3')).toEqual(['evaluation.join 真空冷冻干燥终点判断与能耗优化控制']);
  expect(await todosOf('longyuan-approver')).toContain('distribution.approve 马铃薯淀粉工艺水蛋白提取与回用成套工艺');
  expect(await todosOf('qiandu-broker-1')).toEqual(['mandate.answer 真空冷冻干燥终点判断与能耗优化控制']);
  const sharesOf = async (key: string) => (await listOwnShares(await as(key))).map(({ amountFen }) => amountFen);
  expect(await sharesOf('longyuan-inventor-1')).toEqual([6_036_800n, 6_174_000n, 5_922_000n]);
  expect(await sharesOf('qiandu-broker-1')).toEqual([4_000_00n, 4_000_00n]);
  const broker = await as('qiandu-broker-1');
  const own = await db.select().from(mandates).where(eq(mandates.brokerUserId, broker.actor.userId));
  expect(own.map(({ state }) => state).sort()).toEqual(['active', 'active', 'invited']);
});

/** The query behind each page that a desk leads to: it answers or refuses as the page does. */
const pages: readonly (readonly [RegExp, (reader: ActorContext, id: string) => Promise<unknown>])[] = [
  [/^\/desk\/contracts\/([^/]+)$/, contractPage],
  [/^\/desk\/contracts\/([^/]+)\/statements$/, statementOf],
  [/^\/desk\/contracts\/([^/]+)\/trial$/, trialPage],
  [/^\/desk\/contracts\/([^/]+)\/terms$/, termsPage],
  [/^\/desk\/deals\/([^/]+)$/, reachDeal],
  [/^\/desk\/deals\/([^/]+)\/contract$/, composerPage],
  [/^\/desk\/events\/([^/]+)\/outcome$/, getDeskEvent],
  [/^\/desk\/bounties\/([^/]+)$/, getBounty],
  [/^\/desk\/bounties\/([^/]+)\/panel$/, getPanel],
  [/^\/desk\/bounties\/([^/]+)\/course$/, getCourse],
  [/^\/desk\/contracts\/([^/]+)\/approval$/, approvalPage],
  [/^\/desk\/obligations\/([^/]+)$/, getObligation],
  [/^\/desk\/receipts\/([^/]+)$/, getReceipt],
  [/^\/desk\/distributions\/([^/]+)$/, distributionPage],
  [/^\/desk\/reviews\/achievements\/([^/]+)$/, getReviewCase],
  [
    /^\/desk\/reviews\/achievements\?import=([^/]+)$/,
    (reader, importId) => listReviewWork(reader, { tab: 'waiting', page: 1, importId }),
  ],
  [/^\/desk\/achievements\/([^/]+)$/, getOwnAchievement],
  [/^\/desk\/achievements\/([^/]+)\/correction$/, getCorrectionPage],
  [/^\/desk\/achievements\/([^/]+)\/attachments$/, attachmentsPage],
  [/^\/desk\/shares\/([^/]+)$/, sharePage],
  [/^\/desk\/projects\?q=([^&]+)$/, (reader, words) => listDuties(reader, { tab: 'all', words })],
  [/^\/desk\/projects\?tab=pleaded&q=([^&]+)$/, (reader, words) => listDuties(reader, { tab: 'pleaded', words })],
  [/^\/desk\/(projects)\?tab=overdue$/, (reader) => listDuties(reader, { tab: 'overdue' })],
  [/^\/desk\/(money)#uninvoiced$/, (reader) => listUninvoiced(reader)],
  [/^\/desk\/(listings)\?due=1$/, (reader) => listOwnListings(reader, { isDue: true })],
  [/^\/desk\/(patents)\?tab=lapsed$/, (reader) => listOwnPatents(reader, { tab: 'lapsed', words: '', page: 1 })],
  [/^\/desk\/trades\/([^/]+)$/, getOwnTrade],
  [/^\/trades\/([^/]+)$/, getPublicTrade],
  [/^\/desk\/deals\/([^/]+)\/room$/, getNdaRoom],
  [/^\/desk\/evaluations\/([^/]+)$/, getEvaluation],
  [/^\/desk\/achievements\/([^/]+)\/evaluation$/, getOwnEvaluation],
  [/^\/desk\/(brokers)#served$/, listServing],
  [
    /^\/desk\/(exports)$/,
    async (reader) => {
      if ((await listApplicationsToDecide(reader)).length === 0) throw new AppError('forbidden');
    },
  ],
  [/^\/desk\/(talent)$/, (reader) => listRegistry(reader, { state: null })],
];

test("nothing on anybody's desk leads where he may not go", async () => {
  let followed = 0;
  for (const key of world?.people.keys() ?? []) {
    const reader = await as(key);
    for (const { href, kind } of await listTodos(reader)) {
      const [found] = pages.flatMap(([path, open]) => {
        const id = path.exec(href)?.[1];
        return id === undefined ? [] : [{ open, id }];
      });
      if (found === undefined) throw new Error(`no page is known for ${href}`);
      const answer = await found.open(reader, found.id).catch((error: unknown) => error);
      expect(isAppError(answer) && `${key}: ${kind} ${href} ${answer.code}`).toBe(false);
      followed += 1;
    }
  }
  expect(followed).toBeGreaterThan(60);
});

test('the desk of a payee presses for what is owed and late; who may not see money has no such row', async () => {
  const later = { ...ctx, now: () => new Date(ctx.now().getTime() + 60 * 86_400_000) };
  const at = async (key: string) => asActor(later, world?.people.get(key) ?? { id: '' });
  const kinds = async (key: string) => (await listTodos(await at(key))).map((todo) => todo.kind);
  expect(await kinds('longyuan-finance')).toContain('obligation.dun');
  expect(await kinds('longyuan-officer')).toContain('obligation.dun');
  expect((await kinds('longyuan-inventor-1')).filter((kind) => /obligation|receipt|royalty/.test(kind))).toEqual([]);
  const dated = (await listTodos(await at('longyuan-finance'))).flatMap((todo) => todo.dueAt?.getTime() ?? []);
  expect(dated).toEqual(dated.toSorted((a, b) => a - b));
});

test('nothing in the story has fallen due unnoticed: the first sweep finds nothing to do', async () => {
  expect(await sweepDeadlines(ctx)).toBe(0);
});
