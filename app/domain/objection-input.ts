import { z } from 'zod';

/** A person objects under his own name: to a notice of a price, a listing, a trade, an award. */
export const ObjectInput = z.object({
  grounds: z
    .string({ error: '请写明异议内容和依据，至少 10 字。' })
    .trim()
    .min(10, '请写明异议内容和依据，至少 10 字。')
    .max(2000, '最多 2000 字。'),
  key: z.uuid().optional(),
});

/** An objection that its own page does not name by its path. */
export const ObjectionId = z.object({ objectionId: z.uuid() });

export const DecideObjection = z.object({
  objectionId: z.uuid(),
  outcome: z.enum(['uphold', 'dismiss'], { error: '请选择处理结果。' }),
  decision: z
    .string({ error: '请写明理由，至少 4 字，提出人会看到。' })
    .trim()
    .min(4, '请写明理由，至少 4 字，提出人会看到。')
    .max(2000, '最多 2000 字。'),
});

/** Of a price, what was published wrongly can be put right while the terms stay. */
export const DecidePriceObjection = DecideObjection.extend({
  outcome: z.enum(['uphold', 'correct', 'dismiss'], { error: '请选择处理结果。' }),
});
