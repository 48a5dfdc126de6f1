import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allMachines } from '#app/domain/all-machines.ts';
import { trailWords } from './trail-words.ts';

const services = 'app/services';
const verbs = readdirSync(services, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.server.ts') && !path.includes('test'),
);

/** Every line of the trail of a record is written beside the word that names its subject. */
const deedsOfRecords = (text: string): string[] =>
  [
    ...text.matchAll(/deed: (?:'([a-z_.]+)'|`([a-z_]+)\.\$\{[a-zA-Z]+\}`)[^}]{0,120}?subjectType: 'achievement'/g),
  ].flatMap(([, word, prefix]) => (word === undefined ? eventsOf(prefix ?? '') : [word]));

/** What a machine's deeds are called: `trl.${event}` is trl.confirm, trl.return, … */
function eventsOf(prefix: string): string[] {
  const name = { trl: 'trl_assessment' }[prefix] ?? prefix;
  const machine = Object.values(allMachines).find((one) => one.name === name);
  if (machine === undefined) throw new Error(`no machine is called ${name}`);
  // An assessment that gives way leaves no line of its own: the one that takes its place does.
  return Object.values(machine.states).flatMap((state) =>
    Object.keys(state.on ?? {}).flatMap((event) => (event === 'replace' ? [] : [`${prefix}.${event}`])),
  );
}

test('every deed on the trail of a record has its words', () => {
  const deeds = new Set(verbs.flatMap((path) => deedsOfRecords(readFileSync(join(services, path), 'utf8'))));
  expect(deeds.size).toBeGreaterThan(30);
  for (const known of [
    'trl.confirm',
    'listing.list',
    'evaluation.issue',
    'registration.register',
    'auction.announce',
  ]) {
    expect(deeds).toContain(known);
  }
  expect([...deeds].filter((deed) => trailWords[deed] === undefined)).toEqual([]);
});
