import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { computeRules } from './compute-rules.ts';
import { coveredRules } from './open-rules-compute.ts';
import { ruleAreas } from './open-rule.ts';
import { openRules } from './open-rules.ts';

test('each rule has a key of its own, an area and words for what it is, what it rests on and its value now', () => {
  const keys = openRules.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { area, rule, value, doubt } of openRules) {
    expect(ruleAreas).toContain(area);
    for (const words of [rule, value, doubt]) expect(words.trim()).not.toBe('');
  }
});

/** Every comment of the domain that says of a rule that it waits for somebody's word. */
function marks(): { readonly name: string; readonly comment: string }[] {
  const here = new URL('./', import.meta.url);
  const names = readdirSync(here).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('open-rule'),
  );
  return names.flatMap((name) =>
    [...readFileSync(new URL(name, here), 'utf8').matchAll(/\/\*\*[\s\S]*?\*\/|\/\/[^\n]*/g)]
      .map(([comment]) => ({ name, comment: comment.replace(/\n\s*\*/g, '') }))
      .filter(({ comment }) => /to be (confirmed|agreed)|(design|domain) default/i.test(comment)),
  );
}

test('each mark of a rule as to be confirmed names its row on the list', () => {
  const keys = new Set(openRules.map(({ key }) => key));
  const found = marks();
  expect(found.length).toBeGreaterThan(40);
  expect(new Set(found.map(({ name }) => name)).size).toBeGreaterThan(25);
  const rowsOf = (comment: string) =>
    [...comment.matchAll(/`([a-z0-9_.-]+)`/g)].map(([, key = '']) => key).filter((key) => keys.has(key));
  expect(found.filter(({ comment }) => rowsOf(comment).length === 0)).toEqual([]);
});

test('every rule that the calculation prints as our own or as not confirmed has its row, and no row stands for what is settled', () => {
  const keys = new Set(openRules.map(({ key }) => key));
  const open = computeRules.filter(({ mark }) => mark === 'OK' || mark === 'D').map(({ id }) => id);
  expect(open.filter((id) => !keys.has(coveredRules[id] ?? id))).toEqual([]);
  expect(open.length).toBeGreaterThan(25);
  expect(Object.keys(coveredRules).filter((id) => !open.includes(id))).toEqual([]);
  const settled = computeRules.filter(({ mark }) => mark === 'L' || mark === 'P').map(({ id }) => id);
  expect(settled.filter((id) => keys.has(id))).toEqual([]);
});
