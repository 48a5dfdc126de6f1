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

test('every file of the domain that marks a rule as to be confirmed has one on the list', () => {
  const here = new URL('./', import.meta.url);
  const read = (name: string) => readFileSync(new URL(name, here), 'utf8');
  const list = read('open-rules.ts');
  // What they mark is named in words there, not imported.
  const named = new Set(['price-guide.ts', 'state-asset.ts', 'trial-outcome.ts', 'default-interest.ts', 'royalty.ts']);
  const marked = readdirSync(here).filter(
    (name) =>
      name.endsWith('.ts') &&
      !name.endsWith('.test.ts') &&
      name !== 'open-rules.ts' &&
      /design default|to be confirmed|to be checked for later|To be confirmed with/.test(read(name)),
  );
  expect(marked.length).toBeGreaterThan(12);
  // A mark that says which row is its own is held to it.
  const keys = new Set(openRules.map(({ key }) => key));
  const own = new Map(
    marked.map((name) => {
      const marks = [
        ...read(name)
          .replace(/\n \*/g, '')
          .matchAll(/to be confirmed: ([^)]+)\)/g),
      ];
      return [name, marks.flatMap(([, said = '']) => [...said.matchAll(/`([a-z_.]+)`/g)].map(([, key = '']) => key))];
    }),
  );
  expect(own.get('second-person.ts')).toEqual(['two_person.hold']);
  expect([...own.values()].flat().filter((key) => !keys.has(key))).toEqual([]);
  const isListed = (name: string) => named.has(name) || own.get(name)!.length > 0 || list.includes(`'./${name}'`);
  expect(marked.filter((name) => !isListed(name))).toEqual([]);
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
