import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import type { AchievementRight } from './achievement-facts.ts';
import { checkTerms } from './contract-check.ts';
import { changedClauses } from './contract-clauses.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { keepRights, liveRights, type RegisterFacts, rightsToChoose } from './contract-rights.ts';
import { describeTerms } from './contract-text.ts';
import type { RightTerms } from './contract.ts';

const today = '2026-11-22';
const right = (given: Partial<AchievementRight> = {}): AchievementRight => ({
  type: 'invention',
  name: '淀粉废水蛋白回收方法',
  number: 'ZL202110000001.6',
  status: 'granted',
  expiresOn: null,
  filedOn: '2021-08-12',
  ...given,
});
const told: RegisterFacts = {
  number: 'ZL202110000001.6',
  title: '淀粉废水蛋白回收方法',
  type: 'invention',
  owner: '陇原理工大学',
  status: '有效',
  filedOn: '2021-08-12',
  expiresOn: '2041-08-12',
  paidUntilOn: '2027-08-12',
  asOf: '2026-11-02',
  isLapsed: false,
};
const known = { register: [], linked: [], statusWord: () => '授权', ownerName: '某大学', today };
const named: RightTerms = {
  type: 'invention',
  name: '淀粉废水蛋白回收方法',
  number: 'ZL202110000001.6',
  owner: '陇原理工大学',
  status: '有效',
  filedOn: '2021-08-12',
  expiresOn: '2041-08-12',
  paidUntilOn: '2027-08-12',
  asOf: '2026-11-02',
};
const parties = { licensor: { name: '甲' }, licensee: { name: '乙' }, subject: { name: '某技术' } };
const text = (rights?: RightTerms[]) =>
  describeTerms(rights === undefined ? soundTerms() : soundTerms({ rights }), parties);

test('the register knows a right better than the record; what it does not know is counted from the filing', () => {
  expect(liveRights({ ...known, ip: [right()], register: [told] })).toEqual([named]);
  const [own] = liveRights({ ...known, ip: [right()] });
  expect(own).toMatchObject({
    owner: '某大学',
    status: '授权',
    expiresOn: '2041-08-11',
    paidUntilOn: null,
    asOf: today,
  });
});

test('a lapsed right is not offered, whoever says that it lapsed', () => {
  expect(liveRights({ ...known, ip: [right()], register: [{ ...told, isLapsed: true }] })).toEqual([]);
  expect(liveRights({ ...known, ip: [right({ status: 'invalid' })] })).toEqual([]);
  expect(liveRights({ ...known, ip: [right({ expiresOn: '2026-11-21' })] })).toEqual([]);
});

test('patents linked to the achievement are named too, once', () => {
  expect(liveRights({ ...known, ip: [], register: [told], linked: [told.number] })).toEqual([named]);
  expect(liveRights({ ...known, ip: [right()], register: [told], linked: [told.number] })).toHaveLength(1);
});

test('a right that a version names stays as it names it', () => {
  const live = { ...named, status: '终止', asOf: today };
  expect(rightsToChoose([named], [live])).toEqual([named]);
  expect(rightsToChoose(undefined, [live])).toEqual([live]);
});

test('article 1 names each right, the annex its owner, days, fee and state (Civil Code art. 845)', () => {
  const articles = text([named]);
  expect(articles[0]?.paragraphs.at(-1)).toContain('发明专利“淀粉废水蛋白回收方法”（ZL202110000001.6）');
  expect(articles.at(-1)).toMatchObject({
    title: '附件：知识产权清单',
    paragraphs: [
      '发明专利“淀粉废水蛋白回收方法”（ZL202110000001.6）：权利人 陇原理工大学，申请日 2021-08-12，有效期至 2041-08-12，年费缴至 2027-08-12，状态 有效（截至 2026-11-02）。',
    ],
  });
});

test('terms from before rights were named keep their words and their stored text', () => {
  expect(text()[0]?.paragraphs.at(-1)).toBe('涉及的知识产权见附件清单。');
  expect(text().some(({ title }) => title.startsWith('附件'))).toBe(false);
  expect('rights' in termsToJson(termsFromJson(termsToJson(soundTerms())))).toBe(false);
});

test('named rights survive storing, and another choice of rights is a change of one clause', () => {
  const terms = soundTerms({ rights: [named, { ...named, number: null, paidUntilOn: null, name: '配方' }] });
  expect(termsFromJson(termsToJson(terms))).toEqual(terms);
  expect(changedClauses(terms, { ...terms, rights: [named] })).toEqual(['rights']);
});

test('terms that say nothing of rights keep those of the version before; a choice of none is a choice', () => {
  const before = soundTerms({ rights: [named] });
  expect(keepRights(before, soundTerms())).toEqual(before);
  expect(keepRights(before, soundTerms({ rights: [] })).rights).toEqual([]);
});

test('a patent can be assigned only where one is named', () => {
  const codes = (rights: RightTerms[]) =>
    checkTerms(
      soundTerms({ kind: 'transfer', subKind: '专利权转让', rights, trial: { months: 0, extensionMonths: 0 } }),
    ).errors.map(({ path }) => path);
  expect(codes([])).toEqual(['rights']);
  expect(codes([{ ...named, type: 'trade_secret' }])).toEqual(['rights']);
  expect(codes([named])).toEqual([]);
});
