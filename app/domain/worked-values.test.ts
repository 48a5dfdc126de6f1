import { describe, expect, test } from 'vitest';
import { commissionFen, highFeePpm, isFeeEarned } from './commission.ts';
import { checkTerms } from './contract-check.ts';
import { decideBy, nationalFieldOf, registrationSums } from './contract-registration.ts';
import { newTerms, type PayLaterTerms } from './contract.ts';
import { leastMainPpm, mainShareWarning, planShares } from './distribution-shares.ts';
import { leastUseYears } from './entitlement.ts';
import { treatmentsFor, treatmentsOn } from './invoice.ts';
import { isTaxReduced, rewardConditions, taxableOf } from './reward-tax.ts';
import { computeDistribution, floorsFor, gansuFloor, highestFloor, nationalFloor } from './split.ts';

/** The values that the domain reference works out, each under the clause that it comes from; those of §5.2's engine stand with `contract:compute`. */
describe('§4.1 floors of the reward', () => {
  test('促进科技成果转化法 art. 45: at least 50 % of the net income', () => {
    expect(nationalFloor.ppm).toBe(500_000);
    expect(highestFloor(floorsFor('110108'))).toMatchObject({ ppm: 500_000 });
  });

  test('甘肃省促进科技成果转化条例: at least 60 % for units in Gansu; 70 % of the Dingxi plan permits and is no floor', () => {
    expect(highestFloor(floorsFor('621102'))).toEqual(gansuFloor);
    expect(floorsFor('621102').map(({ ppm }) => ppm)).not.toContain(700_000);
  });

  test('国发〔2016〕16号: main contributors at least 50 % of the reward, a warning', () => {
    expect(leastMainPpm).toBe(500_000);
    const shares = [
      { sharePpm: 499_999, isMain: true },
      { sharePpm: 500_001, isMain: false },
    ];
    expect(mainShareWarning(shares)).not.toBeNull();
  });

  test('先赋权、后转化: a right of long use lasts at least ten years', () => expect(leastUseYears).toBe(10));
});

describe('§4.1 algorithm: per receipt, net of commission and direct costs', () => {
  const given = { floors: floorsFor('620102'), ttoPpm: 50_000, teamPpm: 600_000, brokerPpm: 20_000 };
  const input = { ...given, receiptFen: 30_000_000n, costsFen: [150_000n] };

  test('staff_pool = round_half_up(net × rate), unit = net − staff_pool − tto', () => {
    const people = [{ sharePpm: 600_000 }, { sharePpm: 400_000 }];
    expect(computeDistribution({ ...input, people })).toMatchObject({
      brokerFen: 600_000n,
      netFen: 29_250_000n,
      teamFen: 17_550_000n,
      ttoFen: 1_462_500n,
      unitFen: 10_237_500n,
      people: [10_530_000n, 7_020_000n],
    });
  });

  test('the residual cent goes to the largest share', () => {
    const thirds = [333_333, 333_333, 333_334].map((sharePpm) => ({ sharePpm }));
    const { people, teamFen } = computeDistribution({ ...input, receiptFen: 1_000_001n, costsFen: [], people: thirds });
    expect(people.reduce((sum, fen) => sum + fen, 0n)).toBe(teamFen);
    expect(people[2]).toBeGreaterThanOrEqual(people[0] ?? 0n);
  });

  test('research cost is not deducted: what is not named a cost stays in the net', () => {
    const plan = planShares({ ...given, receiptFen: 100n, brokers: [], costs: [], people: [], ttoPpm: 0 });
    expect(plan.result.netFen).toBe(100n);
  });
});

describe('§4.2 财税〔2018〕58号: cash reward and income tax', () => {
  const met = {
    isConversion: true,
    isNonProfit: true,
    isRegistered: true,
    isPublished: true,
    receivedOn: '2026-03-01',
  };

  test('half of the cash is taxed where all conditions are met, else all of it; both are shown', () => {
    expect([taxableOf(10_000_001n, true), taxableOf(10_000_001n, false)]).toEqual([5_000_001n, 10_000_001n]);
  });

  test('paid within 36 months after the income is received', () => {
    expect(isTaxReduced({ ...met, paidOn: '2029-03-01' })).toBe(true);
    expect(isTaxReduced({ ...met, paidOn: '2029-03-02' })).toBe(false);
  });

  test.each(['isNonProfit', 'isRegistered', 'isPublished'] as const)('without %s it is not reduced', (condition) => {
    const facts = { ...met, paidOn: '2026-04-01', [condition]: false };
    expect(isTaxReduced(facts)).toBe(false);
    expect(rewardConditions(facts).filter(({ isMet }) => !isMet)).toHaveLength(1);
  });
});

describe('§4.3 the broker', () => {
  const mandate = { state: 'active', startsOn: '2026-01-01', endsOn: '2026-12-31', endedAt: null };

  test('民法典 art. 963: a fee only if the contract is concluded, on cash received', () => {
    expect(isFeeEarned(mandate, null)).toBe(false);
    expect(isFeeEarned(mandate, new Date('2026-06-01T02:00:00Z'))).toBe(true);
    expect([commissionFen(0n, 20_000), commissionFen(30_000_000n, 20_000)]).toEqual([0n, 600_000n]);
  });

  test('above 10 % it is asked twice', () => expect(highFeePpm).toBe(100_000));
});

describe('§5.2 contract model: defaults and checks', () => {
  const good: PayLaterTerms = { ...newTerms, fieldOfUse: '干燥', deliverables: ['说明书'], improvements: 'owner_each' };
  const codes = (change: Partial<PayLaterTerms>) => {
    const { errors, warnings } = checkTerms({ ...good, ...change });
    return [...errors, ...warnings].map(({ code }) => code);
  };

  test('trial: 12 months and one extension of 6; 3 to 36 months', () => {
    expect(newTerms.trial).toMatchObject({ months: 12, extensionMonths: 6 });
    for (const [months, isRight] of [
      [2, false],
      [3, true],
      [36, true],
      [37, false],
    ] as const) {
      expect(codes({ trial: { months, extensionMonths: 0 } }).length === 0).toBe(isRight);
    }
  });

  test('royalty: 3 % of net sales, quarterly, reported and paid within 30 days; no cap', () => {
    expect(newTerms.royalty).toMatchObject({
      base: 'net_sales',
      schedule: { kind: 'flat', ratePpm: 30_000 },
      period: 'quarter',
      reportWithinDays: 30,
      capFen: null,
    });
  });

  test('late payment: 0.05 % a day, cap 20 %', () => {
    expect([newTerms.latePenaltyPpmPerDay, newTerms.latePenaltyCapPpm]).toEqual([500, 200_000]);
  });

  test('民法典 art. 875: improvements must be chosen explicitly', () => {
    expect(codes({ improvements: null })).toEqual(['no_improvements']);
  });

  test('an exclusive licence needs a minimum; confidentiality runs on for 5 years', () => {
    expect(codes({ licenceKind: 'exclusive' })).toHaveLength(1);
    expect(newTerms.confidentialityYears).toBe(5);
  });
});

describe('§6 technology contracts', () => {
  test('§6.3: 0 ≤ 技术交易额 ≤ 成交额, equipment bought for the client taken off', () => {
    const facts = { milestonesFen: 50_000_000n, royaltiesFen: 0n, hasOpenRoyalty: false, equipmentFen: 12_000_000n };
    const { dealFen, technicalFen } = registrationSums(facts);
    expect([dealFen, technicalFen]).toEqual([50_000_000n, 38_000_000n]);
  });

  test('§6.3: 15 working days, 30 from 500 万元 of 技术交易额', () => {
    const calendar = { holidays: new Set<string>(), workdays: new Set<string>(), years: new Set([2026]) };
    expect(decideBy('2026-11-20', 499_9999_99n, calendar)).toBe('2026-12-11');
    expect(decideBy('2026-11-20', 500_0000_00n, calendar)).toBe('2027-01-01');
  });

  test.each([
    ['16.1', '电子信息'],
    ['17.2', '生物、医药和医疗器械'],
    ['18.5', '核应用'],
    ['20.8', '现代交通'],
    ['24.1', '农业'],
    ['31.1', '环境保护与资源综合利用'],
  ])('§6.4: the provincial field %s goes to %s', (term, field) => expect(nationalFieldOf(term)).toBe(field));

  test('§6.5: VAT as data with its basis and day; the exemption after 2026 still waits for its text', () => {
    const exempt = treatmentsOn('2026-06-01').filter(({ isExempt }) => isExempt);
    expect(exempt.map(({ code, isConfirmed }) => [code, isConfirmed])).toEqual([['exempt_2026', false]]);
    expect(
      treatmentsFor('transfer', '2026-06-01')
        .filter(({ isExempt }) => !isExempt)
        .map(({ ratePpm }) => ratePpm),
    ).toEqual([60_000, 30_000]);
  });

  test('§6.5: a non-exclusive licence under five years loses the income-tax relief, and the composer says so', () => {
    const short = {
      ...newTerms,
      fieldOfUse: '干燥',
      deliverables: ['说明书'],
      improvements: 'owner_each' as const,
      termYears: 4,
    };
    expect(
      checkTerms(short)
        .warnings.map(({ says }) => says)
        .join(),
    ).toMatch(/5 年/);
  });
});
