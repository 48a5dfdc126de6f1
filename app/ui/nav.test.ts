import { expect, test } from 'vitest';
import { isUnder, workNav } from './nav.ts';

const current = (pathname: string) =>
  workNav
    .flat()
    .filter((item) => isUnder(pathname, item))
    .map((item) => item.label);

test.each([
  ['/desk', '待办'],
  ['/desk/money', '收付与分配'],
  ['/desk/obligations/1', '收付与分配'],
  ['/desk/receipts/1', '收付与分配'],
  ['/desk/ledger', '收付与分配'],
  ['/desk/distributions/1', '收付与分配'],
  ['/desk/shares/1', '收付与分配'],
  ['/desk/statements/1', '合同'],
  ['/desk/imports/1', '成果'],
  ['/desk/contracts/1/text', '合同'],
  ['/desk/organisation/papers', '机构与成员'],
])('%s belongs to %s and to nothing else', (pathname, label) => {
  expect(current(pathname)).toEqual([label]);
});

test('a longer word is another place', () => {
  expect(current('/desk/dealsroom')).toEqual([]);
});
