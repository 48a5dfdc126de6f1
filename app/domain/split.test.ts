import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  computeDistribution,
  type DistributionInput,
  floorsFor,
  gansuFloor,
  highestFloor,
  nationalFloor,
} from './split.ts';

const yuan = (n: number): bigint => BigInt(Math.round(n * 100));
const sum = (parts: readonly bigint[]): bigint => parts.reduce((a, b) => a + b, 0n);
const input = (change: Partial<DistributionInput> = {}): DistributionInput => ({
  receiptFen: yuan(300_000),
  costsFen: [yuan(1_500)],
  brokerPpm: 20_000,
  ttoPpm: 0,
  teamPpm: 700_000,
  floors: [nationalFloor, gansuFloor],
  people: [{ sharePpm: 500_000 }, { sharePpm: 300_000 }, { sharePpm: 200_000 }],
  ...change,
});

describe('worked values', () => {
  test('a first milestone of 300,000.00', () => {
    expect(computeDistribution(input())).toEqual({
      brokerFen: yuan(6_000),
      costFen: yuan(1_500),
      netFen: yuan(292_500),
      teamFen: yuan(204_750),
      ttoFen: 0n,
      unitFen: yuan(87_750),
      people: [yuan(102_375), yuan(61_425), yuan(40_950)],
      floorPpm: 600_000,
      floorSource: '《甘肃省促进科技成果转化条例》',
      floorMet: true,
      floorBinds: true,
    });
  });

  test.each([
    [109_428, [], 2_188.56, 75_067.61, 32_171.83],
    [400_000, [1_200], 8_000, 273_560, 117_240],
    [176_206.02, [], 3_524.12, 120_877.33, 51_804.57],
  ])('a receipt of %s with costs %j', (receipt, costs, broker, team, unit) => {
    const result = computeDistribution(input({ receiptFen: yuan(receipt), costsFen: costs.map(yuan) }));
    expect(result).toMatchObject({ brokerFen: yuan(broker), teamFen: yuan(team), unitFen: yuan(unit) });
  });

  test('120,877.33 to 50/30/20 %: rounding gives a fen too many, the largest share yields it', () => {
    const { people } = computeDistribution(input({ receiptFen: yuan(176_206.02), costsFen: [] }));
    expect(people).toEqual([yuan(60_438.66), yuan(36_263.2), yuan(24_175.47)]);
  });
});

describe('floors', () => {
  test('the highest one that applies counts', () => {
    expect(highestFloor([nationalFloor, gansuFloor])).toBe(gansuFloor);
    expect(highestFloor([nationalFloor])).toBe(nationalFloor);
    expect(highestFloor([])).toMatchObject({ ppm: 0 });
  });

  test('the team cannot be promised less', () => {
    expect(() => computeDistribution(input({ teamPpm: 599_999 }))).toThrow(
      expect.objectContaining({
        code: 'floor_violated',
        field: 'teamPpm',
        params: { teamPpm: 599_999, floorPpm: 600_000, source: gansuFloor.source },
      }),
    );
    expect(computeDistribution(input({ teamPpm: 600_000 })).floorMet).toBe(true);
    expect(computeDistribution(input({ teamPpm: 500_000, floors: [nationalFloor] })).floorPpm).toBe(500_000);
  });
});

describe('refused', () => {
  test('costs and commission above the receipt', () => {
    expect(() => computeDistribution(input({ costsFen: [yuan(294_000.01)] }))).toThrow(
      expect.objectContaining({ code: 'over_allocated' }),
    );
    expect(computeDistribution(input({ costsFen: [yuan(294_000)] }))).toMatchObject({
      netFen: 0n,
      teamFen: 0n,
      people: [0n, 0n, 0n],
    });
  });

  test.each([
    ['receiptFen', { receiptFen: 0n }],
    ['costs[1]', { costsFen: [0n, -1n] }],
    ['brokerPpm', { brokerPpm: -1 }],
    ['teamPpm', { teamPpm: 1_000_001 }],
    ['ttoPpm', { ttoPpm: 300_001 }],
    ['ttoPpm', { ttoPpm: 0.5 }],
    ['people', { people: [{ sharePpm: 500_000 }, { sharePpm: 499_999 }] }],
    ['people[0].sharePpm', { people: [{ sharePpm: -1 }, { sharePpm: 1_000_000 }] }],
  ])('a wrong %s', (field, change) => {
    expect(() => computeDistribution(input(change))).toThrow(expect.objectContaining({ code: 'invalid', field }));
  });

  test('a team that has not agreed yet has no people', () =>
    expect(computeDistribution(input({ people: [] })).people).toEqual([]));
});

test('every fen of the receipt has exactly one owner', () => {
  const shares = fc
    .array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 9 })
    .map((parts) => [...parts, 1_000_000 - parts.reduce((a, b) => a + b, 0)].map((sharePpm) => ({ sharePpm })));
  const split = fc.integer({ min: 600_000, max: 1_000_000 }).chain((teamPpm) =>
    fc.record({
      receiptFen: fc.bigInt({ min: 1n, max: 10n ** 14n }),
      teamPpm: fc.constant(teamPpm),
      ttoPpm: fc.integer({ min: 0, max: 1_000_000 - teamPpm }),
      brokerPpm: fc.integer({ min: 0, max: 100_000 }),
      people: shares,
    }),
  );
  fc.assert(
    fc.property(split, (change) => {
      const result = computeDistribution(input({ ...change, costsFen: [change.receiptFen / 10n] }));
      const { brokerFen, costFen, teamFen, ttoFen, unitFen } = result;
      expect(sum([brokerFen, costFen, teamFen, ttoFen, unitFen])).toBe(change.receiptFen);
      expect(sum(result.people)).toBe(teamFen);
      for (const part of [brokerFen, costFen, teamFen, ttoFen, unitFen, ...result.people])
        expect(part).toBeGreaterThanOrEqual(0n);
      expect(result.floorMet).toBe(true);
    }),
  );
});

test('a unit in Gansu is bound by the regulation of Gansu, another by the law alone', () => {
  expect(highestFloor(floorsFor('620102'))).toBe(gansuFloor);
  expect(highestFloor(floorsFor('621102'))).toBe(gansuFloor);
  expect(highestFloor(floorsFor('110108'))).toBe(nationalFloor);
});
