import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floorsWith, mainShareWarning, planShares, shareFaults, type ShareProposal } from './distribution-shares.ts';
import type { OwnedShare } from './entitlement.ts';
import { mulPpm } from './money.ts';
import { floorWords, gansuFloor, nationalFloor } from './split.ts';

const proposal: ShareProposal = {
  receiptFen: 30_000_000n,
  brokers: [{ userId: 'b', name: '赵敏', feePpm: 20_000 }],
  costs: [{ label: '评估费', amountFen: 150_000n }],
  teamPpm: 700_000,
  ttoPpm: 0,
  people: [
    { userId: null, name: '甲', sharePpm: 500_000 },
    { userId: null, name: '乙', sharePpm: 300_000 },
    { userId: null, name: '丙', sharePpm: 200_000 },
  ],
  floors: [nationalFloor, gansuFloor],
};

test('300,000.00 with a broker at 2 %, costs of 1,500.00 and a team at 70 %', () => {
  const { lines } = planShares(proposal);
  expect(lines.map((line) => [line.label, line.amountFen])).toEqual([
    ['技术经纪人 赵敏', 600_000n],
    ['评估费', 150_000n],
    ['甲', 10_237_500n],
    ['乙', 6_142_500n],
    ['丙', 4_095_000n],
    ['单位', 8_775_000n],
  ]);
});

test('a team that has not agreed its inner shares stands as one line', () => {
  const { lines } = planShares({ ...proposal, people: proposal.people.slice(0, 2) });
  expect(lines.filter((line) => line.kind === 'person')).toEqual([
    { kind: 'person', label: '完成人团队', userId: null, amountFen: 20_475_000n },
  ]);
});

test('a team below the highest floor is refused', () => {
  expect(() => planShares({ ...proposal, teamPpm: 599_999 })).toThrow('floor_violated');
});

/** 鲁松砚 and 甲 own 70 % of the achievement, 60 and 40 of that. */
const owned: OwnedShare = {
  ppm: 700_000,
  holders: [
    { userId: 'l', name: '鲁松砚', sharePpm: 600_000 },
    { userId: null, name: '甲', sharePpm: 400_000 },
  ],
  source: '2024-05-01 赋权协议（所有权份额）',
};
const entitled = { ...proposal, owned, floors: floorsWith(proposal.floors, owned) };

test('who owns 70 % of the achievement has 70 % of the net, by the parts of the agreement; the rest is the unit’s', () => {
  const { result, lines } = planShares(entitled);
  expect(lines.map((line) => [line.kind, line.label, line.amountFen])).toEqual([
    ['broker', '技术经纪人 赵敏', 600_000n],
    ['cost', '评估费', 150_000n],
    ['person', '鲁松砚（所有权份额）', 12_285_000n],
    ['person', '甲（所有权份额）', 8_190_000n],
    ['unit', '单位', 8_775_000n],
  ]);
  expect(result).toMatchObject({ floorPpm: 700_000, floorSource: owned.source });
});

test('a team that is given more than it owns shares the rest as a reward, by its own inner shares', () => {
  const { lines } = planShares({ ...entitled, teamPpm: 800_000 });
  expect(lines.filter(({ kind }) => kind === 'person').map((line) => [line.label, line.amountFen])).toEqual([
    ['鲁松砚（所有权份额）', 12_285_000n],
    ['甲（所有权份额）', 8_190_000n],
    ['甲', 1_462_500n],
    ['乙', 877_500n],
    ['丙', 585_000n],
  ]);
});

test('no less than what it owns can be proposed for a team', () => {
  expect(() => planShares({ ...entitled, teamPpm: 699_999 })).toThrow('floor_violated');
});

test('owners have their part to the fen, the team its share, and all lines the receipt, whatever the shares', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 13n }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 600_000, max: 1_000_000 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (receiptFen, ppm, team, first) => {
        const holders = [first, 1_000_000 - first].map((sharePpm, at) => ({ userId: null, name: `${at}`, sharePpm }));
        const share = { ...owned, ppm, holders };
        const teamPpm = Math.max(team, ppm);
        const floors = floorsWith(proposal.floors, share);
        const { result, lines } = planShares({ ...proposal, receiptFen, costs: [], teamPpm, owned: share, floors });
        const sum = (of: typeof lines): bigint => of.reduce((total, { amountFen }) => total + amountFen, 0n);
        const owners = lines.filter(({ label }) => label.endsWith('（所有权份额）'));
        expect(sum(owners)).toBe(mulPpm(result.netFen, ppm, 'half-up'));
        expect(sum(lines.filter(({ kind }) => kind === 'person'))).toBe(result.teamFen);
        expect(sum(lines)).toBe(receiptFen);
      },
    ),
  );
});

test('the lines sum to the receipt, whatever the shares', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 13n }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.bigInt({ min: 0n, max: 10n })), { maxLength: 4 }),
      fc.integer({ min: 600_000, max: 1_000_000 }),
      fc.integer({ min: 0, max: 400_000 }),
      (receiptFen, fees, teamPpm, tto) => {
        const ttoPpm = Math.min(tto, 1_000_000 - teamPpm);
        // Fixed commissions of up to a twentieth of the receipt each, beside shares.
        const brokers = fees.map(([feePpm, part], at) => ({
          userId: String(at),
          name: String(at),
          feePpm,
          fixedFen: (receiptFen * part) / 200n,
        }));
        const { lines } = planShares({ ...proposal, receiptFen, brokers, costs: [], teamPpm, ttoPpm });
        expect(lines.reduce((sum, line) => sum + line.amountFen, 0n)).toBe(receiptFen);
        expect(lines.every((line) => line.amountFen > 0n)).toBe(true);
      },
    ),
  );
});

test('a fixed commission is one broker’s own, beside another’s share', () => {
  const brokers = [
    { userId: 'b', name: '赵敏', feePpm: 20_000 },
    { userId: 'c', name: '钱静', feePpm: 0, fixedFen: 1_000_000n },
  ];
  const { lines } = planShares({ ...proposal, brokers });
  expect(lines.filter(({ kind }) => kind === 'broker').map(({ amountFen }) => amountFen)).toEqual([
    600_000n,
    1_000_000n,
  ]);
});

test('国发〔2016〕16号: the main contributors have at least half of the reward, else it is told', () => {
  const of = (...shares: (readonly [number, boolean])[]) =>
    mainShareWarning(shares.map(([sharePpm, isMain]) => ({ sharePpm, isMain })));
  expect(of([300_000, true], [200_000, true], [500_000, false])).toBeNull();
  expect(of([300_000, true], [150_000, true], [550_000, false])).toContain('合计 45%');
  expect(of([600_000, false], [400_000, false])).toContain('没有标出');
  // While the team has not agreed there is nothing to judge.
  expect(of([300_000, false])).toBeNull();
});

test('the line of a main contributor says so', () => {
  const [first, ...rest] = proposal.people;
  const { lines } = planShares({ ...proposal, people: [{ ...first!, isMain: true }, ...rest] });
  expect(lines.filter(({ isMain }) => isMain).map(({ label }) => label)).toEqual(['甲']);
});

describe('work that stands alone', () => {
  const facts = { shareableFen: 18_000_000n, brokers: [], floors: [], isWorkAlone: true };
  const person = (name: string, sharePpm: number) => ({ userId: null, name, sharePpm });
  const faults = (teamPpm: number, people: ReturnType<typeof person>[]) =>
    shareFaults({ teamPpm, ttoPpm: 0, costs: [], people }, facts).map(({ field }) => field);

  test('asks who did it where something is for them, once each and 100 % together', () => {
    expect(faults(400_000, [])).toEqual(['people[0].name']);
    expect(faults(400_000, [person('甲', 600_000)])).toEqual(['people[0].share']);
    expect(faults(400_000, [person('甲', 500_000), person('甲', 500_000)])).toEqual(['people[1].name']);
    expect(faults(400_000, [person('甲', 600_000), person('乙', 400_000)])).toEqual([]);
    expect(faults(0, [])).toEqual([]);
  });

  test('has no floor: 40 % of 180,000.00 is theirs, the rest the unit’s', () => {
    const people = [person('甲', 600_000), person('乙', 400_000)];
    const { result, lines } = planShares({
      ...facts,
      receiptFen: facts.shareableFen,
      costs: [],
      teamPpm: 400_000,
      ttoPpm: 0,
      people,
    });
    expect(lines.map(({ label, amountFen }) => [label, amountFen])).toEqual([
      ['甲', 4_320_000n],
      ['乙', 2_880_000n],
      ['单位', 10_800_000n],
    ]);
    expect(floorWords(result)).toBe('没有法定下限，按本单位规定或者约定');
  });
});
