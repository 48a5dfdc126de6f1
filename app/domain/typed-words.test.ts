import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { isTooLong, mostTypedWords, typedWords } from './typed-words.ts';

test('what was typed is found in every field, what was chosen from a list in none', () => {
  const [stone] = soundTerms().milestones;
  const terms = soundTerms({
    kind: 'service',
    subKind: '甲',
    territory: '乙',
    fieldOfUse: '丙',
    deliverables: ['丁'],
    milestones: [{ ...stone!, name: '戊', criteria: '己', evidence: 'court case', triggerOn: '2027-01-01' }],
    trial: { months: 3, extensionMonths: 0, evaluation: { metrics: ['辛'], method: '壬', evaluator: '癸' } },
    royalty: { ...soundTerms().royalty!, deductions: [{ name: '子', capPpm: 1 }] },
    dispute: { way: 'court', place: '丑' },
    security: [
      {
        kind: 'deposit',
        provider: '寅',
        product: '',
        sumFen: 1n,
        premiumFen: null,
        subsidyPpm: null,
        beneficiary: '卯',
        claimEvent: '辰',
      },
    ],
    ownClauses: ['巳'],
  });
  expect(typedWords(terms).toSorted()).toEqual([...'甲乙丙丁戊己辛壬癸子丑寅卯辰巳', 'court case'].toSorted());
});

test('the whole of it has a bound', () => {
  const clause = '字'.repeat(1000);
  expect(isTooLong(soundTerms({ ownClauses: Array.from({ length: mostTypedWords / 1000 }, () => clause) }))).toBe(true);
  expect(isTooLong(soundTerms({ ownClauses: [clause] }))).toBe(false);
});
