import { z } from 'zod';
import { isDay } from './days.ts';
import { ruleValueKeys } from './rule-values.ts';

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

/** A new value of a default, from which day and why. */
export const SetRuleValueInput = z.object({
  key: z.enum(ruleValueKeys),
  value: z.string({ error: '请填新的值' }).trim().min(1, '请填新的值').max(20, '最多 20 个字'),
  fromOn: z.string({ error: '请填从哪天起' }).refine(isDay, '请填从哪天起'),
  reason: z
    .string({ error: '请写明为什么改，依据哪个文件' })
    .trim()
    .min(4, '请写明为什么改，依据哪个文件')
    .max(400, '最多 400 个字'),
});
