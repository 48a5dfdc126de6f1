import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { changedClauses, clauseKeys, clauseTerms, withClauses } from './contract-clauses.ts';
import { usualAudit } from './audit-terms.ts';
import type { PayLaterTerms } from './contract.ts';

const before = soundTerms();
const after: PayLaterTerms = { ...before, territory: '甘肃省', confidentialityYears: 8, invoicing: 'invoice_first' };

test('every term stands in exactly one clause', () => {
  const full: Required<PayLaterTerms> = {
    ...before,
    kind: 'licence',
    subKind: '专利实施许可',
    deliverWithinDays: 30,
    guidanceDays: 3,
    products: [],
    stock: 'destroy',
    audit: usualAudit,
    invoicing: 'payment_first',
    restDays: 'move',
    royaltyAwaits: 'delivery',
    results: 'shared',
    risk: 'shared',
    rights: [],
    security: [],
    ownClauses: [],
    copies: { licensor: 2, licensee: 2, other: 1 },
    payee: { accountName: '甲大学', bankName: '乙银行', accountNo: '6222' },
  };
  const grouped = clauseKeys.flatMap((key) => [...clauseTerms[key]]);
  expect([...grouped, 'schemaVersion'].sort()).toEqual(Object.keys(full).sort());
});

test('clauses that read otherwise are named in the order of the contract', () => {
  expect(changedClauses(before, after)).toEqual(['scope', 'payment', 'confidentiality']);
  expect(changedClauses(before, { ...before })).toEqual([]);
});

test('some clauses of one version and the rest of another', () => {
  const mixed = withClauses(before, after, ['confidentiality']);
  expect(mixed).toEqual({ ...before, confidentialityYears: 8 });
  expect(withClauses(after, before, ['scope', 'payment', 'confidentiality'])).toEqual(before);
});

test('a term that the other version does not have is left out, so the text stays the same', () => {
  expect('invoicing' in withClauses(after, before, ['payment'])).toBe(false);
});
