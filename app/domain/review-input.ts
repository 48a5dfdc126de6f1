import { z } from 'zod';
import { importReviewEvents, importReviewSteps } from './import-review.ts';
import { statedNumberWays } from './registration.ts';
import {
  authorityLevels,
  checklistOf,
  type RemarkField,
  remarkFields,
  reviewChecklists,
  type ReviewLevel,
} from './review.ts';

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));

const remark = z.string().trim().max(300, '每项意见最多 300 字。').optional();

const remarks = z
  .object(Object.fromEntries(remarkFields.map((field) => [field, remark])) as Record<RemarkField, typeof remark>)
  .partial()
  .optional()
  .transform((typed) =>
    remarkFields.flatMap((field) => {
      const says = typed?.[field];
      return says ? [{ field, says }] : [];
    }),
  );

const note = z.string().trim().max(500, '最多 500 字。').optional();

/** What was on the reviewer's screen, as `reviewMark` names it: his verb refuses when another stands there by now. */
const seen = z.string().max(60).default('');

/** Every item of the level's checklist, ticked; of papers that no machine has read, that they were opened. */
export const passAt = (level: ReviewLevel, mustOpen = false) =>
  z.object({
    checks: list.refine((ticked) => checklistOf(level, mustOpen).every(({ key }) => ticked.includes(key)), {
      error: '请逐项核对并打勾；有一项不符就退回。',
    }),
    note,
    seen,
    level: z.literal(level).default(level),
  });

/** A return says what to change: as a whole, by field, or both. */
export const ReturnReview = z
  .object({ note, remarks, seen })
  .refine((input) => (input.note ?? '') !== '' || input.remarks.length > 0, {
    error: '请写明要改什么：可以写总的意见，也可以逐项写。',
    path: ['note'],
  });

/** A ticked record with what was on the screen of it: 'id:mark'. */
const ticked = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::([0-9a-f.]{1,40}))?$/i;
const recordIn = (one: string): { id: string; seen: string } => {
  const [, id = '', seen = ''] = ticked.exec(one) ?? [];
  return { id, seen };
};

/** All rows of an import that stand as its sheet brought them, by the checklist of the level. */
export const ReviewImported = z
  .object({
    importId: z.uuid(),
    event: z.enum(importReviewEvents),
    /** What was before the reviewer: a word for exactly these records. */
    seen: z.string().max(64),
    checks: list,
    note,
  })
  .refine(
    ({ event, checks }) => reviewChecklists[importReviewSteps[event].level].every(({ key }) => checks.includes(key)),
    {
      error: '请逐项核对并打勾；有不符的，打开逐项退回。',
      path: ['checks'],
    },
  );

export const BatchReview = z
  .object({
    records: list
      .refine((chosen) => chosen.length > 0 && chosen.length <= 100 && chosen.every((one) => ticked.test(one)), {
        error: '请先选择，一次最多 100 项。',
      })
      .transform((chosen) => chosen.map(recordIn)),
    outcome: z.enum(['pass', 'return'], { error: '请选择通过还是退回。' }),
    checked: z.literal('on').optional(),
    note,
  })
  .refine((input) => input.outcome !== 'pass' || input.checked === 'on', {
    error: '请确认所选各项都已按清单核对。',
    path: ['checked'],
  })
  .refine((input) => input.outcome !== 'return' || (input.note ?? '') !== '', {
    error: '退回请写明要改什么。',
    path: ['note'],
  });

/** The unit hands a record in; papers that are missing here it brings along in another way. */
export const AskRegistration = z.object({
  bringsPapers: z.literal('on').optional(),
  /** What becomes of a number that the unit stated; asked where the record bears one. */
  number: z.enum(statedNumberWays).optional(),
});

export const RevokeRegistration = z.object({
  note: z.string({ error: '请写明注销的依据。' }).trim().min(1, '请写明注销的依据。').max(500, '最多 500 字。'),
});

export const SetReviewPath = z.object({
  regionCode: z.string().regex(/^\d{6}$/, '请选择市州。'),
  levels: list
    .refine((levels) => levels.includes('province'), { error: '省级审核不能省去。' })
    .transform((levels) => authorityLevels.filter((level) => levels.includes(level))),
});
