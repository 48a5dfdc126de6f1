import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planShares } from './distribution-shares.ts';
import { lastProposal, ppmOf, ppmsOf } from './last-proposal.ts';
import { allocate, mulPpm } from './money.ts';
import { gansuFloor } from './split.ts';

const people = [
  { userId: 'u1', name: '甲', sharePpm: 600_000, isMain: true },
  { userId: null, name: '乙', sharePpm: 400_000, isMain: false },
];

/** 300,000.00 as it was proposed: 70 % for the team, 5 % for the office, 1,500.00 of costs. */
function returned(given: { teamPpm?: number; people?: typeof people } = {}) {
  const teamPpm = given.teamPpm ?? 700_000;
  const { result, lines } = planShares({
    receiptFen: 30_000_000n,
    brokers: [],
    costs: [{ label: '评估费', amountFen: 150_000n }],
    teamPpm,
    ttoPpm: 50_000,
    people: given.people ?? people,
    floors: [gansuFloor],
  });
  return {
    state: 'returned' as const,
    netFen: result.netFen,
    teamPpm,
    returnNote: '乙不同意：比例与约定不符',
    publicityContact: '科技处',
    shares: lines.map((line) => ({ ...line, isMain: line.isMain ?? false })),
  };
}

describe('after an objection the next proposal starts from the last one', () => {
  test('its shares, costs, main contributors, contact, and the words of the objection', () => {
    expect(lastProposal(returned(), people)).toEqual({
      reason: '乙不同意：比例与约定不符',
      teamPpm: 700_000,
      ttoPpm: 50_000,
      costs: [{ label: '评估费', amountFen: 150_000n }],
      main: [0],
      workers: [
        { name: '甲', sharePpm: 600_000 },
        { name: '乙', sharePpm: 400_000 },
      ],
      publicityContact: '科技处',
    });
  });

  test('main contributors are found by who they are, in the order of the list as it is now', () => {
    expect(lastProposal(returned(), people.toReversed())?.main).toEqual([1]);
    expect(lastProposal(returned(), [{ userId: 'other', name: '甲' }, people[1]!])?.main).toEqual([]);
  });

  test('a team that stood as one line named nobody', () => {
    const one = returned({ people: [{ ...people[0]!, sharePpm: 500_000 }] });
    expect(lastProposal(one, people)?.main).toBeNull();
  });

  test('none before it, or one that stands: the form starts from the unit’s scheme', () => {
    expect(lastProposal(undefined, people)).toBeNull();
    expect(lastProposal({ ...returned(), state: 'distributed' }, people)).toBeNull();
  });
});

const ppm = fc.integer({ min: 0, max: 1_000_000 });

test('the share found makes the same sum to the fen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10_000_000_000n }), ppm, (whole, share) => {
      const part = mulPpm(whole, share, 'half-up');
      expect(mulPpm(whole, ppmOf(part, whole), 'half-up')).toBe(part);
    }),
  );
  expect(ppmOf(0n, 0n)).toBe(0);
});

test('the shares found make the same sums to the fen, 100 % together', () => {
  const cut = fc.uniqueArray(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.bigInt({ min: 100_000_000n, max: 10_000_000_000n }), cut, (whole, cuts) => {
      const ends = [...cuts.toSorted((a, b) => a - b), 10_000];
      const shares = ends.map((end, at) => (end - (ends[at - 1] ?? 0)) * 100);
      expect(ppmsOf(allocate(whole, shares))).toEqual(shares);
    }),
  );
  expect(ppmsOf([])).toBeNull();
  // Three equal fen are no three shares of four decimals that sum to 100 %.
  expect(ppmsOf([1n, 1n, 1n])).toBeNull();
});
