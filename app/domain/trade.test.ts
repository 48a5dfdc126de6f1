import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTradeInput } from './trade-input.ts';
import {
  closesAfterBid,
  dueEvent,
  extensionMinutes,
  isApplying,
  isBiddable,
  isGathering,
  isSteepBid,
  isTradeObjectable,
  lateBidding,
  leastBid,
  mostExtensions,
  offeredBids,
  shownPrice,
} from './trade.ts';

const at = (text: string) => new Date(`2026-12-10T${text}:00+08:00`);

describe('the clock, not the state alone,', () => {
  const trade = { applyUntil: at('08:00'), biddingAt: at('09:00'), closesAt: at('10:00'), noticeUntil: null };
  const announced = { ...trade, state: 'announced' } as const;
  const says = (given: Parameters<typeof isApplying>[0] & typeof trade, time: string) => [
    isApplying(given, at(time)),
    isGathering(given, at(time)),
    isBiddable(given, at(time)),
    isTradeObjectable(given, at(time)),
  ];

  test('ends the gathering of bidders, and what may be done in it', () => {
    expect(says(announced, '08:00')).toEqual([true, true, false, true]);
    expect(says(announced, '08:01')).toEqual([false, true, false, true]);
    expect(says(announced, '09:00')).toEqual([false, false, false, false]);
  });

  test('ends the bidding and the notice of the result', () => {
    const bidding = { ...trade, state: 'bidding' } as const;
    expect(says(bidding, '09:59')).toEqual([false, false, true, false]);
    expect(says(bidding, '10:00')).toEqual([false, false, false, false]);
    const noticed = { ...trade, state: 'noticed', noticeUntil: at('12:00') } as const;
    expect([at('11:59'), at('12:00')].map((now) => isTradeObjectable(noticed, now))).toEqual([true, false]);
  });
});

describe('bids', () => {
  test('the first is the asked price at least, the next a step above the highest', () => {
    const bidding = { askFen: 100n, stepFen: 5n };
    expect(leastBid({ ...bidding, currentFen: null })).toBe(100n);
    expect(leastBid({ ...bidding, currentFen: 120n })).toBe(125n);
    expect(offeredBids({ ...bidding, currentFen: 120n })).toEqual([125n, 130n, 145n]);
    expect(isSteepBid({ ...bidding, currentFen: 120n }, 250n)).toBe(false);
    expect(isSteepBid({ ...bidding, currentFen: 120n }, 1250n)).toBe(true);
  });

  test('one in the last five minutes leaves five minutes from itself; earlier ones move nothing', () => {
    expect(closesAfterBid(at('09:50'), at('10:00'), 0)).toEqual(at('10:00'));
    expect(closesAfterBid(at('09:57'), at('10:00'), 0)).toEqual(at('10:02'));
    expect(closesAfterBid(at('09:57'), at('10:00'), mostExtensions)).toEqual(at('10:00'));
  });

  test('the end never comes earlier, and an extended one leaves exactly the extension', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_600_000 }), fc.nat(mostExtensions), (left, extensions) => {
        const now = at('10:00');
        const closes = new Date(now.getTime() + left);
        const after = closesAfterBid(now, closes, extensions);
        expect(after.getTime()).toBeGreaterThanOrEqual(closes.getTime());
        if (after > closes) expect(after.getTime() - now.getTime()).toBe(extensionMinutes * 60_000);
      }),
    );
  });
});

describe('what time makes of a trade', () => {
  const trade = {
    state: 'announced' as const,
    biddingAt: at('09:30'),
    closesAt: at('10:00'),
    noticeUntil: null,
    askFen: 100n,
    currentFen: null,
    floorFen: null,
  };
  const facts = { qualified: 2, openObjections: 0 };

  test('nothing before bidding is to begin, nor while an objection is open', () => {
    expect(dueEvent(trade, facts, at('09:29'))).toBeNull();
    expect(dueEvent(trade, { ...facts, openObjections: 1 }, at('09:30'))).toBeNull();
  });

  test('two bid, one takes it at the asked price, nobody ends it', () => {
    expect([2, 1, 0].map((qualified) => dueEvent(trade, { ...facts, qualified }, at('09:30')))).toEqual([
      'open',
      'single',
      'fail',
    ]);
    // Where the owner wants more than is asked, a single bidder cannot have it.
    expect(dueEvent({ ...trade, floorFen: 101n }, { ...facts, qualified: 1 }, at('09:30'))).toBe('fail');
  });

  test('bidding is settled at its end by a bid that reaches the hidden floor', () => {
    const bidding = { ...trade, state: 'bidding' as const };
    expect(dueEvent({ ...bidding, currentFen: 120n }, facts, at('09:59'))).toBeNull();
    expect(dueEvent({ ...bidding, currentFen: 120n }, facts, at('10:00'))).toBe('settle');
    expect(dueEvent({ ...bidding, currentFen: 120n, floorFen: 121n }, facts, at('10:00'))).toBe('fail');
    expect(dueEvent(bidding, facts, at('10:00'))).toBe('fail');
  });

  test('a result is final after its notice, once no objection is open', () => {
    const noticed = { ...trade, state: 'noticed' as const, noticeUntil: at('12:00') };
    expect(dueEvent(noticed, facts, at('11:59'))).toBeNull();
    expect(dueEvent(noticed, { ...facts, openObjections: 1 }, at('12:00'))).toBeNull();
    expect(dueEvent(noticed, facts, at('12:00'))).toBe('conclude');
  });
});

describe('the form of a notice', () => {
  const form = {
    object: '普通许可，中国境内，五年，马铃薯淀粉加工领域。',
    payTerms: '签约后 15 日内一次付清',
    qualification: '从事淀粉加工的企业',
    ask: '58',
    step: '1',
    deposit: '5',
    floor: '',
    applyUntilOn: '2026-11-28',
    biddingOn: '2026-12-01',
    biddingTime: '09:30',
    minutes: '60',
    resultDays: '5',
  };
  const read = (given: Partial<typeof form> = {}) => openTradeInput('2026-11-21').safeParse({ ...form, ...given });
  const faults = (given: Partial<typeof form>) => read(given).error?.issues.map((issue) => issue.path.join('.'));

  test('gives instants in Shanghai and sums in fen', () => {
    expect(read().data).toMatchObject({
      askFen: 58_000_000n,
      floorFen: null,
      biddingAt: new Date('2026-12-01T09:30:00+08:00'),
      closesAt: new Date('2026-12-01T10:30:00+08:00'),
    });
  });

  test('asks for five days of notice, bidding after the applications, a step below the price, a floor above it', () => {
    expect(faults({ applyUntilOn: '2026-11-25' })).toEqual(['applyUntilOn']);
    expect(faults({ biddingOn: '2026-11-28' })).toEqual(['biddingOn']);
    expect(faults({ step: '60' })).toEqual(['step']);
    expect(faults({ floor: '57' })).toEqual(['floor']);
    expect(faults({ deposit: '59' })).toEqual(['deposit']);
    expect(faults({ biddingTime: '24:00' })).toContain('biddingTime');
  });
});

test('bidding that opens late has its whole length, and keeps why', () => {
  const trade = { biddingAt: at('09:00'), closesAt: at('10:00') };
  expect(lateBidding(trade, at('09:00'), false)).toBeNull();
  expect(lateBidding(trade, at('09:01'), true)).toBeNull();
  expect(lateBidding(trade, at('14:00'), true)).toEqual({ closesAt: at('15:00'), because: 'objection' });
  expect(lateBidding(trade, at('09:02'), false)).toEqual({ closesAt: at('10:02'), because: 'platform' });
});

test('what was sold for is shown while the sale stands; of what came to nothing the asked price', () => {
  const sums: { askFen: bigint; currentFen: bigint | null; priceFen: bigint | null } = {
    askFen: 100n,
    currentFen: 120n,
    priceFen: 120n,
  };
  const of = (state: Parameters<typeof shownPrice>[0]['state'], given: Partial<typeof sums> = {}) =>
    shownPrice({ ...sums, ...given, state });
  expect(of('announced', { currentFen: null, priceFen: null })).toEqual({ label: '挂牌价', fen: 100n });
  expect(of('bidding', { priceFen: null })).toEqual({ label: '最高报价', fen: 120n });
  expect(of('noticed')).toEqual({ label: '公示中的价格', fen: 120n });
  for (const state of ['concluded', 'performed'] as const) expect(of(state)).toEqual({ label: '成交价', fen: 120n });
  for (const state of ['dissolved', 'voided'] as const) expect(of(state)).toEqual({ label: '挂牌价', fen: 100n });
});
