import { type Actor, hasRole, type MemberRole, mayWriteAchievement } from './access.ts';
import { achievementMachine, type AchievementState, writableAchievementStates } from './achievement.ts';
import { sourcesOf, statesOf, transitionOf } from './machine.ts';

/** What people do with an achievement that is there: its text, and the events of its machine. */
export const achievementDeedWords = [
  'edit',
  'submit',
  'clear',
  'publish',
  'return',
  'recall',
  'withdraw',
  'reopen',
] as const;
export type AchievementDeed = (typeof achievementDeedWords)[number];

/** Roles that may trigger `event`, whatever the state it is done from. */
const doersOf = (event: string): MemberRole[] =>
  sourcesOf(achievementMachine, event)
    .flatMap((state) => [...(transitionOf(achievementMachine, state, event)?.by ?? [])])
    .filter((role) => role !== 'system');

/** The role gate of a deed, asked by its verb before anything is read. */
export const mayDoAchievement = (actor: Actor, deed: AchievementDeed): boolean =>
  deed === 'edit' ? mayWriteAchievement(actor) : hasRole(actor, ...doersOf(deed));

/** True where the state of the achievement allows the deed. */
const isOpenTo = (state: AchievementState, deed: AchievementDeed): boolean =>
  deed === 'edit'
    ? writableAchievementStates.includes(state)
    : transitionOf(achievementMachine, state, deed) !== undefined;

/**
 * What the actor may do with an achievement in its present state: the page asks it for buttons, the verbs for permission.
 * Nothing with another unit's; nobody publishes before his unit is verified.
 */
export const achievementDeeds = (
  actor: Actor,
  achievement: { readonly orgId: string; readonly state: AchievementState },
): AchievementDeed[] =>
  actor.org?.orgId !== achievement.orgId
    ? []
    : achievementDeedWords.filter(
        (deed) =>
          mayDoAchievement(actor, deed) &&
          isOpenTo(achievement.state, deed) &&
          (deed !== 'publish' || actor.org?.verified === true),
      );

/**
 * States in which a record of the actor's own unit waits for his yes. The secrecy reviewer: unit_review; the approver of a
 * verified unit: office_review.
 */
export const statesToDecide = (actor: Actor): AchievementState[] => {
  const orgId = actor.org?.orgId;
  if (orgId === undefined) return [];
  return statesOf(achievementMachine).filter((state) =>
    achievementDeeds(actor, { orgId, state }).some((deed) => deed === 'clear' || deed === 'publish'),
  );
};
