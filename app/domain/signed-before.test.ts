import { expect, test } from 'vitest';
import { unboundedTerms } from '#seeds/unbounded-terms.ts';
import { amendmentLocks, holdLocked } from './amendment-locks.ts';
import { amendmentFault, countedFault, countsAtOnce, type Performed, restartsPublicity } from './amendment-rules.ts';
import { composerForm, readComposerForm } from './composer-form.ts';
import { changedClauses } from './contract-clauses.ts';
import { PayLaterTermsInput } from './contract-input.ts';
import { termsFromJson } from './contract-json.ts';
import { keepRules } from './keep-rules.ts';
import { newErrors } from './new-errors.ts';
import { boundFaults } from './typed-bounds.ts';
import { isTooLong, mostTypedWords, newWords } from './typed-words.ts';

const signed = termsFromJson(unboundedTerms);
const start = composerForm(signed);
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

/** What a browser sends back of the form, with `change` typed into it, read as the desk of a change reads it. */
function changed(change: object, facts: Performed) {
  const form = holdLocked(readComposerForm({ ...start, ...change }), start, amendmentLocks(signed, facts));
  const { rights: keys } = form;
  expect(keys).toEqual(start.rights);
  const read = keepRules(signed, PayLaterTermsInput.parse(form));
  return { form, terms: { ...read, ...(signed.rights && { rights: signed.rights }) } };
}

test('what an earlier release let into a signature is in the way of no change of something else', () => {
  for (const facts of everyFacts) {
    const { form, terms } = changed({ territory: '全国' }, facts);
    expect(boundFaults(form, signed)).toEqual([]);
    expect(newErrors(terms, signed, true)).toEqual([]);
    expect(isTooLong(terms, signed)).toBe(false);
    expect([facts, amendmentFault(signed, terms, facts), countedFault(signed, terms, facts)]).toEqual([
      facts,
      null,
      null,
    ]);
    expect(changedClauses(signed, terms)).toEqual(['scope']);
    expect([restartsPublicity({ ...signed, territory: terms.territory }, terms), countsAtOnce(signed, terms)]).toEqual([
      false,
      false,
    ]);
    expect(newWords(terms, signed)).toEqual(['全国']);
  }
});

test('what cannot be seen is no change by itself', () => {
  const facts = {
    reached: [],
    hasReports: false,
    hasOpenClaims: false,
    reportedUntil: null,
    countedUntil: null,
    signedOn: '2026-01-24',
    chargedFen: 0n,
    today: '2026-11-22',
  };
  expect(amendmentFault(signed, changed({}, facts).terms, facts)?.path).toBe('');
  // A usual choice spelled out says what was meant.
  expect(
    amendmentFault(signed, changed({ invoicing: 'payment_first', restDays: 'keep' }, facts).terms, facts)?.path,
  ).toBe('');
});

test('what is written anew has its bounds, beside what stood there before', () => {
  const facts = {
    reached: [],
    hasReports: false,
    hasOpenClaims: false,
    reportedUntil: null,
    countedUntil: null,
    signedOn: '2026-01-24',
    chargedFen: 0n,
    today: '2026-11-22',
  };
  const pathsOf = (change: object) =>
    boundFaults(changed(change, facts).form, signed).map(({ path }) => path.join('.'));
  const [stone, second] = start.milestones;
  expect(pathsOf({ ownClauses: `${start.ownClauses}\n又一款` })).toEqual(['ownClauses']);
  expect(pathsOf({ ownClauses: start.ownClauses.replace('第 39 款', '改过的一款') })).toEqual([]);
  expect(pathsOf({ ownClauses: `${start.ownClauses.replace('第 0 款', '改过的一款')}` })).toEqual(['ownClauses']);
  expect(pathsOf({ milestones: [stone, { ...second!, criteria: `${second!.criteria}又` }] })).toEqual([
    'milestones.1.criteria',
  ]);
  expect(pathsOf({ territory: '州'.repeat(201) })).toEqual(['territory']);
  const more = changed({ ownClauses: `${start.ownClauses}长` }, facts).terms;
  expect(newWords(more, null).join('').length).toBeGreaterThan(mostTypedWords);
  expect(isTooLong(more, signed)).toBe(true);
});

test('a rule that came after the signature judges what is changed only', () => {
  const late = { ...signed, improvements: null, termYears: 30 };
  expect(newErrors(late, null, false).map(({ path }) => path)).toEqual(['termYears', 'improvements']);
  expect(newErrors({ ...late, territory: '全国' }, late, true)).toEqual([]);
  expect(newErrors({ ...late, termYears: 31 }, late, true).map(({ path }) => path)).toEqual(['termYears']);
});
