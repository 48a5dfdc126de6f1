import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allMachines } from './all-machines.ts';
import { allowed, eventsOf, faultsOf, labelOf, machine, sourcesOf, statesOf, transitionOf } from './machine.ts';

describe.each(allMachines.map((m) => [m.name, m] as const))('machine %s', (_name, m) => {
  test('every state is reached, ends or goes on', () => expect(faultsOf(m)).toEqual([]));

  test('states are lower-case words, begin with the initial one', () => {
    for (const state of statesOf(m)) expect(state).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(statesOf(m)[0]).toBe(m.initial);
  });

  test('every state has its own Chinese word', () => {
    const labels = statesOf(m).map((state) => labelOf(m, state));
    for (const label of labels) expect(label).toMatch(/^[\p{Script=Han}，]+$/u);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('every transition leads somewhere, names who may do it and says what happens', () => {
    for (const state of statesOf(m)) {
      for (const event of eventsOf(m)) {
        const transition = transitionOf(m, state, event);
        if (!transition) continue;
        expect(statesOf(m)).toContain(transition.to);
        expect(transition.by.length).toBeGreaterThan(0);
        expect(transition.says).toMatch(/\p{Script=Han}{4}/u);
        expect(event).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
      }
    }
  });

  test('the sources of an event are exactly the states that know it', () => {
    for (const event of eventsOf(m)) {
      expect(sourcesOf(m, event)).toEqual(statesOf(m).filter((state) => transitionOf(m, state, event) !== undefined));
      expect(sourcesOf(m, event).length).toBeGreaterThan(0);
    }
  });

  test('a person without a role may do nothing', () => {
    for (const state of statesOf(m)) expect(allowed(m, state, [])).toEqual([]);
  });

  test('any walk that obeys the machine stays in it, and nothing leaves a final state', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...eventsOf(m)), { maxLength: 20 }), (events) => {
        let state: string = m.initial;
        for (const event of events) {
          const next = transitionOf(m, state, event);
          if (m.states[state]?.final) expect(next).toBeUndefined();
          state = next?.to ?? state;
          expect(statesOf(m)).toContain(state);
        }
      }),
    );
  });
});

test('names are unique', () => expect(new Set(allMachines.map((m) => m.name)).size).toBe(allMachines.length));

describe('faults are found', () => {
  const toB = { to: 'b', by: ['system'], says: '走' } as const;

  test('a state nobody reaches', () => {
    const m = machine<'a' | 'b' | 'c', 'system'>({
      name: 'x',
      initial: 'a',
      states: {
        a: { label: '甲', on: { go: toB } },
        b: { label: '乙', final: true },
        c: { label: '丙', final: true },
      },
    });
    expect(faultsOf(m)).toEqual(['x: c cannot be reached']);
  });

  test('a dead end that is not final and a final state with exits', () => {
    const m = machine({
      name: 'x',
      initial: 'a',
      states: { a: { label: '甲', final: true, on: { go: toB } }, b: { label: '乙' } },
    });
    expect(faultsOf(m)).toEqual(['x: final a has exits', 'x: b is a dead end']);
  });
});
