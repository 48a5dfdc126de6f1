import { z } from 'zod';
import { mostPatents } from './patent-list.ts';

const number = z.string().regex(/^(?:ZL[\dX.]{9,15}|CN\d{7,9}[ABCUYS]\d?)$/);
const numbers = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
  .refine((all) => all.length > 0, { error: '请先勾选专利。' })
  .refine((all) => all.length <= 200 && all.every((one) => number.safeParse(one).success), {
    error: '一次最多 200 件。',
  });

export const EnterPatentsInput = z.object({
  lines: z
    .string({ error: '请粘贴专利号。' })
    .trim()
    .min(1, '请粘贴专利号。')
    .max(200_000, `一次最多 ${mostPatents} 件。`),
});
export const AttachPatentsInput = z.object({
  numbers,
  achievementNo: z
    .string({ error: '请填成果编号。' })
    .trim()
    .toUpperCase()
    .regex(/^CG-\d{4}-[0-9A-Z]+$/, '请填成果编号，例如 CG-2026-00042。'),
});
export const DetachPatentInput = z.object({ number, achievementId: z.uuid() });
export const RemovePatentInput = z.object({ number });
export const LoadPatentsInput = z.object({
  source: z.string({ error: '请写明从哪里导出。' }).trim().min(2, '请写明从哪里导出。').max(60, '最多 60 字。'),
  asOf: z.iso.date({ error: '请填导出日期。' }),
});
