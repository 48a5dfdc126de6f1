import { expect, test } from 'vitest';
import { checkTerms } from './contract-check.ts';
import { newTerms, type RightTerms } from './contract.ts';
import { lapsedRights } from './lapsed-rights.ts';

const right: RightTerms = {
  type: 'invention',
  name: '回收方法',
  number: 'ZL202110000101.2',
  owner: '某大学',
  status: '有效',
  filedOn: '2021-08-12',
  expiresOn: '2041-08-11',
  paidUntilOn: null,
  asOf: '2026-11-02',
};
const said = { number: right.number!, status: '有效', expiresOn: null, asOf: '2027-01-05', isLapsed: false };

test('a patent past the end that the contract names is lost from the next day on', () => {
  expect(lapsedRights([right], [], '2041-08-11')).toEqual([]);
  expect(lapsedRights([right], [], '2041-08-12')).toMatchObject([
    { lostOn: '2041-08-12', says: '有效期至 2041-08-11' },
  ]);
});

test('the end is counted from the filing where none is named, and only of patents', () => {
  const unnamed = { ...right, expiresOn: null };
  expect(lapsedRights([unnamed], [], '2041-08-12')).toMatchObject([{ lostOn: '2041-08-12' }]);
  expect(lapsedRights([{ ...right, type: 'trade_secret' }], [], '2050-01-01')).toEqual([]);
});

test('the register tells what the contract could not know: ceased, no day; another end than the contract names', () => {
  expect(lapsedRights([right], [{ ...said, status: '终止', isLapsed: true }], '2027-02-01')).toEqual([
    {
      key: right.number,
      label: '发明专利“回收方法”（ZL202110000101.2）',
      lostOn: null,
      says: '登记状态 终止（截至 2027-01-05）',
    },
  ]);
  expect(lapsedRights([right], [{ ...said, expiresOn: '2046-08-11' }], '2042-01-01')).toEqual([]);
  expect(lapsedRights([right], [{ ...said, number: 'ZL202110000102.0', isLapsed: true }], '2027-02-01')).toEqual([]);
});

test('a licence is held against the patents that it names, not against others of the achievement', () => {
  const codes = (rights?: readonly RightTerms[]) =>
    checkTerms(
      { ...newTerms, ...(rights && { rights }), termYears: 10 },
      { signedOn: '2026-12-01' },
      {
        patentsEndOn: '2046-01-01',
        guide: null,
      },
    ).warnings.map(({ code }) => code);
  expect(codes()).not.toContain('beyond_patent');
  expect(codes([right])).not.toContain('beyond_patent');
  expect(codes([{ ...right, expiresOn: '2030-01-01' }])).toContain('beyond_patent');
  expect(codes([{ ...right, expiresOn: '2030-01-01' }, right])).not.toContain('beyond_patent');
  expect(codes([])).not.toContain('beyond_patent');
});
