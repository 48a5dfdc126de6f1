import { describe, expect, test } from 'vitest';
import { usualAudit } from './audit-terms.ts';
import { canonicalJson } from './canonical-json.ts';
import { changedClauses } from './contract-clauses.ts';
import { termsToForm } from './contract-form.ts';
import { PayLaterTermsInput } from './contract-input.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { describeTerms } from './contract-text.ts';
import { newTerms, type PayLaterTerms } from './contract.ts';

const plain: PayLaterTerms = {
  ...newTerms,
  fieldOfUse: '淀粉加工',
  improvements: 'owner_each',
  deliverables: ['工艺包'],
};
const agreed: PayLaterTerms = {
  ...plain,
  products: ['马铃薯蛋白粉', '膳食纤维'],
  stock: 'licensor_buys',
  guidanceDays: 12,
  trial: { ...plain.trial, purpose: '中试放大', volume: '累计 20 吨' },
  audit: { timesAYear: 2, noticeDays: 5, keepYears: 10, shortfallPpm: 30_000 },
};
const parties = { licensor: { name: '甲大学' }, licensee: { name: '丙公司' }, subject: { name: '技术' } };
const wordsOf = (terms: PayLaterTerms) =>
  describeTerms(terms, parties)
    .flatMap(({ paragraphs }) => paragraphs)
    .join('\n');

describe('products, guidance, stock, limits of the trial and the way of audit are terms', () => {
  test('each is said in the text of the contract', () => {
    const words = wordsOf(agreed);
    expect(words).toContain('使用标的技术提供的服务，包括：马铃薯蛋白粉、膳食纤维；');
    expect(words).toContain('试用只用于中试放大，规模不超过：累计 20 吨；');
    expect(words).toContain('必要的技术指导，不少于 12 人日，使被许可方');
    expect(words).toContain('自每期申报之日起不少于 10 年');
    expect(words).toContain('每年可以查阅 2 次相关账目，提前 5 个工作日书面通知；少报超过 3% 的');
    expect(words).toContain('许可方可以在 30 日内按成本价收购');
  });

  test('where nothing is agreed the text, and with it the hash of what was signed, is what it was', () => {
    const words = wordsOf(plain);
    expect(words).toContain('使用标的技术提供的服务；“净销售额”');
    expect(words).toContain('试用只用于技术验证和二次开发；试用期内不得再许可');
    expect(words).toContain('许可方提供必要的技术指导，使被许可方能够按约定实施。');
    expect(words).toContain('自每期申报之日起不少于 3 年。');
    expect(words).toContain('许可方每年可以查阅一次相关账目，提前 10 个工作日书面通知；少报超过 5% 的，查阅费用');
    expect(words).toContain('库存的标的产品怎样处理由双方书面商定，商定以前不得销售。');
    const stored = canonicalJson(termsToJson(plain));
    expect(stored).not.toMatch(/products|stock|guidance|purpose|volume|audit/);
    expect(canonicalJson(termsToJson(termsFromJson(termsToJson(plain))))).toBe(stored);
  });

  test('they are stored, and read back from the form, as they are', () => {
    expect(termsFromJson(termsToJson(agreed))).toEqual(agreed);
    expect(PayLaterTermsInput.parse(termsToForm(agreed))).toEqual(agreed);
    expect(PayLaterTermsInput.parse(termsToForm(plain))).toEqual(plain);
  });

  test('they are bargained for with the clause they belong to; the usual way of audit spelled out changes nothing', () => {
    expect(changedClauses(plain, agreed)).toEqual(['scope', 'term', 'delivery', 'trial', 'royalty']);
    expect(changedClauses(plain, { ...plain, audit: usualAudit })).toEqual([]);
  });

  test('who fills in one figure of the audit has the usual others; each has its bounds', () => {
    const read = (audit: Record<string, string>) =>
      PayLaterTermsInput.safeParse({ ...termsToForm(plain), audit: { ...termsToForm(plain).audit, ...audit } });
    expect(read({}).data).not.toHaveProperty('audit');
    expect(read({ noticeDays: '3' }).data?.audit).toEqual({ ...usualAudit, noticeDays: 3 });
    const faults = read({ timesAYear: '0', noticeDays: '61', keepYears: 'x', shortfall: '101' }).error?.issues;
    expect(faults?.map(({ path }) => path.join('.'))).toEqual([
      'audit.timesAYear',
      'audit.noticeDays',
      'audit.keepYears',
      'audit.shortfall',
    ]);
  });

  test('advice has no product, no trial and no accounts to look into', () => {
    const advice = PayLaterTermsInput.parse({
      ...termsToForm(agreed),
      kind: 'consulting',
      subKind: '',
      royalty: { ...termsToForm(agreed).royalty, kind: 'none' },
    });
    expect(advice).toMatchObject({ kind: 'consulting', guidanceDays: 12, trial: { months: 0, extensionMonths: 0 } });
    for (const name of ['products', 'stock', 'audit']) expect(advice).not.toHaveProperty(name);
  });
});
