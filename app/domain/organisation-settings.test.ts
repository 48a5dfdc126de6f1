import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OrganisationSettings, settingsFaults } from './organisation-settings.ts';
import { isListingShown } from './organisation.ts';
import { computeDistribution, floorsFor } from './split.ts';

const unit = { kind: 'university', state: 'verified', regionCode: '620102', isStateEstablished: true } as const;
const settings: OrganisationSettings = {
  isStateEstablished: true,
  publicityDays: 15,
  publicityCount: 'calendar',
  objectionReviewDays: 5,
  teamPpm: 700_000,
  ttoPpm: 50_000,
  policySet: null,
  policyReason: '',
};
const fieldsOf = (given: Partial<OrganisationSettings>, of: Partial<Parameters<typeof settingsFaults>[1]> = {}) =>
  settingsFaults({ ...settings, ...given }, { ...unit, ...of }).map((fault) => fault.field);

describe("a unit's settings", () => {
  test('a state-established unit publishes for at least 15 days; another one as it likes', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ publicityDays: 14 })).toEqual(['publicityDays']);
    expect(fieldsOf({ publicityDays: 15.5 })).toEqual(['publicityDays']);
    expect(fieldsOf({ publicityDays: 91 })).toEqual(['publicityDays']);
    const other = { isStateEstablished: false };
    expect(fieldsOf({ ...other, publicityDays: 0 }, other)).toEqual([]);
  });

  test('a review of a dismissed objection may be left out, and is not longer than three weeks', () => {
    expect(fieldsOf({ objectionReviewDays: 0 })).toEqual([]);
    expect(fieldsOf({ objectionReviewDays: 15 })).toEqual([]);
    for (const objectionReviewDays of [-1, 2.5, 16])
      expect(fieldsOf({ objectionReviewDays })).toEqual(['objectionReviewDays']);
  });

  test('the team gets no less than the highest floor that binds the unit: 60 % in Gansu, 50 % elsewhere', () => {
    expect(fieldsOf({ teamPpm: 599_999 })).toEqual(['teamPpm']);
    expect(fieldsOf({ teamPpm: 600_000 })).toEqual([]);
    expect(fieldsOf({ teamPpm: 500_000 }, { regionCode: '610100' })).toEqual([]);
    expect(fieldsOf({ teamPpm: 499_999 }, { regionCode: '610100' })).toEqual(['teamPpm']);
    expect(fieldsOf({ teamPpm: 960_000 })).toEqual(['ttoPpm']);
  });

  test('a verified unit does not by itself stop being state-established; before and otherwise it says what it is', () => {
    for (const state of ['verified', 'submitted'] as const)
      expect(fieldsOf({ isStateEstablished: false }, { state })).toEqual(['isStateEstablished']);
    for (const state of ['unverified', 'returned'] as const)
      expect(fieldsOf({ isStateEstablished: false }, { state })).toEqual([]);
    expect(fieldsOf({}, { isStateEstablished: false })).toEqual([]);
  });

  test('the floors are a hard stop for state-established universities and institutes alone (art. 45)', () => {
    const state = 'unverified';
    expect(fieldsOf({ isStateEstablished: false, teamPpm: 300_000 }, { isStateEstablished: false, state })).toEqual([]);
    const company = { kind: 'enterprise', isStateEstablished: false } as const;
    expect(fieldsOf({ isStateEstablished: false, teamPpm: 0, publicityDays: 0 }, company)).toEqual([]);
    // State-owned: its own rules, no floor and no days of publicity.
    expect(fieldsOf({ isStateEstablished: true, teamPpm: 0, publicityDays: 0 }, company)).toEqual([]);
  });

  test('a verified enterprise that said it is state-owned does not take that back by itself', () => {
    const owned = { kind: 'enterprise', isStateEstablished: true } as const;
    expect(fieldsOf({ isStateEstablished: false }, owned)).toEqual(['isStateEstablished']);
  });

  test('a central unit in Gansu goes by the national scale with its reason, and a unit elsewhere by that of Gansu', () => {
    const central = { policySet: 'national', policyReason: '中央驻甘单位，主管部门规定执行国家标准' } as const;
    expect(fieldsOf({ ...central, teamPpm: 500_000 })).toEqual([]);
    expect(fieldsOf({ ...central, teamPpm: 499_999 })).toEqual(['teamPpm']);
    expect(fieldsOf({ ...central, policyReason: ' ' })).toEqual(['policyReason']);
    expect(fieldsOf({ policySet: 'gansu', teamPpm: 600_000 })).toEqual([]);
    const elsewhere = { regionCode: '610100' };
    expect(fieldsOf({ policySet: 'gansu', policyReason: '与甘肃单位共同约定', teamPpm: 599_999 }, elsewhere)).toEqual([
      'teamPpm',
    ]);
  });

  test('every fault is told at once', () => {
    expect(fieldsOf({ isStateEstablished: false, publicityDays: -1, teamPpm: 1, ttoPpm: 1_000_000 })).toEqual([
      'isStateEstablished',
      'publicityDays',
      'teamPpm',
      'ttoPpm',
    ]);
  });

  test('a scheme without faults shares every receipt', () => {
    const share = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(share, share, fc.bigInt(1n, 10n ** 12n), (teamPpm, ttoPpm, receiptFen) => {
        fc.pre(fieldsOf({ teamPpm, ttoPpm }).length === 0);
        const input = {
          receiptFen,
          costsFen: [],
          brokerPpm: 0,
          ttoPpm,
          teamPpm,
          floors: floorsFor(unit.regionCode),
          people: [],
        };
        const { teamFen, ttoFen, unitFen } = computeDistribution(input);
        expect(teamFen + ttoFen + unitFen).toBe(receiptFen);
      }),
    );
  });
});

test('listings are public while a reviewer has vouched for the unit, also while its new name waits for him', () => {
  const verifiedAt = new Date();
  expect(isListingShown({ state: 'verified', verifiedAt })).toBe(true);
  expect(isListingShown({ state: 'submitted', verifiedAt })).toBe(true);
  // Withdrawn, and handed in again: nobody vouches for it until a reviewer does.
  expect(isListingShown({ state: 'returned', verifiedAt: null })).toBe(false);
  expect(isListingShown({ state: 'submitted', verifiedAt: null })).toBe(false);
});
