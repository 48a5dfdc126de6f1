import { describe, expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import {
  correctionDeeds,
  correctionMachine,
  type CorrectionState,
  isCorrectable,
  mayDoCorrection,
  openCorrectionStates,
} from './correction.ts';
import { nextState, statesOf } from './machine.ts';

const unit = {
  orgId: 'u',
  orgName: '示例大学',
  kind: 'university',
  regionCode: '621102',
  verified: true,
  isSample: false,
} as const;
const actor = (...roles: MemberRole[]): Actor => ({
  userId: 'x',
  sessionId: null,
  name: '甲',
  platformRoles: [],
  org: { ...unit, roles },
  provedAt: null,
  isBroker: false,
  hasConsented: true,
});
const deeds = (by: Actor, state: CorrectionState, recordState: 'published' | 'withdrawn' = 'published') =>
  correctionDeeds(by, { orgId: 'u', state }, recordState);

describe('a correction', () => {
  test('is written by office or inventor, cleared by secrecy, applied by the approver, in this order', () => {
    const way = ['submit', 'clear', 'apply'] as const;
    const states = way.reduce<CorrectionState[]>(
      (seen, event) => [...seen, nextState(correctionMachine, seen.at(-1)!, event)],
      [correctionMachine.initial],
    );
    expect(states).toEqual(['draft', 'unit_review', 'office_review', 'applied']);
    expect(deeds(actor('inventor'), 'draft')).toEqual(['submit', 'drop']);
    expect(deeds(actor('officer'), 'unit_review')).toEqual(['recall']);
    expect(deeds(actor('secrecy'), 'unit_review')).toEqual(['clear', 'return']);
    expect(deeds(actor('approver'), 'unit_review')).toEqual(['return']);
    expect(deeds(actor('approver'), 'office_review')).toEqual(['apply', 'return']);
    expect(deeds(actor('secrecy'), 'office_review')).toEqual(['return']);
    expect(deeds(actor('officer'), 'returned')).toEqual(['submit', 'drop']);
  });

  test('of a record that was withdrawn goes no further: it is returned, recalled or dropped', () => {
    const all = actor('officer', 'secrecy', 'approver');
    expect(deeds(all, 'draft', 'withdrawn')).toEqual(['drop']);
    expect(deeds(all, 'unit_review', 'withdrawn')).toEqual(['recall', 'return']);
    expect(deeds(all, 'office_review', 'withdrawn')).toEqual(['recall', 'return']);
    expect([isCorrectable('published'), isCorrectable('withdrawn'), isCorrectable('draft')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is nothing to another unit, and nothing happens to one that has ended', () => {
    const all = actor('officer', 'secrecy', 'approver', 'inventor');
    for (const state of statesOf(correctionMachine)) {
      expect(correctionDeeds(all, { orgId: 'v', state }, 'published')).toEqual([]);
      expect(deeds(all, state).length > 0, state).toBe(openCorrectionStates.includes(state));
    }
  });

  test('has a role gate for each deed, whatever state it is done from', () => {
    const may = (event: Parameters<typeof mayDoCorrection>[0]) =>
      (['officer', 'inventor', 'secrecy', 'approver', 'legal'] as const).filter((role) =>
        mayDoCorrection(event)(actor(role)),
      );
    expect(may('submit')).toEqual(['officer', 'inventor']);
    expect(may('clear')).toEqual(['secrecy']);
    expect(may('apply')).toEqual(['approver']);
    expect(may('return')).toEqual(['secrecy', 'approver']);
  });
});
