import { expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { correctionFault, isSecondOfSale, maySeeAuctions } from './sale-request.ts';

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

test('who asked does not decide, an approver of a buyer decides nothing', () => {
  const actor = (userId: string, kind: 'university' | 'enterprise', ...roles: MemberRole[]): Actor => ({
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
  expect(isSecondOfSale(actor('b', 'enterprise', 'approver'), request)).toBe(false);
  expect(maySeeAuctions(actor('b', 'university', 'approver'))).toBe(true);
  expect(maySeeAuctions(actor('b', 'university', 'finance'))).toBe(false);
});
