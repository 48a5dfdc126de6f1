import { expect, test } from 'vitest';
import {
  areOwnersStale,
  coOwnersFault,
  coOwnersOf,
  entitlementClause,
  entitlementFault,
  ownedShareOf,
} from './entitlement.ts';

const holders = [
  { name: '鲁松砚', sharePpm: 600_000 },
  { name: '党菽禾', sharePpm: 400_000 },
];
const share = { kind: 'ownership', sharePpm: 700_000, termYears: null, holders } as const;

test('a share of the ownership lies above nothing and up to everything', () => {
  expect(entitlementFault(share)).toBeNull();
  expect(entitlementFault({ ...share, sharePpm: 0 })?.path).toBe('share');
  expect(entitlementFault({ ...share, sharePpm: 1_000_001 })?.path).toBe('share');
});

test('a right of use lasts at least ten years', () => {
  const use = { kind: 'long_use', sharePpm: null, termYears: 10, holders } as const;
  expect(entitlementFault(use)).toBeNull();
  expect(entitlementFault({ ...use, termYears: 9 })?.path).toBe('termYears');
});

test('the parts of the holders are the whole', () => {
  expect(entitlementFault({ ...share, holders: [] })?.path).toBe('holders');
  expect(entitlementFault({ ...share, holders: holders.slice(1) })?.path).toBe('holders');
});

test('an owner is known by his name on the list, and by none that two people have', () => {
  const accounts = (people: Parameters<typeof ownedShareOf>[1], of: readonly (typeof holders)[number][] = holders) =>
    ownedShareOf({ ...share, holders: of, agreedOn: '2024-05-01' }, people)?.holders.map(({ userId }) => userId);
  const people = [
    { userId: 'l', name: '鲁松砚' },
    { userId: 'd', name: '党菽禾' },
  ];
  expect(accounts(people)).toEqual(['l', 'd']);
  expect(accounts(people.slice(0, 1))).toEqual(['l', null]);
  expect(accounts([...people, { userId: 'other', name: '鲁松砚' }])).toEqual([null, 'd']);
  expect(accounts([{ userId: null, name: '鲁松砚' }, ...people])).toEqual([null, 'd']);
  expect(accounts(people, [...holders, { name: '党菽禾', sharePpm: 0 }])).toEqual(['l', null, null]);
});

test('co-owners are named with what they hold of the whole, and how they agree (专利法 art. 14)', () => {
  expect(coOwnersOf(share)).toEqual([
    { name: '鲁松砚', sharePpm: 420_000 },
    { name: '党菽禾', sharePpm: 280_000 },
  ]);
  expect(coOwnersOf({ kind: 'long_use', sharePpm: null, holders })).toEqual([]);
  const asked = entitlementClause({ ...share, unitActsAlone: false, agreedOn: '2024-05-01' }, '让与人');
  expect(asked).toContain('鲁松砚（42%）、党菽禾（28%），其余 30% 归让与人');
  expect(asked).toContain('逐一同意让与人签署');
  expect(entitlementClause({ ...share, unitActsAlone: true, agreedOn: '2024-05-01' }, '许可方')).toContain(
    '已在 2024-05-01 的赋权协议中约定，由许可方单独签署',
  );
});

test('a version is stale once its owners, their shares or who signs for them are others than it names (专利法 art. 14)', () => {
  const live = { ...share, unitActsAlone: false };
  const named = { owners: coOwnersOf(share), unitActsAlone: false };
  expect(areOwnersStale(named, live)).toBe(false);
  expect(areOwnersStale({ owners: [...named.owners].map((owner) => ({ ...owner })) }, live)).toBe(false);
  expect(areOwnersStale(named, { ...live, sharePpm: 600_000 })).toBe(true);
  expect(areOwnersStale(named, { ...live, unitActsAlone: true })).toBe(true);
  expect(areOwnersStale(named, null)).toBe(true);
  expect(areOwnersStale({}, null)).toBe(false);
  expect(areOwnersStale({}, live)).toBe(true);
  expect(areOwnersStale({}, { ...live, kind: 'long_use', sharePpm: null })).toBe(false);
});

test('a version from before owners were kept as data is held to its sentence', () => {
  const live = { ...share, unitActsAlone: false };
  const clause = (unitActsAlone: boolean) =>
    entitlementClause({ ...share, unitActsAlone, agreedOn: '2024-05-01' }, '许可方');
  expect(areOwnersStale({ entitlement: clause(false) }, live)).toBe(false);
  expect(areOwnersStale({ entitlement: clause(false) }, { ...live, unitActsAlone: true })).toBe(true);
  expect(areOwnersStale({ entitlement: clause(true) }, live)).toBe(true);
});

test('each co-owner agrees, unless the unit acts alone', () => {
  const asked = { isStale: false, unitActsAlone: false, missing: ['党菽禾'] };
  expect(coOwnersFault(asked)).toBe('标的技术与完成人共有，还要共有权人党菽禾同意这一版。');
  expect(coOwnersFault({ ...asked, missing: [] })).toBeNull();
  expect(coOwnersFault({ ...asked, unitActsAlone: true })).toBeNull();
  expect(coOwnersFault({ ...asked, unitActsAlone: true, isStale: true })).toContain('另出一版');
});
