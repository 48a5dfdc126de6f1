import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { laterChoice } from './later-choice.server.ts';

const facts = {
  reached: [],
  hasReports: false,
  hasOpenClaims: false,
  reportedUntil: null,
  countedUntil: null,
  signedOn: '2025-04-17',
  chargedFen: 0n,
  today: '2026-11-23',
};
const lastOf = (termYears: string) =>
  laterChoice({ ...newTerms, termYears: 5 }, { royalty: { period: 'quarter' }, termYears }, facts).starts.at(-1)?.value;

test('no period is offered behind the end of the term as it is typed', () => {
  expect(lastOf('5')).toBe('2030-04-01');
  expect(lastOf('4')).toBe('2029-04-01');
  expect(lastOf('6')).toBe('2031-04-01');
  expect(['', 'x', '0', '4.5', '900'].map(lastOf)).toEqual(Array.from({ length: 5 }, () => '2030-04-01'));
});
