import { expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { maySeeTrade, seesFloor, tradeReach } from './trade-access.ts';

const actor = (...roles: MemberRole[]): Actor => ({
  userId: 'u',
  sessionId: null,
  name: '甲',
  platformRoles: [],
  org: {
    orgId: 'o',
    orgName: '甲大学',
    kind: 'university',
    regionCode: '620102',
    verified: true,
    isSample: false,
    roles,
  },
  provedAt: null,
  isBroker: false,
  hasConsented: true,
});

test('who bids is read by those who run the trade and the owner, finance reads the deposits, nobody else anything', () => {
  expect(tradeReach(actor('officer'))).toBe('whole');
  expect(tradeReach(actor('approver'))).toBe('whole');
  expect(tradeReach(actor('owner'))).toBe('bidders');
  expect(tradeReach(actor('finance'))).toBe('deposits');
  for (const role of ['legal', 'secrecy', 'inventor'] as const) expect(maySeeTrade(actor(role))).toBe(false);
  // Several roles: the widest.
  expect(tradeReach(actor('inventor', 'finance', 'officer'))).toBe('whole');
});

test('the reserve price is the officer’s and the approver’s until the end, then the owner’s, never finance’s', () => {
  expect(seesFloor('whole', false)).toBe(true);
  expect(seesFloor('bidders', false)).toBe(false);
  expect(seesFloor('bidders', true)).toBe(true);
  expect(seesFloor('deposits', true)).toBe(false);
});
