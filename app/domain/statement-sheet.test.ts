import { expect, test } from 'vitest';
import { statementSheet, type StatementSheetFacts } from './statement-sheet.ts';

const facts = (given: Partial<StatementSheetFacts>): StatementSheetFacts => ({
  contract: 'HT-2025-00002　砌块',
  contractNo: 'HT-2025-00002',
  licensee: '示例公司',
  period: '2026 年第 2 季度',
  startsOn: '2026-04-01',
  endsOn: '2026-06-30',
  remark: '',
  lines: [],
  grossFen: 1_402_850_00n,
  deductions: [],
  baseFen: 1_260_000_00n,
  sums: [],
  dueFen: 0n,
  takenBack: [],
  note: '',
  steps: [],
  filer: '师素葭',
  filedAt: new Date('2026-11-02T03:30:00Z'),
  isSample: true,
  ...given,
});
const textOf = (given: Partial<StatementSheetFacts>) => JSON.stringify(statementSheet(facts(given)).blocks);

test('what goes under the seal of a correction says why it was made and what it takes back', () => {
  const text = textOf({
    takenBack: [
      { ofPeriod: null, fen: 19_200_00n },
      { ofPeriod: '2026 年第 3 季度', fen: 300_00n },
    ],
    note: '外购的误计入',
  });
  expect(text).toContain('["说明","外购的误计入"]');
  expect(text).toContain('["更正调低的提成，记为贷项","19,200.00"]');
  expect(text).toContain('["2026 年第 3 季度随之调低的提成，记为贷项","300.00"]');
  const restated = textOf({ sums: [['减：原申报已计', 25_000_00n]], dueFen: 5_000_00n });
  expect(restated).toContain('["减：原申报已计","25,000.00"],["本次应付提成","5,000.00"]');
  expect(textOf({})).not.toMatch(/说明|贷项/);
});
