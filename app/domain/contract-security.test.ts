import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { composerForm, readComposerForm } from './composer-form.ts';
import { ComputeTermsInput } from './compute-input.ts';
import { changedClauses } from './contract-clauses.ts';
import { PayLaterTermsInput } from './contract-input.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { noSecurity } from './contract-form.ts';
import { describeTerms } from './contract-text.ts';
import type { PayLaterTerms, SecurityTerms } from './contract.ts';

const security: SecurityTerms = {
  kind: 'insurance',
  provider: '某财产保险公司',
  product: '专利实施失败费用损失保险',
  sumFen: 50_000_000n,
  premiumFen: 1_000_000n,
  subsidyPpm: 800_000,
  beneficiary: '被许可方',
  claimEvent: '试用期内未达到约定指标',
};
const evaluation = { metrics: ['蛋白回收率不低于 75%', '连续运行 72 小时'], method: '第三方检测', evaluator: '双方' };
const plain = soundTerms();
const terms: PayLaterTerms = {
  ...plain,
  trial: { ...plain.trial, evaluation },
  security: [security],
  ownClauses: ['许可方每季度派员到厂一次。'],
};
const parties = { licensor: { name: '甲' }, licensee: { name: '乙' }, subject: { name: '某技术' } };
const article = (given: PayLaterTerms, title: string) =>
  describeTerms(given, parties)
    .find((one) => one.title === title)
    ?.paragraphs.join('\n') ?? '';

test('what secures the contract is an article with its sums, in whose favour and when it may be called on', () => {
  const words = article(terms, '履约保障');
  expect(words).toContain('保险人为某财产保险公司');
  expect(words).toContain('保险金额人民币 ¥500,000.00');
  expect(words).toContain('补贴 80%');
  expect(words).toContain('试用期内未达到约定指标');
});

test('several securities stand side by side, each with its own words; a version from when there was one holds an object', () => {
  const deposit: SecurityTerms = {
    ...security,
    kind: 'deposit',
    provider: '双方共管账户',
    product: '',
    claimEvent: '逾期付款',
  };
  const words = article({ ...plain, security: [security, deposit] }, '履约保障');
  expect(words).toContain('保险人为某财产保险公司');
  expect(words).toContain('保证金的保管人为双方共管账户');
  expect(words).toContain('各项保障互不替代');
  expect(article(terms, '履约保障')).not.toContain('各项保障互不替代');
  const before = { ...termsToJson(terms), security: termsToJson(terms).security?.[0] };
  expect(termsFromJson(before)).toEqual(terms);
});

test('a draft from when there could be but one keeps it, and rows without a kind are nothing', () => {
  const row = composerForm(terms).security[0];
  expect(readComposerForm({ ...composerForm(plain), security: row }).security).toEqual([row]);
  expect(readComposerForm({ ...composerForm(plain), security: [noSecurity, row] }).security).toEqual([row]);
});

test('by what the trial is judged stands in its article, and clauses of one’s own at the end', () => {
  expect(article(terms, '试用')).toContain('（1）蛋白回收率不低于 75%；（2）连续运行 72 小时');
  expect(article(terms, '其他约定')).toBe('许可方每季度派员到厂一次。');
});

test('terms without them keep their words, their JSON and their numbers', () => {
  expect(article(plain, '履约保障')).toBe('');
  expect(article(plain, '其他约定')).toBe('');
  expect(
    describeTerms(terms, parties)
      .map(({ title }) => title)
      .filter((title) => !['履约保障', '其他约定'].includes(title)),
  ).toEqual(describeTerms(plain, parties).map(({ title }) => title));
  const stored = termsToJson(termsFromJson(termsToJson(plain)));
  expect(['security', 'ownClauses'].some((key) => key in stored) || 'evaluation' in stored.trial).toBe(false);
});

test('they survive storing and the way through the form', () => {
  expect(termsFromJson(termsToJson(terms))).toEqual(terms);
  expect(PayLaterTermsInput.parse(composerForm(terms))).toEqual(terms);
  expect(PayLaterTermsInput.parse(composerForm(plain))).toEqual(plain);
});

test('a security that is chosen names who gives it, in whose favour and for what', () => {
  const form = composerForm(terms);
  const read = PayLaterTermsInput.safeParse({ ...form, security: [{ kind: 'deposit' }] });
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'security.0.provider',
    'security.0.beneficiary',
    'security.0.claimEvent',
  ]);
});

test('each is bargained for with its clause, and the auditors’ tool reads terms that have them', () => {
  expect(changedClauses(plain, { ...plain, security: [security] })).toEqual(['security']);
  expect(changedClauses(plain, { ...plain, ownClauses: ['一句。'] })).toEqual(['own']);
  expect(changedClauses(plain, { ...plain, trial: terms.trial })).toEqual(['trial']);
  expect(ComputeTermsInput.safeParse(termsToJson(terms)).success).toBe(true);
});
