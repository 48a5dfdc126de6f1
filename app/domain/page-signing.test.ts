import { expect, test } from 'vitest';
import { sidesOf } from './contract-kind.ts';
import { firstToSign, mayCountersign, pageFault, type PageSigning } from './page-signing.ts';

const sides = sidesOf('pay_later');
const nobody: PageSigning = { agreements: [], signers: [], signed: [] };
const licensor = { side: 'licensor', userId: 'a' } as const;
const licensee = { side: 'licensee', userId: 'b' } as const;
const arranged = (side: 'licensor' | 'licensee', first: 'licensor' | 'licensee' | null = null) => ({
  side,
  first,
  isArranged: true,
});
const faults = (page: PageSigning) => [pageFault(page, licensor, sides), pageFault(page, licensee, sides)];

test('without an arrangement either side may sign', () => {
  expect(faults(nobody)).toEqual([null, null]);
});

test('what one side arranged lets nobody sign before the other has agreed (电子签名法 art. 3)', () => {
  const [own, other] = faults({ ...nobody, agreements: [arranged('licensor')] });
  expect(own).toContain('等被许可方同意');
  expect(other).toContain('请先同意');
  expect(faults({ ...nobody, agreements: [arranged('licensor'), arranged('licensee')] })).toEqual([null, null]);
});

test('the sides sign in the agreed order', () => {
  const page = { ...nobody, agreements: [arranged('licensor', 'licensee'), arranged('licensee', 'licensee')] };
  expect(firstToSign(page)).toBe('licensee');
  expect(faults(page)).toEqual(['双方约定被许可方先签，等被许可方签署。', null]);
  expect(pageFault({ ...page, signed: ['licensee'] }, licensor, sides)).toBeNull();
});

test('only a named person signs, and after those who countersign', () => {
  const agreements = [arranged('licensor'), arranged('licensee')];
  const signer = { side: 'licensor', userId: 'a', name: '何校长', role: 'sign', countersignedAt: null } as const;
  const lead = { ...signer, userId: 'c', name: '鲁松砚', role: 'countersign' } as const;
  const page = { ...nobody, agreements, signers: [signer, lead] };
  expect(pageFault(page, { side: 'licensor', userId: 'x' }, sides)).toBe('本单位指定由何校长签署。');
  expect(pageFault(page, licensor, sides)).toBe('还要鲁松砚先会签。');
  expect(pageFault(page, licensee, sides)).toBeNull();
  expect(mayCountersign(page, { side: 'licensor', userId: 'c' })).toBe(true);
  expect(mayCountersign({ ...page, agreements: [arranged('licensor')] }, { side: 'licensor', userId: 'c' })).toBe(
    false,
  );
  const done = { ...page, signers: [signer, { ...lead, countersignedAt: new Date(0) }] };
  expect(pageFault(done, licensor, sides)).toBeNull();
  expect(mayCountersign(done, { side: 'licensor', userId: 'c' })).toBe(false);
});
