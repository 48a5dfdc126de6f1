import { expect, test } from 'vitest';
import {
  assignedComposerForm,
  composerForm,
  editRows,
  readComposerForm,
  readSales,
  resultComposerForm,
  startComposerForm,
} from './composer-form.ts';
import { newTerms } from './contract.ts';
import { PayLaterTermsInput } from './contract-input.ts';

const price = {
  kind: 'pay_later',
  milestonesFen: '40000000',
  royaltyPpm: 25_000,
  capFen: '160000000',
  trialMonths: 9,
} as const;

test('a new contract starts with three milestones that sum to the stated price, its rate, cap and trial', () => {
  const form = startComposerForm(price);
  expect(form.milestones.map((row) => row.amount)).toEqual(['8', '12', '20']);
  expect(form.royalty).toMatchObject({ kind: 'flat', rate: '2.5', cap: '160' });
  expect(form.trial.months).toBe('9');
});

test('without a stated price the amounts stay open', () => {
  expect(startComposerForm({ kind: 'negotiable' }).milestones.map((row) => row.amount)).toEqual(['', '', '']);
});

test('adding and removing rows loses nothing that was typed', () => {
  const typed = { ...startComposerForm(price), fieldOfUse: '淀粉加工' };
  const four = editRows(typed, 'add-milestone')!;
  expect(four.milestones).toHaveLength(4);
  expect({ ...four, milestones: typed.milestones }).toEqual(typed);
  expect(editRows(four, 'remove-milestone:1')!.milestones.map((row) => row.amount)).toEqual(['8', '20', '']);
  expect(editRows(typed, 'propose')).toBeNull();
});

test('a new milestone has the days of the one above it', () => {
  const start = startComposerForm(price, {
    acceptWithinDays: 25,
    latePenaltyPpmPerDay: 300,
    latePenaltyCapPpm: 100_000,
  });
  expect(start.milestones.map(({ acceptWithinDays }) => acceptWithinDays)).toEqual(['25', '25', '25']);
  expect([start.latePenaltyPerDay, start.latePenaltyCap].map((typed) => typed?.replace('%', ''))).toEqual([
    '0.03',
    '10',
  ]);
  expect(editRows(start, 'add-milestone')!.milestones[3]).toMatchObject({
    acceptWithinDays: '25',
    amount: '',
    name: '',
  });
});

test('a new tier begins where the last one ends', () => {
  const one = editRows(startComposerForm(price), 'add-tier')!;
  one.royalty.tiers[0] = { from: '0', to: '1000', rate: '3' };
  expect(editRows(one, 'add-tier')!.royalty.tiers.at(-1)).toEqual({ from: '1000', to: '', rate: '' });
  expect(one.royalty.kind).toBe('tiered');
});

test('rows are bounded, whatever is sent', () => {
  const milestones: unknown[] = [];
  milestones[900_000_000] = { name: 'x' };
  expect(readComposerForm({ milestones }).milestones).toHaveLength(20);
  let form = startComposerForm(price);
  for (let i = 0; i < 40; i += 1) form = editRows(form, 'add-milestone')!;
  expect(form.milestones).toHaveLength(20);
});

test('strange values become empty text, never an exception', () => {
  for (const strange of [null, 7, 'x', [], { royalty: 3, milestones: 'x', trial: [], sales: { a: 1 } }]) {
    const form = readComposerForm(strange);
    expect(form.milestones).toEqual([]);
    expect(form.sales).toEqual(['', '', '', '', '']);
    expect(PayLaterTermsInput.safeParse(form).success).toBe(false);
  }
});

test('terms through the form and back are the same terms', () => {
  const terms = { ...newTerms, fieldOfUse: '淀粉加工', improvements: 'shared' as const };
  expect(PayLaterTermsInput.parse(readComposerForm({ ...composerForm(terms) }))).toEqual(terms);
});

test('all deductions deleted means none are agreed, not the usual ones', () => {
  const form = composerForm({ ...newTerms, fieldOfUse: 'x', improvements: 'shared' });
  form.royalty.deductions = form.royalty.deductions.map(() => ({ name: '', cap: '' }));
  expect(PayLaterTermsInput.parse(form).royalty?.deductions).toEqual([]);
});

test('expected sales are read in 万元; empty years in between count as nothing', () => {
  expect(readSales(['100', '', '1,200.5', '', ''])).toEqual({
    salesFen: [100_000_000n, 0n, 1_200_500_000n],
    errors: {},
  });
  expect(readSales(['x']).errors).toHaveProperty('sales[0]');
});

test('a reason is cut between characters, never within one, and holds nothing that no store takes', () => {
  const { reasons } = readComposerForm({ reasons: { royalty: `${'因'.repeat(499)}😀`, scope: '扩大\0地域' } });
  expect(reasons).toEqual({ royalty: '因'.repeat(499), scope: '扩大 地域' });
});

test('after a sale the price and the mode are its own; where a licence holds is the notice’s to say', () => {
  const usual = { acceptWithinDays: 15, latePenaltyPpmPerDay: 500, latePenaltyCapPpm: 200_000 };
  const of = (...modes: string[]) => resultComposerForm({ priceFen: 59_123_457n, modes }, usual);
  expect(of('LIC_SOLE')).toMatchObject({ kind: 'licence', licenceKind: 'sole', territory: '' });
  expect(of('LIC_SOLE').milestones.map(({ amount }) => amount)).toEqual(['59.123457']);
  expect(of('LIC_SOLE').royalty.kind).toBe('none');
  expect(of('ASSIGN')).toMatchObject({ kind: 'transfer', territory: '中国境内' });
});

test('what is listed to be assigned begins as an assignment, its fixed price as one sum on signing', () => {
  const defaults = { ...newTerms, acceptWithinDays: 15 };
  const form = assignedComposerForm({ kind: 'fixed', amountFen: '120000000' }, defaults);
  expect(form).toMatchObject({
    kind: 'transfer',
    milestones: [{ name: '转让价款', trigger: 'signed', amount: '120' }],
  });
  expect(assignedComposerForm({ kind: 'negotiable' }, defaults).milestones).toMatchObject([{ amount: '' }]);
});
