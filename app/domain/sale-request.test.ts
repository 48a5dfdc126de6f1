import { expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { correctionFault, isSecondOfSale, maySeeAuctions, saleEndFault, saleStand } from './sale-request.ts';

const sale = { confirmationNo: 'CJ-1', buyerName: '甲公司', buyerUscc: null, priceFen: 800n };

test('another price or buyer needs another paper, another number does not, and nothing is no correction', () => {
  expect(correctionFault(sale, sale, false)).toBe('nothing');
  expect(correctionFault(sale, { ...sale, priceFen: 799n }, false)).toBe('paper');
  expect(correctionFault(sale, { ...sale, buyerName: '乙公司' }, false)).toBe('paper');
  expect(correctionFault(sale, { ...sale, buyerUscc: '91620100MA72AB3C4Y' }, false)).toBe('paper');
  expect(correctionFault(sale, { ...sale, confirmationNo: 'CJ-2' }, false)).toBeNull();
  expect(correctionFault(sale, { ...sale, priceFen: 799n }, true)).toBeNull();
  expect(correctionFault(sale, sale, true)).toBeNull();
});

test('who asked does not decide, an approver of who sells nothing decides nothing', () => {
  const actor = (userId: string, kind: 'university' | 'enterprise' | 'authority', ...roles: MemberRole[]): Actor => ({
    userId,
    sessionId: null,
    name: '',
    platformRoles: [],
    org: { orgId: 'o', orgName: '', kind, regionCode: '620000', verified: true, isSample: false, roles },
    provedAt: null,
    isBroker: false,
    hasConsented: true,
  });
  const request = { askedBy: 'a' };
  expect(isSecondOfSale(actor('a', 'university', 'officer', 'approver'), request)).toBe(false);
  expect(isSecondOfSale(actor('b', 'university', 'approver'), request)).toBe(true);
  expect(isSecondOfSale(actor('b', 'university', 'officer'), request)).toBe(false);
  // An enterprise sells what it owns; whose sale it is the verb asks.
  expect(isSecondOfSale(actor('b', 'enterprise', 'approver'), request)).toBe(true);
  expect(isSecondOfSale(actor('b', 'authority', 'approver'), request)).toBe(false);
  expect(maySeeAuctions(actor('b', 'university', 'approver'))).toBe(true);
  expect(maySeeAuctions(actor('b', 'university', 'finance'))).toBe(false);
});

test('a sale ends beside no contract of its buyer: neither one that he signed for it nor one that waits', () => {
  expect(saleEndFault({ isSignedFor: false, hasUnsigned: false })).toBeNull();
  expect(saleEndFault({ isSignedFor: false, hasUnsigned: true })).toBe('unsigned_contract');
  expect(saleEndFault({ isSignedFor: true, hasUnsigned: true })).toBe('signed');
});

test('a sale whose talk is over without a signature for what was sold has fallen, and is signed by that signature alone', () => {
  expect(saleStand({ signed: null, talk: null })).toBe('begin');
  expect(saleStand({ signed: null, talk: 'open' })).toBe('draft');
  expect(saleStand({ signed: null, talk: 'over' })).toBe('fallen');
  expect(saleStand({ signed: 'standing', talk: 'over' })).toBe('signed');
  expect(saleStand({ signed: 'standing', talk: null })).toBe('signed');
  expect(saleStand({ signed: 'ended', talk: 'over' })).toBe('over');
});
