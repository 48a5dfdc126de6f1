import type { AchievementState } from './achievement.ts';
import { type EventOf, machine, statesWith } from './machine.ts';

/** An uploaded file of achievements: checked first, stored only after the officer confirms. */
export const importMachine = machine({
  name: 'import',
  initial: 'checking',
  states: {
    checking: {
      label: '检查中',
      is: ['busy'],
      on: {
        check: { to: 'checked', by: ['system'], says: '逐行检查完毕，尚未入库' },
        ask: { to: 'mapping', by: ['system'], says: '表头认不出来，等经办人对应各列' },
        fail: { to: 'failed', by: ['system'], says: '文件无法读取' },
      },
    },
    mapping: {
      label: '待对应列',
      on: {
        map: { to: 'checking', by: ['officer', 'secrecy'], says: '说明哪一列是什么，再检查' },
        cancel: { to: 'cancelled', by: ['officer', 'secrecy'], says: '放弃这次导入' },
      },
    },
    checked: {
      label: '待确认',
      is: ['rows'],
      on: {
        map: { to: 'checking', by: ['officer', 'secrecy'], says: '改过各列的对应，再检查' },
        confirm: { to: 'running', by: ['officer'], says: '确认导入通过检查的行' },
        cancel: { to: 'cancelled', by: ['officer'], says: '放弃这次导入' },
      },
    },
    running: {
      label: '导入中',
      is: ['busy', 'rows'],
      on: {
        finish: { to: 'done', by: ['system'], says: '全部通过的行已入库，走单位审核' },
        wait: { to: 'waiting', by: ['system'], says: '全部通过的行已入库，等指明的保密审查人员确认' },
      },
    },
    waiting: {
      label: '待保密审查',
      is: ['rows'],
      on: {
        release: { to: 'releasing', by: ['named'], says: '指明的保密审查人员审过整份文件，一并公开' },
        chain: { to: 'running', by: ['officer', 'secrecy'], says: '不再等这个人，改走单位审核：先保密审查，再审批' },
        undo: { to: 'undoing', by: ['officer', 'secrecy'], says: '撤销整次导入，入库后没有动过的成果撤下' },
      },
    },
    releasing: {
      label: '正在公开',
      is: ['busy', 'rows'],
      on: { finish: { to: 'done', by: ['system'], says: '审过的成果都已公开' } },
    },
    done: {
      label: '已完成',
      is: ['rows'],
      on: { undo: { to: 'undoing', by: ['officer', 'secrecy'], says: '撤销整次导入，入库后没有动过的成果撤下' } },
    },
    undoing: {
      label: '撤销中',
      is: ['busy', 'rows'],
      on: { finish: { to: 'undone', by: ['system'], says: '没有动过的成果已撤下' } },
    },
    undone: { label: '已撤销', is: ['rows'], final: true },
    failed: { label: '无法读取', final: true },
    cancelled: { label: '已放弃', final: true },
  },
});
export type ImportState = keyof typeof importMachine.states;
export type ImportEvent = EventOf<typeof importMachine>;

/** States in which a job is at work: the page looks again by itself. */
export const busyImportStates: readonly ImportState[] = statesWith(importMachine, 'busy');
/** States in which what the check found of each row is there to be seen. */
export const importStatesWithRows: readonly ImportState[] = statesWith(importMachine, 'rows');

/**
 * What the check found of a row and what became of it: `imported` made an achievement, `updated` wrote a new version of one,
 * `skipped` repeated one and was left out, `undone` was taken back with the whole import.
 */
export const importRowStates = ['valid', 'invalid', 'duplicate', 'imported', 'updated', 'skipped', 'undone'] as const;
export type ImportRowState = (typeof importRowStates)[number];

/** By what a row repeats something: our number, 登记号, name, patent, a title nearly the same, a row above, another unit's. */
export const duplicateKinds = ['no', 'reg_no', 'name', 'patent', 'near', 'file', 'foreign'] as const;
export type DuplicateKind = (typeof duplicateKinds)[number];

/** What the officer does with repeated rows. */
export const duplicateChoices = ['skip', 'merge', 'new'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/**
 * Choices that a kind of repetition leaves. A name and a registration number stand once; a shared patent or a title nearly
 * the same may be another achievement after all; what repeats a row above or another unit's number is left out. Merging
 * needs an achievement of the unit's own (`isOwn`).
 */
export function choicesFor(kind: DuplicateKind, isOwn: boolean): readonly DuplicateChoice[] {
  const isDoubtful = kind === 'patent' || kind === 'near';
  if (!isOwn) return isDoubtful ? ['skip', 'new'] : ['skip'];
  return isDoubtful ? ['skip', 'merge', 'new'] : ['skip', 'merge'];
}

/**
 * Whether rows that repeat something may be merged on this way of review: they write over what is public, so only the secrecy
 * reviewer who reads the whole file lets them (保守国家秘密法 art. 35). Through the unit's review they are left out.
 */
export const mergesOn = (review: 'chain' | 'named'): boolean => review === 'named';

/** What is said of rows that were to be merged, on the way that does not. */
export const cannotMerge = (rows: number): string =>
  `有 ${rows} 行选了“更新”：更新公开的成果，要指明一位保密审查人员审整份文件。请指明，或者把这些行改为跳过，在成果页做更正。`;

const mergeObstacles: Readonly<Record<Exclude<AchievementState, 'published'>, string>> = {
  draft: '要更新的成果是草稿，没有公开：请直接在成果页改，再送审。',
  unit_review: '要更新的成果还在审核：请先撤回送审，在成果页改。',
  office_review: '要更新的成果还在审核：请先撤回送审，在成果页改。',
  returned: '要更新的成果退回了，没有公开：请直接在成果页改，再送审。',
  withdrawn: '要更新的成果已经撤回：请先改为草稿，在成果页改，再送审。',
};

/** Why a row may not be merged into what it repeats, null where it may: a merge writes over what is public, and nothing else. */
export const mergeObstacle = (state: AchievementState): string | null =>
  state === 'published' ? null : mergeObstacles[state];

/** What is said of rows that were to be merged into what is not public any more. */
export const cannotMergeHidden = (rows: number): string =>
  `有 ${rows} 行选了“更新”，要更新的成果现在没有公开。请把这些行改为跳过，或者先在成果页处理。`;

/** What a row that repeats something comes to: its own choice, else that of the whole import where its kind allows it. */
export function choiceOf(
  row: { readonly kind: DuplicateKind; readonly isOwn: boolean; readonly choice: DuplicateChoice | null },
  whole: DuplicateChoice,
): DuplicateChoice {
  // A row that names the achievement by our number was written to update it.
  const usual = row.kind === 'no' ? 'merge' : whole;
  const wanted = row.choice ?? usual;
  return choicesFor(row.kind, row.isOwn).includes(wanted) ? wanted : 'skip';
}
