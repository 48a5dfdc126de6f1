import { expect, test } from 'vitest';
import { complaintOf } from './compute-complaint.ts';
import { ComputeTermsInput } from './compute-input.ts';
import { checkTerms } from './contract-check.ts';

const complaints = (terms: object): string[] =>
  checkTerms(ComputeTermsInput.parse(terms))
    .errors.map(complaintOf)
    .filter((line) => /^(royalty|milestones\[|latePenaltyCap)/.test(line));
const tiered = (...tiers: [from: string, to: string | null][]) => ({
  royalty: {
    schedule: { kind: 'tiered', tiers: tiers.map(([fromFen, toFen]) => ({ fromFen, toFen, ratePpm: 30_000 })) },
  },
});
const milestone = { name: '样机', amountFen: '500', criteria: '通过测试' };

test.each([
  [{ milestones: [milestone], royalty: { capFen: '4' } }, 'royalty.capFen: expected no less than all milestones'],
  [tiered(['1', null]), 'royalty.schedule.tiers[0].fromFen: expected 0'],
  [tiered(['0', '9'], ['10', null]), 'royalty.schedule.tiers[1].fromFen: expected toFen of the tier before'],
  [tiered(['0', '9']), 'royalty.schedule.tiers[0].toFen: expected more than fromFen, and null for the last'],
  [{ royalty: { schedule: { kind: 'flat', ratePpm: 0 } } }, 'royalty.schedule.ratePpm: expected a rate above 0'],
  [{ royalty: { schedule: { kind: 'by_year', ratesPpm: [0] } } }, 'royalty.schedule.ratesPpm: expected a rate above 0'],
  [{ royalty: { payWithinDays: 400 } }, 'royalty.payWithinDays: expected at most 365 days'],
  [{ milestones: [{ ...milestone, trigger: 'sales_reached' }] }, 'milestones[0].triggerFen: expected a value'],
  [{ milestones: [{ ...milestone, trigger: 'on_date' }] }, 'milestones[0].triggerOn: expected a value'],
])('the tool names the field of its own schema, in English: %o', (terms, said) => {
  const [first, ...others] = complaints(terms);
  expect(first).toContain(said);
  expect(others).toEqual([]);
  expect(first).toMatch(/^[ -~]+$/);
});
