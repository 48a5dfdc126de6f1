import { expect, test } from 'vitest';
import { answerGain, declineWords, matchAnswers, mayReplace } from './match-answer.ts';

test('a contract is final, and a talk that runs is not undone by a look', () => {
  for (const next of matchAnswers) expect(mayReplace('contracted', next)).toBe(false);
  expect(mayReplace('contacted', 'interested')).toBe(false);
  expect(mayReplace('contacted', 'declined')).toBe(true);
  expect(mayReplace('declined', 'contacted')).toBe(true);
  expect(mayReplace(null, 'declined')).toBe(true);
});

test('answers are worth more the further they go', () => {
  expect(['declined', 'interested', 'contacted', 'contracted'].map((one) => answerGain(one as never))).toEqual([
    0, 1, 2, 3,
  ]);
});

test('a reason that is not on the list any more is still a reason', () => {
  expect(declineWords('too_early')).toBe('成熟度还不够');
  expect(declineWords('gone')).toBe('其他原因');
  expect(declineWords('other', '设备接口对不上')).toBe('其他原因（设备接口对不上）');
});
