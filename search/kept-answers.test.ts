import { expect, test } from 'vitest';
import { KeptAnswers } from './kept-answers.ts';

const state = { seq: 7, gen: 1, synonyms: null };

test('an answer holds for the state it was found in, and for no other', () => {
  const kept = new KeptAnswers<string>(() => 1);
  kept.keep('a', state, 'found');
  expect(kept.find('a', state)).toBe('found');
  expect(kept.find('b', state)).toBeNull();
  for (const other of [{ seq: 8 }, { gen: 2 }, { synonyms: 1 }]) {
    kept.keep('a', state, 'found');
    expect(kept.find('a', { ...state, ...other })).toBeNull();
  }
});

test('the last ones asked for stay, within the room', () => {
  const kept = new KeptAnswers<string>((answer) => answer.length, 4);
  kept.keep('a', state, 'aa');
  kept.keep('b', state, 'bb');
  kept.find('a', state);
  kept.keep('c', state, 'cc');
  expect(['a', 'b', 'c'].map((key) => kept.find(key, state))).toEqual(['aa', null, 'cc']);
  kept.keep('d', state, 'too long');
  expect(kept.find('d', state)).toBeNull();
});
