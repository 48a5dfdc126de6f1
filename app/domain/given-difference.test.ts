import { expect, test } from 'vitest';
import { newTerms, type PayLaterTerms } from './contract.ts';
import { givenDifference } from './given-difference.ts';

const right = (number: string) => ({
  type: 'invention',
  name: '机耕',
  number,
  owner: '',
  status: '',
  filedOn: null,
  expiresOn: null,
  paidUntilOn: null,
  asOf: '2026-01-01',
});
const [first, other] = [right('ZL202319900014.0'), right('ZL202319900015.9')];
const terms: PayLaterTerms = { ...newTerms, fieldOfUse: '饲料', rights: [first] };
const parts = (changed: Partial<PayLaterTerms>, recorded: readonly string[] | null = null, before = terms) => [
  ...givenDifference(before, { ...before, ...changed }, recorded),
];

test('sort, territory, field, term and rights are what is given; secrecy and sums are not', () => {
  expect(parts({ confidentialityYears: 9, milestones: [] })).toEqual([]);
  expect(parts({ licenceKind: 'exclusive' })).toEqual(['sort']);
  expect(parts({ territory: '全球', fieldOfUse: '食品', termYears: terms.termYears + 1 })).toEqual([
    'territory',
    'field',
    'term',
  ]);
  expect(parts({ rights: [first, other] })).toEqual(['rights']);
  expect(parts({ rights: [] })).toEqual(['rights']);
});

test('a number typed otherwise is the same right; one that is named first is another where the record did not name it', () => {
  expect(parts({ rights: [right('CN 2023 1 9900014')] })).toEqual([]);
  const { rights: _, ...unnamed } = terms;
  expect(parts({ rights: [first] }, null, unnamed)).toEqual([]);
  expect(parts({ rights: [first] }, ['202319900014'], unnamed)).toEqual([]);
  expect(parts({ rights: [first, other] }, ['202319900014'], unnamed)).toEqual(['rights']);
});

test('work gives nothing until it names rights; a word of a licence says nothing of it', () => {
  const work: PayLaterTerms = { ...terms, kind: 'development', royalty: null, rights: [] };
  expect(parts({ licenceKind: 'exclusive' }, null, work)).toEqual([]);
  expect(parts({ rights: [first] }, null, work)).toEqual(['sort', 'rights']);
});
