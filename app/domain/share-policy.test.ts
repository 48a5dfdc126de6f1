import { describe, expect, test } from 'vitest';
import {
  advisedWords,
  belowScaleWords,
  floorsOfUnit,
  floorsOn,
  isBoundByScale,
  policyFaults,
  policyOf,
  rewardScale,
  scaleWords,
} from './share-policy.ts';
import { bindingFloors, computeDistribution, floorWords, gansuFloor, highestFloor } from './split.ts';

const unit = { kind: 'university', regionCode: '620102', isStateEstablished: true, policySet: null } as const;
const shared = (teamPpm: number, floors = floorsOfUnit(unit)) =>
  computeDistribution({ receiptFen: 10_000_000n, costsFen: [], brokerPpm: 0, ttoPpm: 0, teamPpm, floors, people: [] });

describe('whose scale a unit goes by', () => {
  test("its region's, unless it chose another", () => {
    expect(policyOf(unit)).toBe('gansu');
    expect(policyOf({ regionCode: '110108', policySet: null })).toBe('national');
    expect(policyOf({ ...unit, policySet: 'national' })).toBe('national');
    expect(highestFloor(floorsOfUnit({ ...unit, policySet: 'national' })).ppm).toBe(500_000);
    expect(highestFloor(floorsOfUnit({ ...unit, regionCode: '110108', policySet: 'gansu' })).ppm).toBe(600_000);
  });

  test('a set that was chosen later lowers nothing of what was signed before', () => {
    const central = { ...unit, policySet: 'national', policySetAt: new Date('2026-11-10T04:00:00Z') } as const;
    const on = (day: string) => highestFloor(floorsOn(central, day, gansuFloor)).ppm;
    expect([on('2026-11-09'), on('2026-11-10'), on('2026-11-11')]).toEqual([600_000, 500_000, 500_000]);
    expect(floorsOn({ ...unit, policySetAt: null }, '2026-11-09', gansuFloor)).toEqual(floorsOfUnit(unit));
  });

  test("another one than the region's wants its reason", () => {
    expect(policyFaults({ policySet: 'national', policyReason: '' }, '620102')).toHaveLength(1);
    expect(policyFaults({ policySet: 'national', policyReason: '中央驻甘单位' }, '620102')).toEqual([]);
    for (const policySet of ['gansu', null] as const)
      expect(policyFaults({ policySet, policyReason: '' }, '620102')).toEqual([]);
  });
});

describe('art. 44–45: state-established units never agree less; of others the own rule or the agreement comes first', () => {
  const privateUnits = [
    { ...unit, isStateEstablished: false },
    { ...unit, kind: 'enterprise', isStateEstablished: false },
    { ...unit, kind: 'enterprise', isStateEstablished: true },
  ] as const;

  test('below the floor of a state university nothing is shared', () => {
    expect(isBoundByScale(unit)).toBe(true);
    expect(() => shared(599_999)).toThrow('floor_violated');
    expect(shared(600_000)).toMatchObject({ floorPpm: 600_000, floorBinds: true, floorMet: true });
  });

  test('of everybody else it is shared as agreed, with a warning that names the rule', () => {
    for (const owner of privateUnits) {
      const floors = floorsOfUnit(owner);
      expect(isBoundByScale(owner)).toBe(false);
      expect(bindingFloors(floors)).toEqual([]);
      const result = shared(300_000, floors);
      expect(result).toMatchObject({ teamFen: 3_000_000n, floorPpm: 600_000, floorBinds: false, floorMet: false });
      expect(belowScaleWords(300_000, floors)).toContain('《甘肃省促进科技成果转化条例》的 60%');
      expect(floorWords({ ...result, teamPpm: 300_000 })).toBe(
        '低于《甘肃省促进科技成果转化条例》的 60%，按本单位规定或者约定',
      );
    }
    expect(belowScaleWords(300_000, floorsOfUnit(unit))).toBeNull();
  });

  test('what people own of the achievement binds a private owner, too', () => {
    const floors = [...floorsOfUnit(privateUnits[0]), { name: '赋权', ppm: 200_000, source: '赋权协议' }];
    expect(() => shared(199_999, floors)).toThrow('floor_violated');
    expect(shared(200_000, floors).floorBinds).toBe(false);
  });
});

describe('§4.1 the scale beside transfers and licences', () => {
  test('促进科技成果转化法 art. 45 (2), 甘肃省促进科技成果转化条例: 50 % and 60 % of the shares of a contribution in kind', () => {
    expect(rewardScale.equity).toMatchObject({ ppm: { national: 500_000, gansu: 600_000 }, years: null });
    expect(scaleWords('equity', 'gansu')).toBe('作价入股：不低于形成的股份或者出资比例的 60%');
  });

  test('art. 45 (3): own or joint use, 5 % of the yearly operating profit for three to five years; Gansu 10 %', () => {
    expect(rewardScale.own_use).toMatchObject({ ppm: { national: 50_000, gansu: 100_000 }, years: [3, 5] });
    expect(scaleWords('own_use', 'national')).toBe(
      '自行或者合作实施：投产后连续 3 到 5 年，每年不低于当年营业利润的 5%',
    );
  });

  test('transfer and licence are the floors themselves', () => {
    for (const [set, ppm] of Object.entries(rewardScale.transfer.ppm))
      expect(highestFloor(floorsOfUnit({ ...unit, policySet: set as 'national' })).ppm).toBe(ppm);
  });
});

test('what stands beside the field of a share that nothing binds names the scale and its rule', () => {
  expect(advisedWords({ ppm: 600_000, source: '《条例》' })).toBe(
    '没有硬性下限：先按本单位规定或者与完成人的约定，两样都没有的按《条例》的 60%',
  );
});
