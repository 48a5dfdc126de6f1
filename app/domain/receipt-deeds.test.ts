import { describe, expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { claimDeeds, distributionDeeds, mayTakeBack, receiptDeeds, refundDeeds } from './receipt-deeds.ts';

const parties = { payerOrgId: 'company', payeeOrgId: 'unit' };
const actor = (orgId: string, ...roles: MemberRole[]): Actor => ({
  userId: `${orgId}-${roles.join()}`,
  sessionId: null,
  name: '示例',
  platformRoles: [],
  org: { orgId, orgName: '', kind: 'enterprise', regionCode: '620102', verified: true, isSample: true, roles },
  provedAt: null,
  isBroker: false,
  hasConsented: true,
});

describe('a claim', () => {
  const claim = {
    ...parties,
    dueOn: '2026-11-20',
    outstandingFen: 5n,
    payableFen: 5n,
    writtenOffFen: 0n,
    isContested: false,
  };
  const today = '2026-11-21';

  test('is paid by the payer and pressed for by the payee', () => {
    expect(claimDeeds(actor('company', 'finance'), claim, today)).toEqual(['pay']);
    expect(claimDeeds(actor('unit', 'officer'), claim, today)).toEqual(['dun']);
    expect(claimDeeds(actor('unit', 'approver'), claim, today)).toEqual([]);
    expect(claimDeeds(actor('other', 'finance'), claim, today)).toEqual([]);
  });

  test('is pressed for from a week before it is due, never while all of it is under way', () => {
    const officer = actor('unit', 'officer');
    expect(claimDeeds(officer, { ...claim, dueOn: '2026-11-28' }, today)).toEqual(['dun']);
    expect(claimDeeds(officer, { ...claim, dueOn: '2026-11-29' }, today)).toEqual([]);
    expect(claimDeeds(officer, { ...claim, payableFen: 0n }, today)).toEqual([]);
  });

  test('is not pressed for while its payer contests it', () => {
    expect(claimDeeds(actor('unit', 'officer'), { ...claim, isContested: true }, today)).toEqual([]);
    expect(claimDeeds(actor('company', 'finance'), { ...claim, isContested: true }, today)).toEqual(['pay']);
  });

  test('is not pressed for once it is written off; of one written off in part the rest is', () => {
    const officer = actor('unit', 'officer');
    expect(claimDeeds(officer, { ...claim, writtenOffFen: 5n }, today)).toEqual([]);
    expect(claimDeeds(officer, { ...claim, writtenOffFen: 3n }, today)).toEqual(['dun']);
    // The rest is under way.
    expect(claimDeeds(officer, { ...claim, payableFen: 3n, writtenOffFen: 3n }, today)).toEqual([]);
  });
});

describe('a receipt', () => {
  const left = { allocatedFen: 100n, elsewhereFen: 0n, advanceFen: 0n };
  const none = { hasLiveDistribution: false, hasOpenRefund: false, hasOpenDispute: false };
  const unused = { ...none, unsharedFen: 100n, isIncome: true };
  const arrived = { ...parties, state: 'confirmed', left, ...unused } as const;

  test('is answered by the finance of the payee, taken back by the payer', () => {
    const claimed = { ...arrived, state: 'claimed' } as const;
    expect(receiptDeeds(actor('unit', 'finance'), claimed)).toEqual(['confirm', 'reject']);
    expect(receiptDeeds(actor('unit', 'officer'), claimed)).toEqual([]);
    expect(receiptDeeds(actor('company', 'officer'), claimed)).toEqual(['withdraw']);
  });

  test('is shared by the officer and given back by finance, one of them at a time', () => {
    const both = actor('unit', 'officer', 'finance');
    expect(receiptDeeds(both, arrived)).toEqual(['propose', 'refund']);
    expect(receiptDeeds(both, { ...arrived, hasOpenRefund: true })).toEqual([]);
    expect(receiptDeeds(both, { ...arrived, hasOpenDispute: true })).toEqual([]);
    expect(receiptDeeds(both, { ...arrived, isIncome: false })).toEqual(['refund']);
    const shared = { ...arrived, hasLiveDistribution: true, unsharedFen: 0n };
    expect(receiptDeeds(both, shared)).toEqual([]);
    // What came back when a refund failed late is shared by itself; it goes back no more.
    expect(receiptDeeds(both, { ...shared, unsharedFen: 1n })).toEqual(['propose']);
    expect(receiptDeeds(actor('company', 'officer', 'finance'), arrived)).toEqual([]);
  });

  test('an advance may go back although the rest is shared', () => {
    const left = { allocatedFen: 100n, elsewhereFen: 0n, advanceFen: 1n };
    const shared = { ...arrived, hasLiveDistribution: true, unsharedFen: 0n, left };
    expect(receiptDeeds(actor('unit', 'finance'), shared)).toEqual(['refund', 'place']);
  });

  test('of which nothing is left is over', () => {
    const nothing = { left: { allocatedFen: 0n, elsewhereFen: 0n, advanceFen: 0n }, unsharedFen: 0n };
    expect(receiptDeeds(actor('unit', 'officer', 'finance'), { ...arrived, ...nothing })).toEqual([]);
    expect(receiptDeeds(actor('unit', 'finance'), { ...arrived, state: 'returned', ...nothing })).toEqual([]);
  });
});

test('what was put on a claim is taken back whole: not what was shared or went back, and not beside a refund asked for here', () => {
  const left = { allocatedFen: 100n, elsewhereFen: 40n, advanceFen: 0n };
  const use = { left, unsharedFen: 100n, hasOwnRefund: false };
  expect(mayTakeBack(use, { amountFen: 40n, isElsewhere: true })).toBe(true);
  expect(mayTakeBack(use, { amountFen: 60n, isElsewhere: false })).toBe(true);
  expect(mayTakeBack({ ...use, unsharedFen: 39n }, { amountFen: 40n, isElsewhere: true })).toBe(false);
  // What the receipt settles elsewhere does not stand for what went back of its own claim, nor the other way round.
  expect(mayTakeBack(use, { amountFen: 61n, isElsewhere: false })).toBe(false);
  expect(mayTakeBack(use, { amountFen: 41n, isElsewhere: true })).toBe(false);
  for (const isElsewhere of [true, false])
    expect(mayTakeBack({ ...use, hasOwnRefund: true }, { amountFen: 1n, isElsewhere })).toBe(false);
});

test('a refund by bank is confirmed by the payer and withdrawn by the payee; one by card by nobody', () => {
  const open = { ...parties, state: 'open', method: 'bank', requestedBy: 'unit-finance' } as const;
  expect(refundDeeds(actor('company', 'finance'), open)).toEqual(['confirmRefund', 'rejectRefund']);
  expect(refundDeeds(actor('unit', 'finance'), open)).toEqual(['withdrawRefund']);
  expect(refundDeeds(actor('company', 'officer'), open)).toEqual([]);
  expect(refundDeeds(actor('unit', 'finance'), { ...open, method: 'card' })).toEqual([]);
});

test('a large card refund waits for another person of the payee; who asked for it takes it back', () => {
  const asked = { ...parties, state: 'asked', method: 'card', requestedBy: 'unit-finance' } as const;
  expect(refundDeeds(actor('unit', 'finance'), asked)).toEqual(['withdrawRefund']);
  expect(refundDeeds(actor('unit', 'approver'), asked)).toEqual(['approveRefund']);
  expect(refundDeeds(actor('unit', 'finance'), { ...asked, requestedBy: 'another' })).toEqual([
    'approveRefund',
    'withdrawRefund',
  ]);
  expect(refundDeeds(actor('unit', 'officer'), asked)).toEqual([]);
  expect(refundDeeds(actor('company', 'finance', 'approver'), asked)).toEqual([]);
});

test('who proposed a distribution does not approve it, and may not return what others do not let him', () => {
  const proposed = { orgId: 'unit', state: 'proposed', proposedBy: 'unit-officer,finance' } as const;
  expect(distributionDeeds(actor('unit', 'officer', 'finance'), proposed)).toEqual(['return']);
  expect(distributionDeeds(actor('unit', 'approver'), proposed)).toEqual(['return']);
  const confirmed = { ...proposed, state: 'confirmed' } as const;
  expect(distributionDeeds(actor('unit', 'officer', 'finance'), confirmed)).toEqual(['return']);
  expect(distributionDeeds(actor('unit', 'approver'), confirmed)).toEqual(['approve', 'return']);
  expect(distributionDeeds(actor('unit', 'approver'), { ...proposed, state: 'approved' })).toEqual(['return']);
  expect(distributionDeeds(actor('company', 'finance'), proposed)).toEqual([]);
});
