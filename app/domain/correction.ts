import { type Actor, hasRole, type MemberRole, type RoleGate } from './access.ts';
import type { AchievementState } from './achievement.ts';
import { type EventOf, machine, sourcesOf, statesWith, transitionOf } from './machine.ts';

/**
 * A correction (更正) of a public record: written and reviewed beside it, as a first text is (secrecy first,
 * 保守国家秘密法 art. 35). Until it is approved everybody goes on reading the last approved version.
 */
export const correctionMachine = machine({
  name: 'correction',
  initial: 'draft',
  states: {
    draft: {
      label: '更正草稿',
      is: ['open', 'writable'],
      on: {
        submit: { to: 'unit_review', by: ['officer', 'inventor'], says: '提交单位审核（含保密审查），公开页面不变' },
        drop: { to: 'dropped', by: ['officer', 'inventor'], says: '放弃这次更正，公开内容保持原样' },
      },
    },
    unit_review: {
      label: '更正保密审查中',
      is: ['open', 'under_review'],
      on: {
        clear: { to: 'office_review', by: ['secrecy'], says: '保密审查通过，转单位审批' },
        return: { to: 'returned', by: ['approver', 'secrecy'], says: '退回修改，写明原因' },
        recall: { to: 'draft', by: ['officer', 'inventor'], says: '撤回送审，继续修改' },
      },
    },
    office_review: {
      label: '更正审核中',
      is: ['open', 'under_review'],
      on: {
        apply: { to: 'applied', by: ['approver'], says: '审核通过，换成公开的新版本' },
        return: { to: 'returned', by: ['approver', 'secrecy'], says: '退回修改，写明原因' },
        recall: { to: 'draft', by: ['officer', 'inventor'], says: '撤回送审，继续修改' },
      },
    },
    returned: {
      label: '更正已退回',
      is: ['open', 'writable'],
      on: {
        submit: { to: 'unit_review', by: ['officer', 'inventor'], says: '修改后再次提交审核' },
        drop: { to: 'dropped', by: ['officer', 'inventor'], says: '放弃这次更正，公开内容保持原样' },
      },
    },
    applied: { label: '已更正', final: true },
    dropped: { label: '已放弃', final: true },
  },
});
export type CorrectionState = keyof typeof correctionMachine.states;
export type CorrectionEvent = EventOf<typeof correctionMachine>;

export const openCorrectionStates = statesWith(correctionMachine, 'open');
export const writableCorrectionStates = statesWith(correctionMachine, 'writable');
export const reviewedCorrectionStates = statesWith(correctionMachine, 'under_review');

const events = ['submit', 'recall', 'drop', 'clear', 'apply', 'return'] as const satisfies readonly CorrectionEvent[];

/** Only what is public is corrected beside itself; a draft is simply edited. */
export const isCorrectable = (state: AchievementState): boolean => state === 'published';

/** Deeds that bring a correction nearer to the public: of a record that was withdrawn meanwhile it is only taken back, returned or dropped. */
const forward: readonly CorrectionEvent[] = ['submit', 'clear', 'apply'];

const allows = (actor: Actor, state: CorrectionState, event: CorrectionEvent): boolean => {
  const by: readonly string[] = transitionOf(correctionMachine, state, event)?.by ?? [];
  return hasRole(actor, ...(by as MemberRole[]));
};

/** The role gate of a deed, whatever the state it is done from. */
export const mayDoCorrection =
  (event: CorrectionEvent): RoleGate =>
  (actor) =>
    sourcesOf(correctionMachine, event).some((state) => allows(actor, state, event));

/**
 * What the actor may do with a correction of his own unit's record in its present state, while the record stands in `recordState`:
 * buttons and verbs ask the same.
 */
export const correctionDeeds = (
  actor: Actor,
  correction: { readonly orgId: string; readonly state: CorrectionState },
  recordState: AchievementState,
): CorrectionEvent[] =>
  actor.org?.orgId !== correction.orgId
    ? []
    : events.filter(
        (event) => allows(actor, correction.state, event) && (isCorrectable(recordState) || !forward.includes(event)),
      );
