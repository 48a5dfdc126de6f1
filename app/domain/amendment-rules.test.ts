import { expect, test } from 'vitest';
import { amendmentFault, countedFault, type Performed, waitFault } from './amendment-rules.ts';
import { type MilestoneTerms, newTerms, type PayLaterTerms } from './contract.ts';

const stone: MilestoneTerms = {
  name: '技术验证',
  trigger: 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '',
  evidence: '',
  amountFen: 100_000_00n,
  payWithinDays: 30,
  acceptWithinDays: 15,
};
const before: PayLaterTerms = { ...newTerms, milestones: [stone, { ...stone, name: '投产' }] };
const fresh: Performed = {
  reached: [],
  hasReports: false,
  hasOpenClaims: false,
  reportedUntil: null,
  countedUntil: null,
  signedOn: '2026-01-24',
  chargedFen: 0n,
  today: '2026-11-22',
};
const pathOf = (after: Partial<PayLaterTerms>, done: Partial<Performed> = {}) =>
  amendmentFault(before, { ...before, ...after }, { ...fresh, ...done })?.path ?? null;

test('an open term may change, nothing at all is no change', () => {
  expect(pathOf({ territory: '全球' })).toBeNull();
  expect(pathOf({})).toBe('');
});

test('a milestone that was reached keeps its sum, a pending one may get another', () => {
  const milestones = [{ ...stone, amountFen: 1n }, before.milestones[1]!];
  expect(amendmentFault(before, { ...before, milestones }, { ...fresh, reached: [1] })?.path).toBe(
    'milestones[0].name',
  );
  expect(pathOf({ milestones })).toBeNull();
  expect(pathOf({ milestones: [stone] })).toBe('milestones[1].name');
});

test('signed later, a change of a milestone that was reached meanwhile is refused, whatever it changes of it', () => {
  const of = (change: Partial<MilestoneTerms>, reached: number[]) =>
    countedFault(
      before,
      { ...before, milestones: [{ ...stone, ...change }, before.milestones[1]!] },
      { ...fresh, reached },
    )?.path ?? null;
  expect(of({ amountFen: 1n }, [])).toBeNull();
  expect(of({ amountFen: 1n }, [2])).toBeNull();
  for (const change of [{ amountFen: 1n }, { payWithinDays: 90 }, { name: '别的' }, { triggerFen: 1n }]) {
    expect(of(change, [1])).toBe('milestones[0].name');
  }
});

test('the royalty stays once revenue was reported under it', () => {
  const royalty = { ...newTerms.royalty!, schedule: { kind: 'flat', ratePpm: 20_000 } as const };
  expect(pathOf({ royalty })).toBeNull();
  expect(pathOf({ royalty }, { hasReports: true })).toBe('royalty.kind');
});

test('until when periods are reported stays once one was, or a minimum charged: by it the minima are reckoned for all time', () => {
  const rules = { hasReports: true };
  expect(pathOf({ restDays: 'move' }, rules)).toBe('restDays');
  expect(pathOf({ restDays: 'move' })).toBeNull();
  // What was not agreed is as agreed to stay.
  expect(pathOf({ restDays: 'keep', territory: '全国' }, rules)).toBeNull();
});

test('a term is not shortened to before what was reported or charged', () => {
  const years = before.termYears;
  const of = (termYears: number, countedUntil: string | null) =>
    pathOf({ termYears }, { hasReports: true, countedUntil });
  // Signed on 24 January 2026: one year ends on 23 January 2027.
  expect(of(1, '2027-01-24')).toBe('termYears');
  expect(of(1, '2027-01-23')).toBeNull();
  expect(of(1, null)).toBeNull();
  expect(of(years + 1, '2040-01-01')).toBeNull();
  expect(countedFault(before, { ...before, termYears: 1 }, { ...fresh, countedUntil: '2027-03-31' })?.path).toBe(
    'termYears',
  );
});

test('neither the first day nor the trial moves by an amendment', () => {
  expect(pathOf({ startsOn: '2027-01-01' })).toBe('startsOn');
  expect(pathOf({ trial: { months: 24, extensionMonths: 6 } })).toBe('trial.months');
});

test('a change makes no other kind of contract of it', () => {
  expect(pathOf({ kind: 'service' })).toBe('kind');
});

test('what the contract costs waits for no later day; words do, for a year at most', () => {
  const second = before.milestones[1]!;
  const wait = (change: Partial<PayLaterTerms>, effectiveOn = '2026-12-01') =>
    waitFault(before, { ...before, ...change }, { effectiveOn, today: '2026-11-22' })?.path ?? null;
  expect(wait({ territory: '西北五省' })).toBeNull();
  expect(wait({ territory: '西北五省' }, '2027-11-23')).toBeNull();
  expect(wait({ territory: '西北五省' }, '2027-11-24')).toBe('change.effectiveOn');
  for (const change of [
    { royalty: null },
    { termYears: before.termYears + 1 },
    { latePenaltyPpmPerDay: 100 },
    { milestones: [{ ...stone, triggerFen: 1_00n }, second] },
    { milestones: [{ ...stone, amountFen: 1n }, second] },
    { milestones: [{ ...stone, acceptWithinDays: 3 }, second] },
    { milestones: [...before.milestones, stone] },
    { invoicing: 'invoice_first' as const },
  ]) {
    expect(wait(change)).toBe('change.effectiveOn');
    expect(wait(change, '2026-11-22')).toBeNull();
  }
});

test('other rates begin within the term as it will be: none is promised for a time behind its end', () => {
  const later = (...starts: string[]) => ({
    ...newTerms.royalty!,
    later: starts.map((fromOn) => ({ fromOn, schedule: { kind: 'flat', ratePpm: 20_000 } as const })),
  });
  // Five years from 2026-01-24.
  expect(pathOf({ royalty: later('2030-10-01') })).toBeNull();
  expect(pathOf({ royalty: later('2031-01-01') })).toBeNull();
  expect(pathOf({ royalty: later('2030-10-01', '2031-04-01') })).toBe('royalty.later[1].fromOn');
  expect(pathOf({ royalty: later('2030-10-01'), termYears: 4 })).toBe('royalty.later[0].fromOn');
  expect(pathOf({ royalty: later('2031-04-01'), termYears: 6 })).toBeNull();
  // What was agreed before goes with the years that are cut off, and is in the way of nothing else.
  const agreed = { ...before, royalty: later('2030-10-01') };
  const of = (after: Partial<PayLaterTerms>, was: PayLaterTerms = agreed) =>
    amendmentFault(was, { ...was, ...after }, fresh)?.path ?? null;
  expect(of({ termYears: 4 })).toBe('royalty.later[0].fromOn');
  expect(of({ termYears: 4, royalty: newTerms.royalty })).toBeNull();
  expect(of({ territory: '全球' }, { ...before, royalty: later('2031-04-01') })).toBeNull();
});

test('what royalties await neither goes nor comes by an amendment; what is delivered may become more or less', () => {
  const listed = { ...before, deliverables: ['工艺包', '样品'] };
  const fault = (base: PayLaterTerms, deliverables: string[]) =>
    amendmentFault(base, { ...base, deliverables }, fresh)?.path ?? null;
  expect(fault(listed, ['工艺包'])).toBeNull();
  expect(fault(listed, [' '])).toBe('deliverables');
  expect(fault({ ...before, deliverables: [] }, ['工艺包'])).toBe('deliverables');
  // Written before royalties awaited anything: nothing hangs on the list.
  const { royaltyAwaits: _, ...old } = listed;
  expect(fault(old, [])).toBeNull();
  expect(amendmentFault(old, { ...listed, territory: '全国' }, fresh)?.path).toBe('deliverables');
});
