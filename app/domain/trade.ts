import { type EventOf, machine, statesWith } from './machine.ts';

/**
 * 挂牌交易: the price is found in public (促进科技成果转化法 art. 18). Not 平台挂牌, which only shows an achievement for trade.
 * A notice stands while applications come in; two or more qualified bidders bid against each other on the server's time, a
 * single one takes it at the asked price; the result stands open to objection before a contract is drafted.
 */
export const tradeMachine = machine({
  name: 'trade',
  initial: 'announced',
  states: {
    announced: {
      label: '征集意向',
      is: ['live'],
      on: {
        open: { to: 'bidding', by: ['system'], says: '两家以上合格，网络竞价开始' },
        single: { to: 'noticed', by: ['system'], says: '只有一家合格，按挂牌价成交，进入结果公示' },
        fail: { to: 'failed', by: ['system'], says: '没有合格的意向方，本次未成交' },
        withdraw: { to: 'withdrawn', by: ['officer'], says: '竞价开始前撤回公告' },
        uphold: { to: 'withdrawn', by: ['approver'], says: '异议成立，撤回公告' },
        halt: { to: 'withdrawn', by: ['system'], says: '成果撤下，交易随之停止' },
        overtake: { to: 'withdrawn', by: ['system'], says: '成果的权利依更早签的合同归了别人，交易随之停止' },
      },
    },
    bidding: {
      label: '竞价中',
      is: ['live'],
      on: {
        settle: { to: 'noticed', by: ['system'], says: '竞价截止，最高有效报价成交，进入结果公示' },
        fail: { to: 'failed', by: ['system'], says: '没有人报价，或没有达到保留价' },
        halt: { to: 'withdrawn', by: ['system'], says: '成果撤下，交易随之停止' },
        overtake: { to: 'withdrawn', by: ['system'], says: '成果的权利依更早签的合同归了别人，交易随之停止' },
      },
    },
    noticed: {
      label: '结果公示',
      is: ['live', 'result'],
      on: {
        conclude: { to: 'concluded', by: ['system'], says: '公示期满无异议，成交，双方起草合同' },
        uphold: { to: 'voided', by: ['approver'], says: '异议成立，结果作废' },
        halt: { to: 'voided', by: ['system'], says: '成果撤下，结果作废' },
        overtake: { to: 'voided', by: ['system'], says: '成果的权利依更早签的合同归了别人，结果作废' },
      },
    },
    concluded: {
      label: '已成交',
      is: ['sold', 'result'],
      on: {
        dissolve: { to: 'dissolved', by: ['approver'], says: '成交方不签约或者不履行，经审批解除成交，可以另行处分' },
        perform: { to: 'performed', by: ['approver'], says: '双方在平台外签约履行，经审批登记' },
      },
    },
    performed: {
      label: '已履行',
      is: ['sold', 'result'],
      on: { dissolve: { to: 'dissolved', by: ['approver'], says: '登记有误，或者平台外的合同结束了，经审批解除成交' } },
    },
    dissolved: { label: '成交已解除', final: true },
    failed: { label: '未成交', final: true },
    withdrawn: { label: '已撤回', final: true },
    voided: { label: '结果作废', final: true },
  },
});
export type TradeState = keyof typeof tradeMachine.states;
export type TradeEvent = EventOf<typeof tradeMachine>;

/** 意向登记: who wants to bid, and whether the owner finds him qualified. */
export const tradeApplicationMachine = machine({
  name: 'trade_application',
  initial: 'submitted',
  states: {
    submitted: {
      label: '待审核',
      is: ['standing'],
      on: {
        qualify: { to: 'qualified', by: ['officer'], says: '资格合格、保证金已到账，取得竞买号' },
        refuse: { to: 'refused', by: ['officer'], says: '不合格，写明理由' },
        withdraw: { to: 'withdrawn', by: ['applicant'], says: '撤回意向' },
      },
    },
    qualified: {
      label: '合格',
      is: ['standing'],
      on: {
        refuse: { to: 'refused', by: ['officer'], says: '取消资格，写明理由' },
        withdraw: { to: 'withdrawn', by: ['applicant'], says: '竞价开始前退出' },
      },
    },
    refused: { label: '不合格', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
});
export type TradeApplicationState = keyof typeof tradeApplicationMachine.states;
export type TradeApplicationEvent = EventOf<typeof tradeApplicationMachine>;

/** 拍卖: done by a licensed house elsewhere (拍卖法); its notice and its 成交确认书 are recorded here. */
export const auctionMachine = machine({
  name: 'auction',
  initial: 'announced',
  states: {
    announced: {
      label: '拍卖公告',
      is: ['live'],
      on: {
        sell: { to: 'sold', by: ['officer'], says: '登记成交确认书' },
        fail: { to: 'unsold', by: ['officer'], says: '无人应价，登记流拍' },
        withdraw: { to: 'withdrawn', by: ['officer'], says: '撤回委托' },
      },
    },
    sold: {
      label: '已拍定',
      on: {
        correct: { to: 'sold', by: ['approver'], says: '合同起草以前更正成交登记，经审批，原来的留存' },
        dissolve: { to: 'dissolved', by: ['approver'], says: '买受人不履行，经审批解除成交，可以另行处分' },
        perform: { to: 'performed', by: ['approver'], says: '双方在平台外签约履行，经审批登记' },
      },
    },
    performed: {
      label: '已履行',
      on: { dissolve: { to: 'dissolved', by: ['approver'], says: '登记有误，或者平台外的合同结束了，经审批解除成交' } },
    },
    dissolved: { label: '成交已解除', final: true },
    unsold: { label: '流拍', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
});
export type AuctionState = keyof typeof auctionMachine.states;

/** Fewest days that a notice stands before applications end, and a result before it is final. */
export const tradeNoticeDays = 5;
export const tradeResultDays = 3;
/** 拍卖法 art. 45 and 48: the notice at least 7 days before the sale, viewing at least 2 days. */
export const auctionNoticeDays = 7;
export const auctionViewingDays = 2;
/** A bid in the last minutes moves the end, so that nobody wins by being last. */
export const extensionMinutes = 5;
/** So often at most: an auction ends. */
export const mostExtensions = 60;

interface Bidding {
  readonly askFen: bigint;
  readonly stepFen: bigint;
  readonly currentFen: bigint | null;
}

/** The least that the next bid must be: the asked price first, then the highest bid and a step. 100, 5, 120 → 125. */
export const leastBid = ({ askFen, stepFen, currentFen }: Bidding): bigint =>
  currentFen === null ? askFen : currentFen + stepFen;

/** Buttons for the next bids: the least one, and one and four steps more. 100, 5, 120 → 125, 130, 145. */
export const offeredBids = (bidding: Bidding): bigint[] =>
  [0n, 1n, 4n].map((steps) => leastBid(bidding) + steps * bidding.stepFen);

/** A bid this high asks whether it is meant: more than twice what is needed (a zero too many). */
export const isSteepBid = (bidding: Bidding, amountFen: bigint): boolean => amountFen > 2n * leastBid(bidding);

/**
 * When bidding ends after a bid at `at`: a bid within the last five minutes leaves five minutes from itself, up to the most
 * extensions. Ends 10:00, bid 9:57 → 10:02; bid 9:50 → 10:00.
 */
export function closesAfterBid(at: Date, closesAt: Date, extensions: number): Date {
  const wanted = at.getTime() + extensionMinutes * 60_000;
  return extensions < mostExtensions && wanted > closesAt.getTime() ? new Date(wanted) : closesAt;
}

interface Gathering {
  readonly state: TradeState;
  readonly applyUntil: Date;
  readonly biddingAt: Date;
}

/**
 * True until it is time to bid: bidders step back, the unit lets them in, throws them out and takes its notice back. An open
 * objection, or a sweep that is late, holds the state up, never the clock. Bidding at 9:00: 8:59 true, 9:00 false.
 */
export const isGathering = ({ state, biddingAt }: Omit<Gathering, 'applyUntil'>, now: Date): boolean =>
  state === 'announced' && now < biddingAt;

/** True while enterprises may say that they want to bid: to the end of the announced moment. */
export const isApplying = (trade: Gathering, now: Date): boolean => isGathering(trade, now) && now <= trade.applyUntil;

/** True of an applicant whom nobody decided about before it was time to bid: he takes no part, and owes no deposit. */
export const hasLapsed = (
  application: TradeApplicationState,
  trade: Pick<Gathering, 'state' | 'biddingAt'>,
  now: Date,
): boolean => application === 'submitted' && !isGathering(trade, now);

/** States in which a trade has a result that stands or may come to stand: a price and who takes it. */
export const resultTradeStates: readonly TradeState[] = statesWith(tradeMachine, 'result');

/** True of a result without a bid: one party qualified, and takes it at the asked price. */
export const isSingleResult = (trade: {
  readonly state: TradeState;
  readonly priceFen: bigint | null;
  readonly bidN: number;
}): boolean => resultTradeStates.includes(trade.state) && trade.priceFen !== null && trade.bidN === 0;

/** What a page says of a trade's money: what it was sold for while that stands, what is offered while people bid, else the asked price. */
export function shownPrice({
  state,
  askFen,
  currentFen,
  priceFen,
}: {
  readonly state: TradeState;
  readonly askFen: bigint;
  readonly currentFen: bigint | null;
  readonly priceFen: bigint | null;
}): { readonly label: '挂牌价' | '最高报价' | '公示中的价格' | '成交价'; readonly fen: bigint } {
  // Not sold yet: an objection may end it.
  if (state === 'noticed' && priceFen !== null) return { label: '公示中的价格', fen: priceFen };
  if (resultTradeStates.includes(state) && priceFen !== null) return { label: '成交价', fen: priceFen };
  const hasEnded = state === 'voided' || state === 'dissolved';
  return currentFen === null || hasEnded ? { label: '挂牌价', fen: askFen } : { label: '最高报价', fen: currentFen };
}

/** True while bids count: bidding has begun, and its end, moved by late bids, has not come. */
export const isBiddable = (trade: { readonly state: TradeState; readonly closesAt: Date }, now: Date): boolean =>
  trade.state === 'bidding' && now < trade.closesAt;

/** True while objections may be filed: against the notice until it is time to bid, against the result while it stands. */
export const isTradeObjectable = (
  trade: { readonly state: TradeState; readonly biddingAt: Date; readonly noticeUntil: Date | null },
  now: Date,
): boolean =>
  isGathering(trade, now) || (trade.state === 'noticed' && trade.noticeUntil !== null && now < trade.noticeUntil);

/** Why bidding began later than announced: an objection was not answered, or nothing ran that opens it (the platform stood still, or the demo's clock was moved). */
export const lateCauses = ['objection', 'platform'] as const;
export type LateCause = (typeof lateCauses)[number];

/** Bidding that opens this much after its time has its whole length from then on; within it the sweep of the minute is in time. */
const lateAfterMs = 60_000;

/**
 * When bidding that opens at `now` ends, and why it is late; null where it opens in time. It has its whole length. Announced 9:00 to
 * 10:00, opened on another day at 14:00 after an objection was answered → ends 15:00, `objection`.
 */
export function lateBidding(
  { biddingAt, closesAt }: { readonly biddingAt: Date; readonly closesAt: Date },
  now: Date,
  wasHeldUp: boolean,
): { readonly closesAt: Date; readonly because: LateCause } | null {
  if (now.getTime() - biddingAt.getTime() <= lateAfterMs) return null;
  const length = closesAt.getTime() - biddingAt.getTime();
  return { closesAt: new Date(now.getTime() + length), because: wasHeldUp ? 'objection' : 'platform' };
}

interface Standing {
  readonly state: TradeState;
  readonly biddingAt: Date;
  readonly closesAt: Date;
  readonly noticeUntil: Date | null;
  readonly askFen: bigint;
  readonly currentFen: bigint | null;
  readonly floorFen: bigint | null;
}

/** What time itself makes of a trade: the event that is due at `now`, or null. `open` needs nobody's click. */
export function dueEvent(
  trade: Standing,
  { qualified, openObjections }: { readonly qualified: number; readonly openObjections: number },
  now: Date,
): TradeEvent | null {
  if (trade.state === 'announced' && now >= trade.biddingAt && openObjections === 0) {
    // A single bidder pays the asked price: not where the owner wants more than that.
    const isEnough = trade.floorFen === null || trade.floorFen <= trade.askFen;
    return qualified > 1 ? 'open' : qualified === 1 && isEnough ? 'single' : 'fail';
  }
  if (trade.state === 'bidding' && now >= trade.closesAt) {
    const isReached = trade.currentFen !== null && (trade.floorFen === null || trade.currentFen >= trade.floorFen);
    return isReached ? 'settle' : 'fail';
  }
  const isOver = trade.state === 'noticed' && trade.noticeUntil !== null && now >= trade.noticeUntil;
  return isOver && openObjections === 0 ? 'conclude' : null;
}
