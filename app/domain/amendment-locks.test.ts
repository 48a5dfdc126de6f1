import { expect, test } from 'vitest';
import { amendmentLocks, amendmentSteps, holdLocked, lockedParts, warningsWithin } from './amendment-locks.ts';
import { amendmentFault, type Performed, restartsPublicity } from './amendment-rules.ts';
import { composerForm } from './composer-form.ts';
import { blankLater } from './contract-form.ts';
import { type ComposerStep, stepLabel } from './composer-steps.ts';
import { type MilestoneTerms, newTerms, type PayLaterTerms } from './contract.ts';
import { PayLaterTermsInput } from './contract-input.ts';

const stone: MilestoneTerms = {
  name: '技术验证',
  trigger: 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '连续运行 72 小时',
  evidence: '',
  amountFen: 100_000_00n,
  payWithinDays: 30,
  acceptWithinDays: 15,
};
const before: PayLaterTerms = {
  ...newTerms,
  territory: '甘肃省',
  fieldOfUse: '淀粉加工',
  improvements: 'owner_each',
  dispute: { way: 'court', place: '兰州' },
  milestones: [stone, { ...stone, name: '投产', trigger: 'in_production' }],
};
const base = composerForm(before);
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

/** Whoever types over everything: each text of the form another one that still reads. */
const typedOver = {
  ...base,
  kind: 'licence',
  startsOn: '2028-01-01',
  termYears: '9',
  territory: '全国',
  invoicing: 'invoice_first',
  restDays: base.restDays === 'move' ? 'keep' : 'move',
  trial: { ...base.trial, months: '24', extensionMonths: '6', decideWithinDays: '20' },
  milestones: [
    { ...base.milestones[0]!, name: '别的', amount: '1', trigger: 'prototype_done' },
    { ...base.milestones[1]!, criteria: '满产 30 天', amount: '2', trigger: 'prototype_done' },
    { ...base.milestones[1]!, name: '又一笔' },
  ],
  royalty: { ...base.royalty, kind: 'flat', rate: '9' },
};

const everyFacts: Performed[] = [[], [1], [1, 2]].flatMap((reached) =>
  [true, false].flatMap((hasReports) =>
    [true, false].map((hasOpenClaims) => ({
      reached,
      hasReports,
      hasOpenClaims,
      reportedUntil: hasReports ? '2026-12-31' : null,
      countedUntil: hasReports ? '2026-12-31' : null,
      signedOn: '2026-01-24',
      chargedFen: 0n,
      today: '2026-11-22',
    })),
  ),
);

test('whatever is typed, what the locks hold is no fault of a change', () => {
  for (const facts of everyFacts) {
    const held = PayLaterTermsInput.parse(holdLocked(typedOver, base, amendmentLocks(before, facts)));
    expect([facts, amendmentFault(before, held, facts)]).toEqual([facts, null]);
    expect(held.territory).toBe('全国');
  }
});

test('of a milestone that waits, its words stay open and its trigger does not; one that was reached stays whole', () => {
  const held = holdLocked(typedOver, base, amendmentLocks(before, { ...fresh, reached: [1] }));
  expect(held.milestones[0]).toEqual(base.milestones[0]);
  expect(held.milestones[1]).toEqual({ ...base.milestones[1], criteria: '满产 30 天', amount: '2' });
  expect(held.milestones).toHaveLength(3);
  // A row that was left out comes back: a milestone does not vanish.
  const dropped = holdLocked({ ...typedOver, milestones: [] }, base, amendmentLocks(before, fresh));
  expect(dropped.milestones).toEqual(base.milestones);
});

test('a change has the steps that have something to change, never the kind nor the trial', () => {
  const stepsWith = (facts: Partial<Performed>) =>
    amendmentSteps(before, amendmentLocks(before, { ...fresh, ...facts }));
  expect(stepsWith({})).toEqual(['scope', 'milestones', 'royalty', 'other', 'review']);
  expect(stepsWith({ hasReports: true })).toEqual(['scope', 'milestones', 'royalty', 'other', 'review']);
});

const right = {
  type: 'invention',
  name: '一种淀粉',
  number: 'ZL1',
  owner: '大学',
  status: '有效',
  filedOn: null,
  expiresOn: null,
  paidUntilOn: null,
  asOf: '2026-11-01',
} as const;

test('a change of the price, of its conditions, of what is given and where is published anew; of other words it is not', () => {
  const named = right;
  const is = (given: Partial<PayLaterTerms>, from: Partial<PayLaterTerms> = {}) =>
    restartsPublicity({ ...before, ...from }, { ...before, ...from, ...given });
  expect(is({ milestones: [{ ...stone, amountFen: 1n }, before.milestones[1]!] })).toBe(true);
  expect(is({ milestones: [...before.milestones, stone] })).toBe(true);
  expect(is({ royalty: { ...before.royalty!, capFen: 1_000_000_00n } })).toBe(true);
  const later = [{ fromOn: '2030-01-01', schedule: { kind: 'flat' as const, ratePpm: 10_000 } }];
  expect(is({ royalty: { ...before.royalty!, later } })).toBe(true);
  expect(is({ termYears: before.termYears + 1 })).toBe(true);
  expect(is({ licenceKind: 'exclusive' })).toBe(true);
  expect(is({ rights: [named, { ...named, number: 'ZL2' }] }, { rights: [named] })).toBe(true);
  expect(is({ rights: [{ ...named, asOf: '2026-12-01' }] }, { rights: [named] })).toBe(false);
  expect(is({ territory: '全国' })).toBe(true);
  expect(is({ fieldOfUse: '饲料' })).toBe(true);
  expect(is({ confidentialityYears: 9, dispute: { way: 'court', place: '兰州市' } })).toBe(false);
  for (const given of [{ payWithinDays: 3650 }, { triggerFen: 1n }, { triggerOn: '2046-01-01' }, { criteria: '无' }]) {
    expect(is({ milestones: [{ ...stone, ...given }, before.milestones[1]!] })).toBe(true);
  }
  expect(is({ milestones: [{ ...stone, acceptWithinDays: 20 }, before.milestones[1]!] })).toBe(false);
  expect(is({ latePenaltyPpmPerDay: 0 })).toBe(true);
});

test('rights that are named for the first time are no other object as far as the published record names them', () => {
  const named = [{ ...right, number: 'ZL1' }];
  expect(restartsPublicity(before, { ...before, rights: named }, ['ZL1', 'ZL2'])).toBe(false);
  expect(restartsPublicity(before, { ...before, rights: [] }, [])).toBe(false);
  expect(restartsPublicity(before, { ...before, rights: named }, ['ZL2'])).toBe(true);
});

test('what a change does not have is told in the order of the contract, and no warning speaks of it', () => {
  const locks = amendmentLocks(before, { ...fresh, hasReports: true });
  expect(lockedParts(locks, 'pay_later').map(({ label }) => label)).toEqual([
    ...['kind', 'trial'].map((step) => stepLabel(step as ComposerStep, 'pay_later')),
    '起算日',
    '原来的提成条款',
  ]);
  const [counted, later, stone] = [
    { path: 'royalty.rate' },
    { path: 'royalty.later[0].rate' },
    { path: 'milestones[0].amount' },
  ];
  const warned = (given: Performed) => {
    const held = amendmentLocks(before, given);
    return warningsWithin(amendmentSteps(before, held), held, [counted, later, stone, { path: 'trial.months' }]);
  };
  expect(warned({ ...fresh, hasReports: true })).toEqual([later, stone]);
  expect(warned(fresh)).toEqual([counted, later, stone]);
});

test('of a royalty that was counted the cap and later rates stay open; those whose time has begun keep their places', () => {
  const later = (fromOn: string, rate: string) => ({ ...blankLater, fromOn, rate });
  const signed = {
    ...before,
    royalty: {
      ...before.royalty!,
      later: [{ fromOn: '2026-10-01', schedule: { kind: 'flat' as const, ratePpm: 20_000 } }],
    },
  };
  const start = composerForm(signed);
  const facts = { ...fresh, hasReports: true, reportedUntil: '2026-09-30' };
  const typed = {
    ...start,
    royalty: {
      ...start.royalty,
      base: 'profit',
      rate: '9',
      cap: '800',
      later: [later('2030-01-01', '1'), later('2027-01-01', '4')],
    },
  };
  // The current quarter has no report: what was agreed from it on can still become something else.
  const open = holdLocked(typed, start, amendmentLocks(signed, facts)).royalty;
  expect(open).toEqual({ ...start.royalty, cap: '800', later: typed.royalty.later });
  const reported = { ...facts, reportedUntil: '2026-12-31' };
  const held = holdLocked(typed, start, amendmentLocks(signed, reported));
  expect(held.royalty.later).toEqual([...start.royalty.later, later('2027-01-01', '4')]);
  expect(amendmentFault(signed, PayLaterTermsInput.parse(held), reported)).toBeNull();
});
