import { z } from 'zod';
import { isRealName, readContact } from './objector.ts';

/** A person objects under his own name: to a notice of a price, a listing, a trade, an award. */
export const ObjectInput = z.object({
  name: z
    .string({ error: '请填真实姓名。' })
    .trim()
    .min(1, '请填真实姓名。')
    .refine(isRealName, '请填身份证件上的姓名，不用称呼、代号或数字。'),
  contact: z.string({ error: '请填电话或邮箱。' }).transform((typed, ctx) => {
    const contact = readContact(typed);
    if (contact !== null && contact.length <= 120) return contact;
    ctx.addIssue({ code: 'custom', message: '请填能联系到你的手机号、带区号的座机或者邮箱。' });
    return z.NEVER;
  }),
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
