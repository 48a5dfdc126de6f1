import type { AchievementState } from './achievement.ts';
import { machine } from './machine.ts';

/** One decision on all rows of an import that stand as its sheet brought them; a job carries it out in pieces. */
export const importReviewMachine = machine({
  name: 'import_review',
  initial: 'running',
  states: {
    running: {
      label: '正在处理',
      on: {
        finish: { to: 'done', by: ['system'], says: '决定的各项都已处理' },
        stop: { to: 'stopped', by: ['system'], says: '导入被撤销，余下的不再处理' },
      },
    },
    done: { label: '已完成', final: true },
    stopped: { label: '已停止', final: true },
  },
});

/**
 * What is decided on an import as a whole: the unit's secrecy reviewers clear it and its approvers publish it, or the one whom the
 * officer named has read all of it and lets it go public at once.
 */
export const importReviewEvents = ['clear', 'publish', 'release'] as const;
export type ImportReviewEvent = (typeof importReviewEvents)[number];

/** By which level's checklist each is decided, and where the records stand before it. */
export const importReviewSteps = {
  clear: { level: 'secrecy', from: 'unit_review' },
  publish: { level: 'office', from: 'office_review' },
  release: { level: 'secrecy', from: 'unit_review' },
} as const satisfies Record<ImportReviewEvent, { level: 'secrecy' | 'office'; from: AchievementState }>;

/** Decided by who reviews secrecy. */
export const isSecrecyStep = (event: ImportReviewEvent): boolean => importReviewSteps[event].level === 'secrecy';

interface Eyes {
  readonly actorId: string;
  /** Who had a hand in what is reviewed: brought the file, said what its columns are, confirmed it; added the paper. */
  readonly broughtBy: readonly (string | null)[];
  /** Other people of the unit who review secrecy. */
  readonly others: number;
  /** The unit's administrator has stated, on record, that one person does both. */
  readonly isSoloStated: boolean;
}

/**
 * Whether a person may do the secrecy review of an import's rows, or of a paper that came later: the four-eyes principle, which the law on secrets does not spell
 * out (art. 35 only wants what goes public reviewed; design default, to be confirmed: `review.four_eyes`, `review.solo`).
 * `second`: others brought it. `solo`: it was he, but the unit has nobody else and says so on record.
 * `own`: it was he, so somebody else has to.
 */
export function secrecyEyes({ actorId, broughtBy, others, isSoloStated }: Eyes): 'second' | 'solo' | 'own' {
  if (!broughtBy.includes(actorId)) return 'second';
  return others === 0 && isSoloStated ? 'solo' : 'own';
}
