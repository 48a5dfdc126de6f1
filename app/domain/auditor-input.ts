import { z } from 'zod';
import { MobileNumber, OneTimeCode } from './account-input.ts';
import { isDay } from './days.ts';

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(longest, `最多 ${longest} 个字`);
const day = z.string({ error: '请填日期' }).refine(isDay, '请填日期，例如 2026-11-21');

export const InviteAuditorInput = z.object({
  key: z.uuid().optional(),
  name: text('请填查账人的姓名', 40),
  firm: text('请填查账人的单位', 80),
  phone: MobileNumber,
  reason: text('请写明为什么查账', 300),
  opensOn: day,
  endsOn: day,
  asksEarly: z
    .string()
    .optional()
    .transform((value) => value !== undefined && value !== ''),
});
export const AuditorGrantInput = z.object({ grantId: z.uuid() });
export const AuditorCodeInput = z.object({ code: OneTimeCode });
