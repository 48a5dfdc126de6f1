import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { contractFigures } from './contract-figures.ts';

test('money of a milestone that a correction took back counts once: the milestone is ahead, its money a credit', () => {
  const none = new Map<string, bigint>();
  const paid = {
    id: 'a',
    kind: 'milestone',
    subjectId: 'm',
    label: '里程碑 1',
    amountFen: 30_000_000n,
    dueOn: '2026-05-05',
    createdAt: new Date('2026-04-05T02:00:00Z'),
    paidFen: 30_000_000n,
    creditedFen: 0n,
    waivedFen: 0n,
    claimedFen: 0n,
    outstandingFen: 0n,
    writtenOffFen: 0n,
    isContested: false,
    awaitedFen: 0n,
    payableFen: 0n,
  } as const;
  const credit = { raisedFen: 30_000_000n, ofMilestonesFen: 30_000_000n, setOffFen: 0n, waivedFen: 0n };
  const figures = (sums: { leftFen: bigint; returningFen: bigint; waivedFen?: bigint }) =>
    contractFigures({
      terms: newTerms,
      stones: [{ state: 'pending', amountFen: 30_000_000n }],
      own: [paid],
      invoiced: null,
      notBilled: new Map(),
      charged: {
        milestonesFen: 0n,
        ofMilestone: none,
        royaltiesRaisedFen: 0n,
        royaltiesCreditedFen: 0n,
        chargedFen: 0n,
      },
      credit: { ...credit, everReturnedFen: sums.returningFen, ...sums },
      advanceFen: 0n,
    });
  const waiting = figures({ leftFen: 30_000_000n, returningFen: 0n });
  expect([waiting.receivedFen, waiting.keptFen, waiting.aheadFen]).toEqual([30_000_000n, 0n, 30_000_000n]);
  expect(figures({ leftFen: 0n, returningFen: 30_000_000n }).keptFen).toBe(0n);
  expect(figures({ leftFen: 0n, returningFen: 30_000_000n, waivedFen: 30_000_000n }).keptFen).toBe(30_000_000n);
  expect(figures({ leftFen: 0n, returningFen: 0n }).keptFen).toBe(30_000_000n);
});
