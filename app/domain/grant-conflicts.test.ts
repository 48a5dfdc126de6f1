import { expect, test } from 'vitest';
import { newTerms } from './contract.ts';
import {
  changesGrant,
  conflictWords,
  fieldsMeet,
  type Grant,
  grantConflict,
  hiddenConflict,
  type LiveGrant,
} from './grant-conflicts.ts';

type Given = Partial<Omit<Grant, 'terms'>> &
  Partial<Grant['terms']> &
  Pick<LiveGrant, 'isCleared' | 'pending' | 'isJudged' | 'isDenied'>;
const grant = ({
  isCleared = false,
  pending = null,
  isJudged = false,
  isDenied = false,
  achievementId = 'a',
  licenseeOrgId = 'one',
  startOn = '2026-01-01',
  endOn = '2030-12-31',
  ...terms
}: Given = {}): Grant & Pick<LiveGrant, 'isCleared' | 'pending' | 'isJudged' | 'isDenied'> => ({
  isCleared,
  pending,
  isJudged,
  isDenied,
  achievementId,
  licenseeOrgId,
  startOn,
  endOn,
  terms: {
    kind: 'licence',
    licenceKind: 'non_exclusive',
    territory: '中国境内',
    fieldOfUse: '淀粉加工',
    royalty: null,
    ...terms,
  },
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
        cure: 'name',
      });
    }
  }
  expect(between({}, {})).toBeNull();
  expect(between(exclusive, {})).toEqual({
    severity: 'block',
    against: 'non_exclusive',
    reason: 'runs_beside',
    cure: 'name',
  });
  expect(between({ licenceKind: 'sole' }, {})).toMatchObject({ severity: 'block', reason: 'runs_beside' });
});

test('elsewhere, or at another time, it is free; where words alone differ, the lawyer judges it before anybody signs', () => {
  expect(between({ territory: '陕西省' }, { ...exclusive, territory: '甘肃省' })).toBeNull();
  expect(between({ territory: '西北五省' }, { ...exclusive, territory: '甘肃省' })).toMatchObject({
    severity: 'block',
    reason: 'unclear',
    cure: 'judge',
  });
  const other = { fieldOfUse: '饲料' };
  expect(between(other, exclusive)).toEqual({
    severity: 'block',
    against: 'exclusive',
    reason: 'unclear',
    cure: 'judge',
  });
  expect(between({ ...exclusive, ...other }, {})).toMatchObject({ severity: 'block', cure: 'judge' });
  expect(between(other, { ...exclusive, isJudged: true })).toBeNull();
  // 普通 beside 普通 promises nobody the field; another place or time divides it whatever the words say.
  expect(between(other, {})).toBeNull();
  expect(between({ ...other, territory: '陕西省' }, { ...exclusive, territory: '甘肃省' })).toBeNull();
  // What truly meets no judgement of words clears, and none does once the earlier party has denied.
  expect(between({}, { ...exclusive, isJudged: true })).toMatchObject({ severity: 'block', cure: 'name' });
  const denied = { ...exclusive, isDenied: true, isJudged: true };
  expect(between(other, denied)).toMatchObject({ severity: 'block', reason: 'promised', cure: 'name' });
  expect(between({ startOn: '2031-01-01', endOn: '2035-12-31' }, exclusive)).toBeNull();
  expect(between({ startOn: '2030-12-31', endOn: '2035-12-31' }, exclusive)).toMatchObject({ severity: 'block' });
  expect(between({ licenseeOrgId: 'one' }, exclusive)).toMatchObject({ severity: 'warn', reason: 'same_party' });
});

test('what was assigned is no more the owner’s to give; an assignment leaves older licences standing', () => {
  expect(between({}, sold)).toEqual({ severity: 'block', against: 'transfer', reason: 'given_away', cure: 'name' });
  expect(between(sold, { ...sold, endOn: '2026-02-01' })).toMatchObject({ severity: 'block' });
  expect(between(sold, exclusive)).toEqual({
    severity: 'block',
    against: 'exclusive',
    reason: 'runs_on',
    cure: 'name',
  });
  expect(between(sold, { ...exclusive, endOn: '2025-12-31' })).toBeNull();
});

test('an older licence that both have read of goes on beside a licence to one, or an assignment; a promise to one does not', () => {
  const named = (no: string) => ({ ownClauses: [`许可方与他人的普通许可（${no}）继续有效，除外于本合同。`] });
  expect(between({ ...exclusive, ...named('HT-2025-00007') }, {})).toBeNull();
  expect(between({ ...exclusive, ...named('HT-2025-00008') }, {})).toMatchObject({ severity: 'block' });
  expect(between({ ...sold, ...named('ＨＴ-2025-00007') }, exclusive)).toBeNull();
  expect(between({ ...exclusive, ...named('HT-2025-00007') }, exclusive)).toMatchObject({ reason: 'promised' });
  expect(between({ ...sold, ...named('HT-2025-00007') }, sold)).toMatchObject({ reason: 'given_away', cure: null });
});

test('a promise to one is kept beside another where a clause names it and its party agreed, or the two do not meet: both, never one', () => {
  const named = { ownClauses: ['食品加工归 HT-2025-00007 的被许可方，本合同只许可饲料加工。'] };
  const asked = { ...exclusive, pending: { what: 'consent', untilOn: '2026-12-06' } } as const;
  expect(between(named, asked)).toMatchObject({ severity: 'block', cure: 'wait', pending: asked.pending });
  expect(between(named, { ...asked, isCleared: true })).toBeNull();
  const cleared = { ...exclusive, isCleared: true };
  expect(between({}, cleared)).toMatchObject({ severity: 'block', cure: 'name' });
  expect(between(named, exclusive)).toMatchObject({ severity: 'block', cure: 'clear' });
  expect(between(named, cleared)).toBeNull();
  // The buyer may let the seller license on; nobody sells one thing twice.
  expect(between({}, sold)).toMatchObject({ reason: 'given_away', cure: 'name' });
  expect(between(named, { ...sold, isCleared: true })).toBeNull();
  expect(between({ ...sold, ...named }, { ...sold, isCleared: true })).toMatchObject({ severity: 'block', cure: null });
});

test('work that names rights is told of, and work that is paid by what is sold gives their use', () => {
  const rights = [right('ZL202319900014.0')];
  const work = { kind: 'development', rights } as const;
  const use = { ...work, royalty: newTerms.royalty };
  expect(use.royalty).not.toBeNull();
  expect(between(work, { ...exclusive, rights })).toMatchObject({ severity: 'warn', reason: 'work' });
  expect(between({ kind: 'service', rights }, { ...sold, rights })).toMatchObject({ severity: 'warn' });
  expect(between(use, { ...exclusive, rights })).toMatchObject({ severity: 'block', reason: 'promised' });
  expect(between({ ...exclusive, rights }, use)).toMatchObject({ severity: 'block', reason: 'runs_beside' });
  expect(between({ rights }, use)).toBeNull();
  expect(between({ kind: 'service' }, { ...exclusive, rights })).toBeNull();
});

test('one patent is one patent, however its number was typed', () => {
  const [typed, said] = [right('ＺＬ 2023 1 9900014.0'), right('CN202319900014')];
  const elsewhere = { achievementId: 'b', rights: [typed] };
  expect(between(elsewhere, { ...exclusive, rights: [said] })).toMatchObject({ severity: 'block' });
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

test('fields by their words', () => {
  expect(fieldsMeet('不限', '饲料')).toBe('yes');
  expect(fieldsMeet('变性淀粉', '淀粉')).toBe('yes');
  // What is taken out by words may leave room for the other: somebody has to read it.
  expect(fieldsMeet('除医药以外的所有领域', '医药')).toBe('maybe');
  expect(fieldsMeet('除草剂', '除草剂生产')).toBe('yes');
});

test('who may know of the other contract reads its number and what is to be done; who may not reads neither sort nor reason', () => {
  const conflict = { severity: 'block', against: 'exclusive', reason: 'promised', cure: 'name' } as const;
  expect(conflictWords(conflict, 'HT-2025-00001')).toContain('独占许可（HT-2025-00001）');
  expect(conflictWords(conflict, 'HT-2025-00001')).toContain('其他约定');
  expect(conflictWords({ ...conflict, cure: 'clear' }, 'HT-2025-00001')).toContain('在先合同');
  expect(conflictWords({ ...conflict, reason: 'unclear', cure: 'judge' }, 'HT-2025-00001')).toContain('法务');
  for (const word of ['HT', '独占', '排他', '转让', '重叠']) expect(hiddenConflict).not.toContain(word);
});
