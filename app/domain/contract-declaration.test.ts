import { expect, test } from 'vitest';
import { declarationEvents, groundLabels, groundsFor } from './contract-declaration.ts';

test('only the licensee leaves by the trial, and only while it runs', () => {
  expect(groundsFor('terminate', 'licensee', true)).toContain('trial_exit');
  expect(groundsFor('terminate', 'licensee', false)).not.toContain('trial_exit');
  expect(groundsFor('terminate', 'licensor', true)).not.toContain('trial_exit');
});

test("every declaration can name a ground, every ground is somebody's and has its words", () => {
  const all = declarationEvents.flatMap((event) => [...groundsFor(event, 'licensee', true)]);
  expect(new Set(all)).toEqual(new Set(Object.keys(groundLabels)));
  for (const event of declarationEvents) expect(groundsFor(event, 'licensor', false).length).toBeGreaterThan(0);
});
