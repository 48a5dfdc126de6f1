import { expect, test } from 'vitest';
import { declarationEvents, declarationLabels, groundLabels, groundsFor, sidesFor } from './contract-declaration.ts';

test('nobody ends a contract alone by an agreement, and the trial is left by its own deed', () => {
  expect(groundsFor('terminate')).not.toContain('agreed');
  expect(groundsFor('terminate')).not.toContain('trial_exit');
  expect(groundsFor('end_by_agreement')).toEqual(['agreed']);
});

test('only the licensee buys the royalties out', () => {
  expect(sidesFor('buy_out')).toEqual(['licensee']);
});

test("every declaration can name a ground, every ground is somebody's or the trial's and has its words", () => {
  const all = declarationEvents.flatMap((event) => [...groundsFor(event)]);
  expect(new Set([...all, 'trial_exit', 'trial_silence'])).toEqual(new Set(Object.keys(groundLabels)));
  for (const event of declarationEvents) {
    expect(groundsFor(event).length).toBeGreaterThan(0);
    expect(declarationLabels[event]).not.toBe('');
  }
});
