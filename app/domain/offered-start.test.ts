import { expect, test } from 'vitest';
import { startComposerForm } from './composer-form.ts';
import { checkTerms } from './contract-check.ts';
import { PayLaterTermsInput } from './contract-input.ts';
import { offeredStart, startWords } from './offered-start.ts';

const formula = {
  kind: 'formula',
  entryFen: '5000000',
  milestonesFen: '30000001',
  royaltyPpm: 25_000,
  capFen: '60000000',
} as const;
const rowsOf = (price: Parameters<typeof startComposerForm>[0]) =>
  startComposerForm(price).milestones.map(({ name, trigger, amount }) => [name, trigger, amount]);

test('a formula with an entry fee begins a licence that has one, to the fen; its terms stand but for what nobody agreed yet', () => {
  const form = startComposerForm(formula);
  expect(form.kind).toBe('licence');
  expect(rowsOf(formula)).toEqual([
    ['入门费', 'signed', '5'],
    ['技术验证通过', 'tech_validated', '12.857143'],
    ['投产', 'in_production', '17.142858'],
  ]);
  expect(form.royalty).toMatchObject({ kind: 'flat', rate: '2.5', cap: '60' });
  expect(form.trial).toMatchObject({ months: '0', extensionMonths: '0' });
  const read = PayLaterTermsInput.parse({
    ...form,
    fieldOfUse: '淀粉加工',
    improvements: 'shared',
    deliverables: '图纸',
  });
  const paths = checkTerms(read).errors.map(({ path }) => path);
  expect(paths.every((path) => /^milestones\[\d\]\.(criteria|evidence)$/.test(path))).toBe(true);
});

test('without an entry fee it begins the pay-later shape, without a share of sales it has neither rate nor cap', () => {
  const none = { ...formula, entryFen: '0' };
  expect(startComposerForm(none)).toMatchObject({ trial: { months: '12' }, royalty: { rate: '2.5', cap: '60' } });
  expect(offeredStart(none)).toMatchObject({ kind: 'pay_later', trialMonths: null });
  expect(offeredStart(none)?.milestones.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(30_000_001n);
  const fixed = startComposerForm({ ...formula, royaltyPpm: 0 });
  expect(fixed.royalty).toMatchObject({ kind: 'none', rate: '', cap: '' });
  expect(rowsOf({ ...formula, milestonesFen: '0' })).toEqual([['入门费', 'signed', '5']]);
  expect(offeredStart({ kind: 'fixed', amountFen: '5' })).toBeNull();
});

test('what of the offer was not taken is said', () => {
  const words = startWords({ ...formula, royaltyPpm: 0 }, '每半年对账');
  expect(words?.figures).toBe('入门费 5 万元，里程碑 30.000001 万元，合计最多 60 万元');
  expect(words?.left.join()).toMatch(/封顶 60 万元没有带过来.*“每半年对账”/);
  expect(startWords({ ...formula, entryFen: '0' }, null)?.left.join()).toMatch(/先选了先用后付/);
  expect(startWords({ kind: 'negotiable' }, null)).toBeNull();
});
