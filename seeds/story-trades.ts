import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import { openTradeInput } from '#app/domain/trade-input.ts';
import { listAchievement } from '#app/services/listings/list-achievement.server.ts';
import { acceptNda } from '#app/services/nda-rooms/accept-nda.server.ts';
import { openDocument } from '#app/services/nda-rooms/open-document.server.ts';
import { proposeNda } from '#app/services/nda-rooms/propose-nda.server.ts';
import { shareDocument } from '#app/services/nda-rooms/share-document.server.ts';
import { advanceTrade } from '#app/services/trades/advance-trade.server.ts';
import { applyToTrade } from '#app/services/trades/apply-to-trade.server.ts';
import { qualifyApplication } from '#app/services/trades/decide-application.server.ts';
import { endDeposit } from '#app/services/trades/keep-deposit.server.ts';
import { openTrade } from '#app/services/trades/open-trade.server.ts';
import type { Trade } from '#app/services/trades/own-trade.server.ts';
import { placeBid } from '#app/services/trades/place-bid.server.ts';
import { deals } from '#db/schema/index.ts';
import { addDays } from '#app/domain/days.ts';
import type { Story, Teller } from './story-steps.ts';

interface Announced {
  readonly achievement: string;
  readonly price: string;
  readonly step: string;
  readonly deposit: string;
  readonly object: string;
  readonly qualification: string;
  /** Days from the notice to the end of applications, and to the bidding. */
  readonly applyDays: number;
  readonly biddingDays: number;
}

async function announce(tell: Teller, unit: string, about: Announced): Promise<Trade> {
  const officer = await tell.as(`${unit}-officer`);
  const terms = listingInput(7).parse({
    modes: ['LIC_NON'],
    pricing: 'exchange',
    priceKind: 'fixed',
    min: about.price,
  });
  const listing = await listAchievement(officer, { id: tell.idOf('achievement', about.achievement), terms });
  const today = tell.today();
  const { key: _key, ...notice } = openTradeInput(today).parse({
    object: about.object,
    payTerms: '签约后 15 日内付一半，资料交付验收后 15 日内付清。',
    qualification: about.qualification,
    ask: about.price,
    step: about.step,
    deposit: about.deposit,
    floor: '',
    applyUntilOn: addDays(today, about.applyDays),
    biddingOn: addDays(today, about.biddingDays),
    biddingTime: '09:30',
    minutes: '60',
    resultDays: '5',
  });
  return openTrade(officer, { listingId: listing.id, terms: notice });
}

const apply = async (tell: Teller, tradeId: string, company: string, statement: string) =>
  applyToTrade(await tell.as(`${company}-officer`), { tradeId, statement });

const qualify = async (tell: Teller, tradeId: string, applicationId: string, depositReference: string) =>
  qualifyApplication(await tell.as('longyuan-officer'), {
    tradeId,
    applicationId,
    depositOn: tell.today(),
    depositReference,
  });

/** Three enterprises bid for a rotor; a bid in the last minutes moved the end; sold and to be put into a contract. */
export async function* rotorTrade(tell: Teller): Story {
  yield '2026-10-09 10:00';
  const { id: tradeId } = await announce(tell, 'longyuan', {
    achievement: 'vac-rotor',
    price: '68',
    step: '2',
    deposit: '6',
    object: '转子型线设计与配套加工工艺的普通许可，中国境内，五年，用于干式螺杆真空泵。',
    qualification: '有真空设备生产能力的企业，近三年没有行政处罚。',
    applyDays: 7,
    biddingDays: 11,
  });
  yield '2026-10-12 15:00';
  const first = await apply(tell, tradeId, 'qiongzhen', '本公司年产真空泵 3000 台，拟用于新一代干泵。');
  yield '2026-10-13 09:20';
  const second = await apply(tell, tradeId, 'zhusha', '本公司为电池产线配套真空系统，拟自产干泵。');
  yield '2026-10-15 16:30';
  await qualify(tell, tradeId, first.id, 'LS20261014-01');
  await qualify(tell, tradeId, second.id, 'LS20261015-03');
  yield '2026-10-20 09:30';
  await advanceTrade(tell.platform(), tradeId);
  const bids = [
    ['09:34', 'qiongzhen', 68],
    ['09:41', 'zhusha', 70],
    ['10:12', 'qiongzhen', 74],
    ['10:27', 'zhusha', 76],
    ['10:30', 'qiongzhen', 80],
  ] as const;
  for (const [time, company, wan] of bids) {
    yield `2026-10-20 ${time}`;
    await placeBid(await tell.as(`${company}-officer`), {
      tradeId,
      amountFen: BigInt(wan) * 1_000_000n,
      isMeant: false,
    });
  }
  yield '2026-10-20 10:36';
  await advanceTrade(tell.platform(), tradeId);
  yield '2026-10-22 15:00';
  await endDeposit(await tell.as('longyuan-officer'), {
    tradeId,
    applicationId: second.id,
    way: 'return',
    on: tell.today(),
    reference: 'TK20261022-01',
    note: '',
  });
  yield '2026-10-26 00:01';
  await advanceTrade(tell.platform(), tradeId);
}

/** Its notice stands; one enterprise is qualified, one waits for the unit's answer. */
export async function* crackTrade(tell: Teller): Story {
  yield '2026-11-16 09:30';
  const { id: tradeId } = await announce(tell, 'longyuan', {
    achievement: 'petro-crack',
    price: '45',
    step: '1',
    deposit: '4',
    object: '检测算法、探头结构和判定软件的普通许可，甘肃、青海、新疆三省区，五年。',
    qualification: '从事石化设备检测或运行维护的企业。',
    applyDays: 12,
    biddingDays: 15,
  });
  yield '2026-11-18 11:00';
  const first = await apply(tell, tradeId, 'lianjiang', '本公司负责两套装置的设备检测，拟用于高温管线在线检测。');
  yield '2026-11-19 10:10';
  await qualify(tell, tradeId, first.id, 'LS20261119-02');
  yield '2026-11-20 16:40';
  await apply(tell, tradeId, 'shuyue', '本公司锅炉和压力管道每年都要检测，拟自用。');
}

/** The running licence has its know-how in an NDA room that the licensee reads. */
export async function* starchRoom(tell: Teller): Story {
  yield '2026-11-09 10:00';
  const unit = await tell.as('longyuan-officer');
  const ofAchievement = eq(deals.achievementId, tell.idOf('achievement', 'potato-protein'));
  const [deal] = await tell
    .platform()
    .db.select({ id: deals.id })
    .from(deals)
    .where(and(ofAchievement, eq(deals.state, 'performing')));
  if (deal === undefined) throw new AppError('not_found');
  const dealId = deal.id;
  const { id: ndaId, sha256 } = await proposeNda(unit, {
    dealId,
    purpose: '在本厂蛋白回收线上试用和改进',
    years: 5,
    extra: '',
  });
  await acceptNda(await tell.as('longyuan-approver'), { dealId, ndaId, sha256 });
  const recipe = await shareDocument(unit, {
    dealId,
    title: '两级絮凝配方与加药曲线',
    note: '只限工艺负责人阅读。',
    file: await tell.paper('两级絮凝配方与加药曲线', '一级：阳离子型，6–8 毫克/升', '二级：按浊度反馈'),
  });
  await shareDocument(unit, {
    dealId,
    title: '离心机改造图',
    note: '',
    file: await tell.paper('离心机改造图', '转鼓、差速器与出料口尺寸'),
  });
  yield '2026-11-10 09:15';
  await acceptNda(await tell.as('shuyue-owner'), { dealId, ndaId, sha256 });
  yield '2026-11-10 14:26';
  await openDocument(await tell.as('shuyue-officer'), { dealId, documentId: recipe.id });
  yield '2026-11-17 08:52';
  await openDocument(await tell.as('shuyue-owner'), { dealId, documentId: recipe.id });
}
