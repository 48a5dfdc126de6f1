import { describe, expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { achievementDeeds, achievementDeedWords, mayDoAchievement } from './achievement-deeds.ts';
import { achievementMachine, type AchievementState } from './achievement.ts';
import { statesOf } from './machine.ts';

const actor = (roles: readonly MemberRole[], given: { verified?: boolean; orgId?: string } = {}): Actor => ({
  userId: 'u',
  sessionId: null,
  name: '甲',
  platformRoles: [],
  provedAt: null,
  isBroker: false,
  hasConsented: true,
  org: {
    orgId: 'unit',
    orgName: '某大学',
    kind: 'university',
    regionCode: '620100',
    verified: true,
    isSample: true,
    roles,
    ...given,
  },
});
const at = (state: AchievementState) => ({ orgId: 'unit', state });

describe('deeds with an achievement', () => {
  test.each([
    ['draft', ['officer'], ['edit', 'submit']],
    ['returned', ['inventor'], ['edit', 'submit']],
    ['unit_review', ['officer', 'inventor'], ['recall']],
    ['unit_review', ['secrecy'], ['clear', 'return']],
    ['unit_review', ['approver'], ['return']],
    ['office_review', ['approver'], ['publish', 'return']],
    ['office_review', ['secrecy'], ['return']],
    ['published', ['officer'], ['withdraw']],
    ['published', ['finance', 'owner', 'legal'], []],
    ['withdrawn', ['officer'], ['reopen']],
  ] as const)('%s: %s may %s', (state, roles, deeds) => {
    expect(achievementDeeds(actor(roles), at(state))).toEqual(deeds);
  });

  test('another unit’s achievement leaves nothing to do, and nobody publishes before his unit is verified', () => {
    for (const state of statesOf(achievementMachine)) {
      expect(achievementDeeds(actor(['officer', 'approver', 'secrecy'], { orgId: 'other' }), at(state))).toEqual([]);
    }
    expect(achievementDeeds(actor(['approver'], { verified: false }), at('office_review'))).toEqual(['return']);
  });

  test('what a page offers passes the role gate of its verb', () => {
    for (const role of ['owner', 'officer', 'approver', 'finance', 'legal', 'secrecy', 'inventor'] as const) {
      for (const state of statesOf(achievementMachine)) {
        for (const deed of achievementDeeds(actor([role]), at(state))) {
          expect(mayDoAchievement(actor([role]), deed)).toBe(true);
        }
      }
      expect(achievementDeedWords.every((deed) => !mayDoAchievement({ ...actor([role]), org: null }, deed))).toBe(true);
    }
  });
});
