import { z } from 'zod';
import { isDay } from './days.ts';

/** An expert's confirmation of a rule, with where it is written. */
export const ConfirmRuleInput = z.object({
  rule: z.string().min(1).max(80),
  /** The value that the page showed: one that changed meanwhile is not confirmed. */
  value: z.string().min(1).max(400),
  source: z
    .string({ error: '请写明谁确认的、依据哪个文件' })
    .trim()
    .min(4, '请写明谁确认的、依据哪个文件')
    .max(400, '最多 400 个字'),
  confirmedOn: z.string({ error: '请填确认日期' }).refine(isDay, '请填确认日期'),
});
