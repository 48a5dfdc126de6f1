import { expect, test } from 'vitest';
import { evidenceStanding, milestonesBySales, moveBySales, type SalesMilestone } from './sales-milestones.ts';

const stoneOf = (given: Partial<SalesMilestone> = {}): SalesMilestone => ({
  position: 1,
  name: '销售达标',
  amountFen: 30_000_000n,
  triggerFen: 150_000_000n,
  payWithinDays: 30,
  state: 'accepted',
  disputedSide: null,
  disputedOn: null,
  sent: [],
  chargedFen: 30_000_000n,
  ...given,
});
const unanswered = [{ answerBy: '2026-03-16', outcome: null }] as const;
const running = { closedOn: null, today: '2026-04-01' };
const below = { wasFen: 200_000_000n, soldFen: 20_000_000n };
const above = { wasFen: 20_000_000n, soldFen: 200_000_000n };

test('evidence that was accepted stands, and what silence accepted; the last day to answer is still open', () => {
  const standing = (given: Partial<SalesMilestone>, day = running) => evidenceStanding(stoneOf(given), day);
  expect(standing({})).toEqual({ kind: 'none' });
  expect(standing({ sent: [{ answerBy: '2026-03-16', outcome: 'accepted' }] })).toEqual({ kind: 'stands' });
  expect(standing({ sent: [{ answerBy: '2026-03-16', outcome: 'deemed' }] })).toEqual({ kind: 'stands' });
  expect(standing({ sent: unanswered })).toEqual({ kind: 'stands' });
  const waits = { kind: 'waits', answerBy: '2026-03-16' };
  expect(standing({ sent: unanswered }, { ...running, today: '2026-03-16' })).toEqual(waits);
  expect(standing({ sent: [{ answerBy: '2026-03-16', outcome: 'stopped' }] })).toEqual({ kind: 'none' });
});

test('a dispute by the last day stops the days to answer, a later one does not; so does an end before that day', () => {
  const sent = unanswered;
  expect(evidenceStanding(stoneOf({ sent, disputedOn: '2026-03-16' }), running).kind).toBe('stopped');
  expect(evidenceStanding(stoneOf({ sent, disputedOn: '2026-03-17' }), running).kind).toBe('stands');
  expect(evidenceStanding(stoneOf({ sent }), { ...running, closedOn: '2026-03-15' }).kind).toBe('stopped');
  expect(evidenceStanding(stoneOf({ sent }), { ...running, closedOn: '2026-03-16' }).kind).toBe('stands');
});

test('a report takes back what it no longer reaches, once, and brings nothing back that was refused', () => {
  expect(moveBySales(stoneOf(), below, running)).toBe('taken_back');
  expect(moveBySales(stoneOf({ state: 'pending' }), below, running)).toBeNull();
  expect(moveBySales(stoneOf({ sent: unanswered }), below, running)).toBeNull();
  expect(moveBySales(stoneOf(), { wasFen: 1n, soldFen: 0n }, running)).toBeNull();
  expect(moveBySales(stoneOf({ state: 'frozen' }), { wasFen: 1n, soldFen: 0n }, running)).toBe('taken_back');
  expect(moveBySales(stoneOf({ state: 'frozen' }), above, running)).toBe('resumed');
  const more = { wasFen: 160_000_000n, soldFen: 200_000_000n };
  for (const state of ['rejected', 'cancelled'] as const) {
    expect(moveBySales(stoneOf({ state }), above, running)).toBe('reached');
    expect(moveBySales(stoneOf({ state }), more, running)).toBeNull();
  }
  const again = [{ answerBy: '2026-02-16', outcome: 'rejected' }, ...unanswered] as const;
  expect(moveBySales(stoneOf({ state: 'submitted', sent: again }), more, running)).toBeNull();
  expect(moveBySales(stoneOf({ state: 'submitted', sent: unanswered }), more, running)).toBe('reached');
});

test('each costs and gives back what the cap leaves of it, in their order', () => {
  const two = [stoneOf({ state: 'pending' }), stoneOf({ state: 'pending', position: 2 })];
  const capped = { capFen: 40_000_000n, beforeCapFen: 5_000_000n, ...running };
  expect(milestonesBySales(two, above, capped)).toMatchObject([
    { kind: 'reached', position: 1, fen: 30_000_000n, dueOn: '2026-05-01' },
    { kind: 'reached', position: 2, fen: 5_000_000n },
  ]);
  const over = { ...capped, beforeCapFen: 65_000_000n };
  expect(milestonesBySales([stoneOf(), stoneOf({ position: 2 })], below, over)).toMatchObject([
    { kind: 'taken_back', fen: 5_000_000n },
    { kind: 'taken_back', fen: 30_000_000n },
  ]);
});
