import { expect, test } from 'vitest';
import { newTerms } from './contract.ts';
import {
  changesGrant,
  conflictWords,
  fieldsMeet,
  type Grant,
  grantConflict,
  territoriesMeet,
} from './grant-conflicts.ts';

type Given = Partial<Omit<Grant, 'terms'>> & Partial<Grant['terms']>;
const grant = ({
  achievementId = 'a',
  licenseeOrgId = 'one',
  startOn = '2026-01-01',
  endOn = '2030-12-31',
  ...terms
}: Given = {}): Grant => ({
  achievementId,
  licenseeOrgId,
  startOn,
  endOn,
  terms: { kind: 'licence', licenceKind: 'non_exclusive', territory: '中国境内', fieldOfUse: '淀粉加工', ...terms },
});
const between = (next: Given, live: Given) =>
  grantConflict(grant({ licenseeOrgId: 'two', ...next }), { ...grant(live), contractNo: 'HT-2025-00007' });
const exclusive = { licenceKind: 'exclusive' } as const;
const sold = { kind: 'transfer' } as const;
const right = (number: string) => ({
  type: 'invention',
  name: number,
  number,
  owner: '',
  status: '',
  filedOn: null,
  expiresOn: null,
  paidUntilOn: null,
  asOf: '2026-01-01',
});

test('what one licensee was promised alone is given to no other: 独占 and 排他 against any licence', () => {
  for (const licenceKind of ['exclusive', 'sole'] as const) {
    for (const wanted of ['exclusive', 'sole', 'non_exclusive'] as const) {
      expect(between({ licenceKind: wanted }, { licenceKind })).toEqual({
        severity: 'block',
        against: licenceKind,
        reason: 'promised',
      });
    }
  }
  expect(between({}, {})).toBeNull();
  expect(between(exclusive, {})).toEqual({ severity: 'block', against: 'non_exclusive', reason: 'runs_beside' });
  expect(between({ licenceKind: 'sole' }, {})).toMatchObject({ severity: 'block', reason: 'runs_beside' });
});

test('elsewhere, or at another time, it is free; where the words do not say, one is told', () => {
  expect(between({ territory: '陕西省' }, { ...exclusive, territory: '甘肃省' })).toBeNull();
  expect(between({ territory: '西北五省' }, { ...exclusive, territory: '甘肃省' })).toMatchObject({
    severity: 'warn',
    reason: 'unclear',
  });
  expect(between({ fieldOfUse: '饲料' }, exclusive)).toMatchObject({ severity: 'warn', reason: 'unclear' });
  expect(between({ startOn: '2031-01-01', endOn: '2035-12-31' }, exclusive)).toBeNull();
  expect(between({ startOn: '2030-12-31', endOn: '2035-12-31' }, exclusive)).toMatchObject({ severity: 'block' });
  expect(between({ licenseeOrgId: 'one' }, exclusive)).toMatchObject({ severity: 'warn', reason: 'same_party' });
});

test('what was assigned is no more the owner’s to give; an assignment leaves older licences standing', () => {
  expect(between({}, sold)).toEqual({ severity: 'block', against: 'transfer', reason: 'given_away' });
  expect(between(sold, { ...sold, endOn: '2026-02-01' })).toMatchObject({ severity: 'block' });
  expect(between(sold, exclusive)).toEqual({ severity: 'block', against: 'exclusive', reason: 'runs_on' });
  expect(between(sold, { ...exclusive, endOn: '2025-12-31' })).toBeNull();
});

test('an older licence that both have read of goes on beside a licence to one, or an assignment; a promise to one does not', () => {
  const named = (no: string) => ({ ownClauses: [`许可方与他人的普通许可（${no}）继续有效，除外于本合同。`] });
  expect(between({ ...exclusive, ...named('HT-2025-00007') }, {})).toBeNull();
  expect(between({ ...exclusive, ...named('HT-2025-00008') }, {})).toMatchObject({ severity: 'block' });
  expect(between({ ...sold, ...named('ＨＴ-2025-00007') }, exclusive)).toBeNull();
  expect(between({ ...exclusive, ...named('HT-2025-00007') }, exclusive)).toMatchObject({ reason: 'promised' });
  expect(between({ ...sold, ...named('HT-2025-00007') }, sold)).toMatchObject({ reason: 'given_away' });
});

test('a change gives something else where sort, territory, field, term or named rights differ', () => {
  const terms = { ...newTerms, fieldOfUse: '饲料', rights: [right('ZL1')] };
  expect(changesGrant(terms, { ...terms, milestones: [], royalty: null })).toBe(false);
  expect(changesGrant({ ...newTerms, fieldOfUse: '饲料' }, terms)).toBe(false);
  expect(changesGrant(terms, { ...terms, licenceKind: 'exclusive' })).toBe(true);
  expect(changesGrant(terms, { ...terms, territory: '全球' })).toBe(true);
  expect(changesGrant(terms, { ...terms, termYears: terms.termYears + 1 })).toBe(true);
  expect(changesGrant(terms, { ...terms, rights: [right('ZL1'), right('ZL2')] })).toBe(true);
});

test('rights are told apart by their numbers, also across achievements; a service gives none', () => {
  const [a, b] = [right('ZL1'), right('ZL2')];
  expect(between({ achievementId: 'b', rights: [a] }, { ...exclusive, rights: [a, b] })).toMatchObject({
    severity: 'block',
  });
  expect(between({ achievementId: 'b', rights: [a] }, { ...exclusive, rights: [b] })).toBeNull();
  expect(between({ rights: [a] }, { ...exclusive, rights: [b] })).toMatchObject({ severity: 'warn' });
  expect(between({ achievementId: 'b' }, exclusive)).toBeNull();
  expect(between({ kind: 'service' }, exclusive)).toBeNull();
});

test('territories and fields by their words', () => {
  expect(territoriesMeet('全国', '甘肃省兰州市')).toBe('yes');
  expect(territoriesMeet('甘肃省', '甘肃省兰州市')).toBe('yes');
  expect(territoriesMeet('甘肃省定西市', '甘肃省兰州市')).toBe('maybe');
  expect(territoriesMeet('中国境外', '甘肃省')).toBe('maybe');
  expect(fieldsMeet('不限', '饲料')).toBe('yes');
  expect(fieldsMeet('变性淀粉', '淀粉')).toBe('yes');
  // What is taken out by words may leave room for the other: somebody has to read it.
  expect(territoriesMeet('中国（甘肃省除外）', '甘肃省')).toBe('maybe');
  expect(fieldsMeet('除医药以外的所有领域', '医药')).toBe('maybe');
});

test('who may not know of the other contract reads no number', () => {
  const conflict = { severity: 'block', against: 'exclusive', reason: 'promised' } as const;
  expect(conflictWords(conflict, 'HT-2025-00001')).toContain('独占许可（HT-2025-00001）');
  expect(conflictWords(conflict, null)).not.toContain('HT');
});
