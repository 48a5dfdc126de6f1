import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { type ComposerForm, milestonesOfKind, startComposerForm } from './composer-form.ts';
import {
  articlesOfStep,
  composerSteps,
  mergeSent,
  mergeStep,
  prefilledSteps,
  stepAfter,
  stepOfPath,
  stepsOf,
  prefilledAfterSale,
} from './composer-steps.ts';
import { contractKinds } from './contract-kind.ts';
import { describeTerms } from './contract-text.ts';

const draft = { ...startComposerForm({ kind: 'negotiable' }), fieldOfUse: '淀粉加工' };

test('a step changes its own fields and nothing else', () => {
  const sent = {
    ...startComposerForm({ kind: 'negotiable' }),
    trial: {
      months: '6',
      extensionMonths: '0',
      decideWithinDays: '',
      purpose: '',
      volume: '',
      metrics: '',
      method: '',
      evaluator: '',
    },
  };
  const merged = mergeStep(draft, 'trial', sent);
  expect(merged).toEqual({ ...draft, trial: sent.trial });
  expect(mergeStep(draft, 'scope', { ...sent, fieldOfUse: '' }).fieldOfUse).toBe('');
});

test('every field of the form belongs to a step', () => {
  for (const name of Object.keys(draft)) {
    const sent = { ...draft, [name]: 'x' };
    const changed = composerSteps.filter((step) => mergeStep(draft, step, sent)[name as 'kind'] === 'x');
    expect([name, changed.length]).toEqual([name, 1]);
  }
});

test('a kind shows the steps that make sense for it', () => {
  expect(stepsOf('pay_later')).toEqual([...composerSteps]);
  expect(stepsOf('transfer')).not.toContain('trial');
  expect(stepsOf('service')).toEqual(['kind', 'scope', 'milestones', 'other', 'review']);
  expect(stepAfter('scope', stepsOf('service'))).toBe('milestones');
  expect(stepAfter('review', stepsOf('service'))).toBe('review');
});

test('a complaint leads to its step', () => {
  expect(stepOfPath('milestones[2].amount')).toBe('milestones');
  expect(stepOfPath('dispute.place')).toBe('other');
  expect(stepOfPath('change.effectiveOn')).toBe('review');
  expect(stepOfPath('')).toBe('review');
});

test.each(contractKinds)('each step of a contract of kind %s but the last has its articles in the text', (kind) => {
  const terms = soundTerms({ kind });
  const articles = describeTerms(terms, {
    licensor: { name: '甲' },
    licensee: { name: '乙' },
    subject: { name: '丙' },
  });
  const titles = articles.map(({ title }) => title);
  for (const step of stepsOf(kind).slice(0, -1)) {
    expect([step, articlesOfStep[step].some((title) => titles.includes(title))]).toEqual([step, true]);
  }
});

test('another base brings its own costs or deductions, unless somebody wrote into those of the former', () => {
  const names = (form: ComposerForm) => form.royalty.deductions.map(({ name }) => name).filter(Boolean);
  const asProfit = { ...draft, royalty: { ...draft.royalty, base: 'profit' } };
  const swapped = mergeSent(draft, 'royalty', asProfit);
  expect(names(swapped)).toContain('人工费');
  expect(names(swapped)).not.toContain('商业折扣');
  const back = mergeSent(swapped, 'royalty', { ...swapped, royalty: { ...swapped.royalty, base: 'net_sales' } });
  expect(names(back)).toEqual(names(draft));
  const own = { ...asProfit, royalty: { ...asProfit.royalty, deductions: [{ name: '运输费', cap: '3' }] } };
  expect(names(mergeSent(draft, 'royalty', own))).toEqual(['运输费']);
});

test('what a licence costs is no price of advice; among licences, and among works, the sum is shared out anew', () => {
  const rows = [200_000_00n, 300_000_00n, 500_000_00n];
  const offered = {
    ...draft,
    milestones: milestonesOfKind(draft.milestones, 'pay_later').map((row, i) => ({
      ...row,
      amount: String((rows[i] ?? 0n) / 1_000_000n),
    })),
  };
  const sums = (form: ComposerForm, kind: string) =>
    mergeSent({ ...form, kind: form.kind }, 'kind', { ...form, kind }).milestones.map(({ amount }) => amount);
  expect(sums({ ...offered, kind: 'pay_later' }, 'licence')).toEqual(['30', '30', '40']);
  expect(sums({ ...offered, kind: 'pay_later' }, 'consulting')).toEqual(['', '']);
  const work = { ...draft, kind: 'consulting', milestones: milestonesOfKind(offered.milestones, 'consulting') };
  expect(sums(work, 'service')).toEqual(['50', '50']);
  expect(sums(work, 'licence')).toEqual(['', '', '']);
});

test('a step whose price stands as it was filled in says where from; touched once, it says so no more', () => {
  const start = {
    ...draft,
    milestones: milestonesOfKind(draft.milestones, 'licence').map((row) => ({ ...row, amount: '6' })),
  };
  expect(prefilledSteps(start, start, true)).toEqual({
    milestones: '取自挂牌价格，请核对。',
    royalty: '取自挂牌价格，请核对。',
  });
  expect(prefilledSteps(start, start, null)).toEqual({ royalty: '取自平台常用的，请核对。' });
  const typed = { ...start, milestones: start.milestones.map((row) => ({ ...row, amount: '7' })) };
  expect(Object.keys(prefilledSteps(typed, start, true))).toEqual(['royalty']);
  const free = { ...start, royalty: { ...start.royalty, kind: 'none' } };
  expect(Object.keys(prefilledSteps(free, free, true))).toEqual(['milestones']);
});

test('work names no patents before somebody ticks them; a technology names all, and what was ticked stays', () => {
  const all = ['patent:a', 'patent:b'];
  const rightsOf = (form: ComposerForm, kind: string) => mergeSent(form, 'kind', { ...form, kind }, all).rights;
  const begun = { ...draft, rights: all };
  for (const kind of ['consulting', 'service', 'development']) expect(rightsOf(begun, kind)).toEqual([]);
  expect(rightsOf(begun, 'transfer')).toEqual(all);
  expect(rightsOf({ ...draft, kind: 'consulting', rights: [] }, 'licence')).toEqual(all);
  expect(rightsOf({ ...draft, rights: ['patent:a'] }, 'consulting')).toEqual(['patent:a']);
  expect(rightsOf({ ...draft, kind: 'consulting', rights: ['patent:b'] }, 'service')).toEqual(['patent:b']);
  // A later version begins with the rights of the one before.
  expect(mergeSent(begun, 'kind', { ...begun, kind: 'consulting' }).rights).toEqual(all);
});

test('advice begins with a year, a technology with more; a term that somebody wrote stays', () => {
  const yearsOf = (form: ComposerForm, kind: string) => mergeSent(form, 'kind', { ...form, kind });
  const service = yearsOf(draft, 'service');
  expect(service.termYears).toBe('1');
  expect(yearsOf(service, 'licence').termYears).toBe('5');
  expect(yearsOf({ ...draft, termYears: '8' }, 'consulting').termYears).toBe('8');
});

test('after a sale the payments are said to be the platform’s until somebody has written into them', () => {
  const start = startComposerForm({ kind: 'negotiable' });
  expect(prefilledAfterSale(start, start)).toEqual({ milestones: expect.stringContaining('照公告') as string });
  const milestones = start.milestones.map((row) => ({ ...row, payWithinDays: '15' }));
  expect(prefilledAfterSale({ milestones }, start)).toEqual({});
});
