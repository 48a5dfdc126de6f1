import { expect, test } from 'vitest';
import { sidesOf } from './contract-kind.ts';
import {
  firstToSign,
  namedPeople,
  namingFault,
  orderFault,
  type PageSigning,
  renameFault,
  samePeople,
} from './page-signing.ts';
import { mayCountersign, namedTurns, pageFault, pageTurn } from './page-turn.ts';

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
  const signer = {
    side: 'licensor',
    userId: 'a',
    name: '何校长',
    role: 'sign',
    countersignedAt: null,
    isAble: true,
  } as const;
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

const rector = {
  side: 'licensor',
  userId: 'a',
  name: '何校长',
  role: 'sign',
  countersignedAt: null,
  isAble: true,
} as const;
const lawyer = { ...rector, userId: 'c', name: '米律师', role: 'countersign' } as const;
const bothAgreed = [arranged('licensor'), arranged('licensee')];

test('who was named and left does not fall away unsaid: his unit’s administrator names another', () => {
  const gone = { ...nobody, agreements: bothAgreed, signers: [{ ...rector, isAble: false }] };
  expect(pageFault(gone, { side: 'licensor', userId: 'x' }, sides)).toContain('请单位管理员');
  const left = { ...nobody, agreements: bothAgreed, signers: [rector, { ...lawyer, isAble: false }] };
  expect(pageFault(left, licensor, sides)).toContain('会签人米律师已不在本单位');
  const read = { ...left, signers: [rector, { ...lawyer, isAble: false, countersignedAt: new Date(0) }] };
  expect(pageFault(read, licensor, sides)).toBeNull();
});

test('named people bind their side whatever becomes of the arrangement', () => {
  const dropped = { ...nobody, signers: [rector, lawyer] };
  expect(pageFault(dropped, { side: 'licensor', userId: 'x' }, sides)).toBe('本单位指定由何校长签署。');
  expect(pageFault(dropped, licensor, sides)).toBe('还要米律师先会签。');
  expect(mayCountersign(dropped, { side: 'licensor', userId: 'c' })).toBe(true);
  expect(pageFault(dropped, licensee, sides)).toBeNull();
});

test('only the administrator and who was named to sign name others', () => {
  const page = { ...nobody, signers: [rector, lawyer] };
  const by = (userId: string, isAdministrator = false) =>
    renameFault(page, { side: 'licensor', userId, isAdministrator });
  expect(by('x')).toContain('何校长（签署）、米律师（会签）');
  expect(by('c')).not.toBeNull();
  expect([by('a'), by('x', true)]).toEqual([null, null]);
  expect(
    renameFault({ ...page, signers: [lawyer] }, { side: 'licensor', userId: 'c', isAdministrator: false }),
  ).toBeNull();
  expect(renameFault(page, { side: 'licensee', userId: 'x', isAdministrator: false })).toBeNull();
  const gone = { ...page, signers: [{ ...rector, isAble: false }] };
  expect(renameFault(gone, { side: 'licensor', userId: 'a', isAdministrator: false })).not.toBeNull();
});

test('named again the same people are nobody new', () => {
  const named = namedPeople({ ...nobody, signers: [rector, lawyer] }, 'licensor');
  expect(named).toEqual({ signers: ['a'], countersigners: ['c'] });
  expect(samePeople(named, { signers: ['a'], countersigners: ['c'] })).toBe(true);
  expect(samePeople(named, { signers: ['a', 'c'], countersigners: [] })).toBe(false);
});

test('named are members, to sign those who may bind the unit, nobody twice', () => {
  const members = [
    { userId: 'a', maySign: true },
    { userId: 'c', maySign: false },
  ];
  const path = (signers: string[], countersigners: string[] = []) =>
    namingFault({ signers, countersigners }, members)?.path ?? null;
  expect(path(['a'], ['c'])).toBeNull();
  expect(path(['c'])).toBe('signers');
  expect(path(['x'])).toBe('signers');
  expect(path([], ['x'])).toBe('countersigners');
  expect(path(['a'], ['a'])).toBe('countersigners');
});

test('the order stays once a side has signed; of a change, who proposes it signs first', () => {
  const given = { side: 'licensor', order: 'licensor', proposer: null } as const;
  expect(orderFault({ ...nobody, agreements: bothAgreed }, given)).toBeNull();
  const signed: PageSigning = { ...nobody, agreements: bothAgreed, signed: ['licensee'] };
  expect(orderFault(signed, given)).toContain('顺序不能再改');
  expect(orderFault(signed, { ...given, order: null })).toBeNull();
  expect(orderFault(nobody, { ...given, proposer: 'licensee' })).toContain('提出的一方先签');
  expect(orderFault(nobody, { ...given, proposer: 'licensor' })).toBeNull();
  expect(orderFault(nobody, { ...given, order: null, proposer: 'licensee' })).toBeNull();
});

test('whose turn it is: a side’s word, the countersigners, then the named signers, in the agreed order', () => {
  const lead = { ...lawyer, name: '鲁松砚' };
  const theirs = { ...rector, side: 'licensee', userId: 'b', name: '酒总' } as const;
  const first = [arranged('licensor', 'licensor'), arranged('licensee', 'licensor')];
  const page = { ...nobody, agreements: first, signers: [rector, lead, theirs] };
  expect(pageTurn({ ...page, agreements: [arranged('licensor')] }, 'licensor')).toEqual({ kind: 'other_agrees' });
  expect(pageTurn({ ...page, agreements: [arranged('licensor')] }, 'licensee')).toEqual({ kind: 'agree' });
  expect(namedTurns({ ...page, agreements: [arranged('licensor')] })).toEqual([]);
  expect(pageTurn(page, 'licensor')).toEqual({ kind: 'countersign', people: [lead] });
  expect(pageTurn(page, 'licensee')).toEqual({ kind: 'other_signs' });
  expect(namedTurns(page)).toEqual([{ side: 'licensor', userId: 'c', role: 'countersign' }]);
  const done = { ...page, signers: [rector, { ...lead, countersignedAt: new Date(0) }, theirs] };
  expect(namedTurns(done)).toEqual([{ side: 'licensor', userId: 'a', role: 'sign' }]);
  expect(namedTurns({ ...done, signed: ['licensor'] })).toEqual([{ side: 'licensee', userId: 'b', role: 'sign' }]);
  expect(pageTurn(nobody, 'licensor')).toBeNull();
});
