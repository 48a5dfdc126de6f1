import { describe, expect, test } from 'vitest';
import { checkTerms } from './contract-check.ts';
import { type MilestoneTerms, newTerms, type PayLaterTerms, type RoyaltyTerms, type RoyaltyTier } from './contract.ts';
import { royaltyPeriods } from './schedule.ts';

const milestone: MilestoneTerms = {
  name: '技术验证通过',
  trigger: 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '浸出率不低于 98%',
  evidence: '第三方检测报告',
  amountFen: 30_000_000n,
  payWithinDays: 30,
  acceptWithinDays: 15,
};
const good: PayLaterTerms = {
  ...newTerms,
  fieldOfUse: '退役动力电池回收',
  deliverables: ['工艺包'],
  milestones: [milestone],
  improvements: 'owner_each',
};
const withTerms = (change: Partial<PayLaterTerms>) => checkTerms({ ...good, ...change });
const withMilestone = (change: Partial<MilestoneTerms>) => withTerms({ milestones: [{ ...milestone, ...change }] });
const withRoyalty = (change: Partial<RoyaltyTerms>) => withTerms({ royalty: { ...good.royalty!, ...change } });
const errors = (check: ReturnType<typeof checkTerms>) => check.errors.map(({ path, code }) => `${path} ${code}`);
const warnings = (check: ReturnType<typeof checkTerms>) => check.warnings.map(({ path, code }) => `${path} ${code}`);

test('usual terms have neither errors nor warnings', () =>
  expect(checkTerms(good)).toEqual({ errors: [], warnings: [] }));

test('the defaults lack what only the parties can say', () => {
  expect(errors(checkTerms(newTerms))).toEqual([
    'fieldOfUse missing',
    'deliverables missing',
    'improvements no_improvements',
  ]);
});

test('a penalty of per cents a day, and a term from before the signing, are told of', () => {
  expect(warnings(withTerms({ latePenaltyPpmPerDay: 1_001 }))).toEqual(['latePenaltyPerDay late_high']);
  expect(warnings(withTerms({ latePenaltyPpmPerDay: 1_000 }))).toEqual([]);
  const from = (startsOn: string) =>
    warnings(checkTerms({ ...good, startsOn }, null, { patentsEndOn: null, guide: null, signsOn: '2026-12-08' }));
  expect(from('2026-12-07')).toEqual(['startsOn starts_before_signing']);
  expect(from('2026-12-08')).toEqual([]);
});

describe('errors block', () => {
  test('a cap below the milestones', () => {
    expect(errors(withRoyalty({ capFen: 29_999_999n }))).toEqual(['royalty.cap cap_below_milestones']);
    expect(withRoyalty({ capFen: 29_999_999n }).errors[0]?.says).toBe('封顶金额低于里程碑合计 30 万元');
    expect(errors(withRoyalty({ capFen: 30_000_000n }))).toEqual([]);
  });

  test('an arbitration clause without an institution', () => {
    const at = (way: 'court' | 'arbitration', place: string) => errors(withTerms({ dispute: { way, place } }));
    expect(at('arbitration', '被告住所地')).toEqual(['dispute.place missing']);
    expect(at('arbitration', '兰州仲裁委员会')).toEqual([]);
    expect(at('court', '被告住所地')).toEqual([]);
  });

  const tiers = (...rows: [bigint, bigint | null][]): RoyaltyTier[] =>
    rows.map(([fromFen, toFen]) => ({ fromFen, toFen, ratePpm: 30_000 }));
  test.each([
    ['a hole', tiers([0n, 100n], [200n, null]), 'royalty.tiers[1].from'],
    ['an overlap', tiers([0n, 100n], [50n, null]), 'royalty.tiers[1].from'],
    ['a start above zero', tiers([1n, null]), 'royalty.tiers[0].from'],
    ['no growth', tiers([0n, 100n], [100n, 100n], [100n, null]), 'royalty.tiers[1].to'],
    ['an open tier in the middle', tiers([0n, null], [100n, null]), 'royalty.tiers[0].to'],
    ['a closed last tier', tiers([0n, 100n], [100n, 200n]), 'royalty.tiers[1].to'],
  ])('tiers with %s', (_name, rows, path) => {
    expect(errors(withRoyalty({ schedule: { kind: 'tiered', tiers: rows } }))).toEqual([`${path} tiers_broken`]);
  });

  test('tiers that join are fine', () => {
    expect(
      errors(withRoyalty({ schedule: { kind: 'tiered', tiers: tiers([0n, 100n], [100n, 200n], [200n, null]) } })),
    ).toEqual([]);
  });

  test.each([
    [2, 0, ['trial.months trial_out_of_range']],
    [3, 0, []],
    [36, 0, []],
    [37, 0, ['trial.months trial_out_of_range']],
    [30, 7, ['trial.extensionMonths trial_out_of_range']],
  ])('a trial of %s + %s months', (months, extensionMonths, expected) => {
    expect(errors(withTerms({ trial: { months, extensionMonths } }))).toEqual(expected);
  });

  test('a trial longer than the licence', () => {
    expect(errors(withTerms({ termYears: 1, trial: { months: 13, extensionMonths: 0 } }))).toEqual([
      'trial.months trial_out_of_range',
    ]);
    expect(errors(withTerms({ termYears: 1, trial: { months: 12, extensionMonths: 6 } }))).toEqual([
      'trial.extensionMonths trial_out_of_range',
    ]);
  });

  test.each([
    ['licence', 0, 0, []],
    ['licence', 0, 3, ['trial.extensionMonths trial_out_of_range']],
    ['licence', 2, 3, ['trial.months trial_out_of_range']],
    // Pay later is nothing without a trial, whatever stands in the extension.
    ['pay_later', 0, 0, ['trial.months trial_out_of_range']],
    ['pay_later', 0, 3, ['trial.months trial_out_of_range']],
  ] as const)(
    '%s, a trial of %s + %s months: what is wrong stands at its own field',
    (kind, months, extensionMonths, expected) => {
      const found = errors(withTerms({ ...(kind === 'licence' && { kind }), trial: { months, extensionMonths } }));
      expect(found).toEqual(expected);
    },
  );

  test('no choice about improvements', () => {
    expect(errors(withTerms({ improvements: null }))).toEqual(['improvements no_improvements']);
  });

  test('neither milestone nor royalty; one of them is enough', () => {
    expect(errors(withTerms({ milestones: [], royalty: null }))).toEqual(['milestones nothing_to_pay']);
    expect(errors(withTerms({ milestones: [] }))).toEqual([]);
    expect(errors(withTerms({ royalty: null }))).toEqual([]);
  });

  test('a royalty without a rate, unless a minimum carries it', () => {
    expect(errors(withRoyalty({ schedule: { kind: 'flat', ratePpm: 0 } }))).toEqual(['royalty.rate rate_missing']);
    expect(errors(withRoyalty({ schedule: { kind: 'by_year', ratesPpm: [] } }))).toEqual([
      'royalty.rates rate_missing',
    ]);
    expect(errors(withRoyalty({ schedule: { kind: 'tiered', tiers: [] } }))).toEqual(['royalty.tiers rate_missing']);
    expect(errors(withRoyalty({ schedule: { kind: 'flat', ratePpm: 0 }, minimumFen: 1n }))).toEqual([]);
    expect(errors(withRoyalty({ schedule: { kind: 'flat', ratePpm: 1_000_001 } }))).toEqual([
      'royalty.rate out_of_range',
    ]);
    expect(errors(withRoyalty({ payWithinDays: 366 }))).toEqual(['royalty.payWithinDays out_of_range']);
  });

  test('milestones that cannot be judged or paid', () => {
    expect(errors(withMilestone({ amountFen: 0n }))).toEqual(['milestones[0].amount out_of_range']);
    expect(errors(withMilestone({ name: ' ' }))).toEqual(['milestones[0].name missing']);
    expect(errors(withMilestone({ criteria: '' }))).toEqual(['milestones[0].criteria missing']);
    expect(errors(withMilestone({ trigger: 'sales_reached' }))).toEqual(['milestones[0].triggerAmount missing']);
    expect(errors(withMilestone({ trigger: 'on_date', criteria: '' }))).toEqual(['milestones[0].triggerOn missing']);
    expect(errors(withMilestone({ acceptWithinDays: 0 }))).toEqual(['milestones[0].acceptWithinDays out_of_range']);
    expect(errors(withMilestone({ payWithinDays: 366 }))).toEqual(['milestones[0].payWithinDays out_of_range']);
  });

  test('missing words and numbers out of range', () => {
    const check = withTerms({
      territory: '',
      termYears: 21,
      latePenaltyCapPpm: 1_000_001,
      dispute: { way: 'court', place: '' },
    });
    expect(errors(check)).toEqual([
      'territory missing',
      'termYears out_of_range',
      'latePenaltyCap out_of_range',
      'dispute.place missing',
    ]);
  });
});

describe('warnings only tell', () => {
  test('royalty above 20 % of net sales or 40 % of profit', () => {
    const flat = (ratePpm: number) => ({ kind: 'flat' as const, ratePpm });
    expect(warnings(withRoyalty({ schedule: flat(200_000) }))).toEqual([]);
    expect(warnings(withRoyalty({ schedule: flat(200_001) }))).toEqual(['royalty.rate royalty_high']);
    expect(warnings(withRoyalty({ base: 'profit', schedule: flat(400_000) }))).toEqual([]);
    expect(withRoyalty({ base: 'profit', schedule: flat(450_000) }).warnings[0]?.says).toContain('45%');
  });

  test('fixed sums above 2000 万元', () => {
    expect(warnings(withMilestone({ amountFen: 2_000_000_000n }))).toEqual([]);
    expect(warnings(withMilestone({ amountFen: 2_000_000_001n }))).toEqual(['milestones fixed_sum_high']);
  });

  test('an exclusive licence without a minimum', () => {
    expect(warnings(withTerms({ licenceKind: 'exclusive' }))).toEqual(['royalty.minimum exclusive_without_minimum']);
    const royalty = { ...good.royalty!, minimumFen: 100n };
    expect(warnings(withTerms({ licenceKind: 'exclusive', royalty }))).toEqual([]);
  });

  test('a non-exclusive licence under five years loses the tax relief', () => {
    expect(warnings(withTerms({ termYears: 4 }))).toEqual(['termYears non_exclusive_short']);
    expect(warnings(withTerms({ termYears: 4, licenceKind: 'sole' }))).toEqual([]);
  });

  test('a minimum above the cap', () => {
    expect(warnings(withRoyalty({ minimumFen: 40_000_000n, capFen: 30_000_000n }))).toEqual([
      'royalty.minimum minimum_over_cap',
    ]);
  });
});

describe('the trial is free', () => {
  const dated = (triggerOn: string) => ({ milestones: [{ ...milestone, trigger: 'on_date' as const, triggerOn }] });

  test('a payment by mere date within it is told', () => {
    const check = withTerms({ ...dated('2026-06-30'), startsOn: '2026-01-24' });
    expect(warnings(check)).toEqual(['milestones[0].triggerOn due_in_trial']);
    expect(check.warnings[0]?.says).toContain('试用至 2027-01-23');
    expect(checkTerms({ ...good, ...dated('2026-06-30') }, { signedOn: '2026-01-24' }).warnings).toHaveLength(1);
  });

  test('after it there is nothing to tell, nor for a result accepted in it', () => {
    expect(warnings(withTerms({ ...dated('2027-01-24'), startsOn: '2026-01-24' }))).toEqual([]);
    expect(warnings(withTerms({ startsOn: '2026-01-24' }))).toEqual([]);
  });
});

test('without a trial a royalty that is to start before the earliest signing is told, and does not block', () => {
  const terms = {
    ...newTerms,
    kind: 'licence' as const,
    trial: { ...newTerms.trial, months: 0, extensionMonths: 0 },
    royalty: { ...newTerms.royalty!, startsOn: '2026-12-01' },
  };
  const subject = { patentsEndOn: null, guide: null };
  const codes = (signsOn: string) =>
    checkTerms(terms, { signedOn: signsOn }, { ...subject, signsOn }).warnings.map(({ code }) => code);
  expect(codes('2026-12-08')).toContain('royalty_before_signing');
  expect(codes('2026-12-01')).not.toContain('royalty_before_signing');
});

test('a royalty that is to start within the trial is said to start after it; one after the trial is not', () => {
  const signed = { signedOn: '2026-06-10' };
  const startingOn = (startsOn: string) => ({ ...newTerms, royalty: { ...newTerms.royalty!, startsOn } });
  const [warning] = checkTerms(startingOn('2026-12-10'), signed).warnings;
  expect(warning).toMatchObject({ path: 'royalty.startsOn', code: 'royalty_in_trial' });
  expect(warning?.says).toBe('提成不早于试用期届满：填的是 2026-12-10，试用至 2027-06-09，提成从 2027-06-10 起');
  expect(royaltyPeriods(startingOn('2026-12-10'), signed)[0]?.startOn).toBe('2027-06-10');
  expect(checkTerms(startingOn('2027-06-10'), signed).warnings).toEqual([]);
});

test('a licence that names none of the rights that live is told so; one that names some, or work, is not', () => {
  const right = { type: 'invention', name: '一种淀粉', number: 'ZL1', owner: '大学', status: '有效' } as const;
  const live = { ...right, filedOn: null, expiresOn: null, paidUntilOn: null, asOf: '2026-11-01' };
  const codes = (given: Partial<PayLaterTerms>, rights = [live]) =>
    checkTerms({ ...newTerms, ...given }, null, { patentsEndOn: null, guide: null, rights }).warnings.map(
      ({ code }) => code,
    );
  expect(codes({ rights: [] })).toContain('rights_left_out');
  expect(codes({ rights: [live] })).not.toContain('rights_left_out');
  expect(codes({ rights: [] }, [])).not.toContain('rights_left_out');
  expect(codes({ kind: 'service', rights: [] })).not.toContain('rights_left_out');
});
