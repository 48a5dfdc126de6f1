import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { changedClauses } from './contract-clauses.ts';
import { termsToForm } from './contract-form.ts';
import { PayLaterTermsInput } from './contract-input.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { describeTerms } from './contract-text.ts';
import { newTerms, type PayLaterTerms } from './contract.ts';

const plain: PayLaterTerms = { ...newTerms, fieldOfUse: '淀粉加工', improvements: 'owner_each' };
const agreed: PayLaterTerms = {
  ...plain,
  copies: { licensor: 2, licensee: 3, other: 1 },
  payee: { accountName: '甲大学', bankName: '乙银行兰州分行', accountNo: '6222020001234567' },
};
const parties = { licensor: { name: '甲大学' }, licensee: { name: '丙公司' }, subject: { name: '技术' } };
const wordsOf = (terms: PayLaterTerms) =>
  describeTerms(terms, parties)
    .flatMap(({ paragraphs }) => paragraphs)
    .join('\n');

test('copies and account stand in the words; where nothing is agreed the text is as it was', () => {
  const words = wordsOf(agreed);
  expect(words).toContain(
    '本合同一式 6 份，许可方执 2 份，被许可方执 3 份，办理登记等用 1 份，各份效力相同，以双方确认过的',
  );
  expect(words).toContain('户名甲大学，开户行乙银行兰州分行，账号 6222020001234567');
  expect(words).toContain('以付款时平台上已经核验、生效的账户为准');
  expect(wordsOf(plain)).toContain('纸质用印的，双方各执一份，办理登记另备所需的份数，以双方确认过的扫描件');
  expect(wordsOf(plain)).not.toContain('户名');
  expect(wordsOf({ ...agreed, kind: 'transfer' })).toContain('让与人执 2 份，受让人执 3 份');
});

test('they are kept as they are, and terms without them have no trace of them', () => {
  expect(termsFromJson(termsToJson(agreed))).toEqual(agreed);
  const stored = canonicalJson(termsToJson(plain));
  expect(stored).not.toMatch(/copies|payee/);
  expect(canonicalJson(termsToJson(termsFromJson(termsToJson(plain))))).toBe(stored);
});

test('each is a clause of the bargain', () => {
  expect(changedClauses(plain, agreed)).toEqual(['payment', 'own']);
  expect(changedClauses(agreed, agreed)).toEqual([]);
});

test('copies are counted for both sides or not at all', () => {
  const read = (copies: Record<string, string>) => PayLaterTermsInput.safeParse({ ...termsToForm(plain), copies });
  expect(read({ licensor: '', licensee: '', other: '' }).data).not.toHaveProperty('copies');
  expect(read({ licensor: '2', licensee: '2', other: '' }).data?.copies).toEqual({
    licensor: 2,
    licensee: 2,
    other: 0,
  });
  const faults = (copies: Record<string, string>) => read(copies).error?.issues.map(({ path }) => path.join('.'));
  expect(faults({ licensor: '2', licensee: '', other: '' })).toEqual(['copies.licensee']);
  expect(faults({ licensor: '0', licensee: '21', other: 'x' })).toHaveLength(3);
  expect(termsToForm(agreed).copies).toEqual({ licensor: '2', licensee: '3', other: '1' });
});
