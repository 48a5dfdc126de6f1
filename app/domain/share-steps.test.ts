import { expect, test } from 'vitest';
import { sharePaper } from './share-paper.ts';
import { shareSteps } from './share-steps.ts';

const facts = {
  receiptFen: 30_000_000n,
  netFen: 29_250_000n,
  teamPpm: 700_000,
  floorPpm: 600_000,
  floorSource: '《甘肃省促进科技成果转化条例》',
  lines: [
    { kind: 'broker', label: '技术经纪人 丙', amountFen: 600_000n },
    { kind: 'cost', label: '评估费', amountFen: 150_000n },
    { kind: 'person', label: '甲', amountFen: 10_237_500n },
    { kind: 'person', label: '乙', amountFen: 10_237_500n },
    { kind: 'unit', label: '单位', amountFen: 8_775_000n },
  ],
  amountFen: 10_237_500n,
  taxable: { reducedFen: 5_118_750n, fullFen: 10_237_500n, isReduced: true },
  paid: { taxFen: 100_000n },
};

test('from the receipt to what was paid, every step to the fen', () => {
  expect(shareSteps(facts).map(({ label, note, fen }) => [label, note, fen])).toEqual([
    ['本次分配的到账', '', 30_000_000n],
    ['减：评估费', '税金和直接成本', -150_000n],
    ['减：技术经纪佣金', '', -600_000n],
    ['净收入', '', 29_250_000n],
    ['完成人团队', '净收入的 70%，不低于《甘肃省促进科技成果转化条例》的 60%', 20_475_000n],
    ['本人份额（应发）', '完成人团队的 50%', 10_237_500n],
    ['计入当月工资薪金', '减按 50% 计税', 5_118_750n],
    ['减：代扣个税', '', -100_000n],
    ['实发', '', 10_137_500n],
  ]);
});

test('before the payment nothing is withheld yet, and the tax is said as it stands now', () => {
  const taxable = { ...facts.taxable, isReduced: false };
  const steps = shareSteps({ ...facts, taxable, paid: null });
  expect(steps.at(-1)).toEqual({
    label: '计入当月工资薪金',
    note: '按现在的条件全额计税；代扣和实发在发放后列出',
    fen: 10_237_500n,
  });
});

test('pay for work that stands alone is nobody’s reward as completer', () => {
  const steps = shareSteps({ ...facts, floorPpm: 0, floorSource: '' });
  expect(steps.find(({ fen }) => fen === 20_475_000n)).toMatchObject({
    label: '做这项工作的人',
    note: '净收入的 70%，没有法定下限，按本单位规定或者约定',
  });
});

test('the printed statement has the same steps', () => {
  const paper = sharePaper({
    ...facts,
    steps: shareSteps(facts),
    name: '甲',
    unit: '某大学',
    contract: 'HT-1',
    receiptNo: 'SK-1',
    receivedOn: '2026-11-21',
    state: '已发放',
    conditions: [],
    payout: { paidOn: '2026-11-21', voucherNo: 'JZ-1' },
    isSample: false,
  });
  const table = paper.blocks.find((block) => block.kind === 'table');
  expect(table?.rows.map(([label, , yuan]) => [label, yuan])).toContainEqual(['实发', '¥101,375.00']);
  expect(table?.rows).toHaveLength(shareSteps(facts).length);
});
