import { z } from 'zod';
import { checkInDeeds, checkInMethods } from './check-in.ts';
import { scansAtOnce } from './door-list.ts';

export const OpenScanInput = z.object({
  pin: z
    .string({ error: '请填 6 位口令' })
    .trim()
    .regex(/^\d{6}$/, '请填 6 位口令'),
});
export const EnterCodeInput = z.object({
  code: z.string({ error: '请填姓名、尾号或手动码' }).trim().min(1, '请填姓名、尾号或手动码').max(200, '太长了'),
  deed: z.enum(checkInDeeds).nullish(),
});
export const ScanPersonInput = z.object({ rowId: z.uuid(), deed: z.enum(checkInDeeds) });

const instant = z
  .number()
  .int()
  .min(0)
  .max(4_102_444_800_000)
  .transform((ms) => new Date(ms));

/** What a phone sends of its queue. */
export const SyncInput = z.object({
  sentAt: instant,
  scans: z
    .array(
      z.object({
        scanKey: z.uuid(),
        code: z.string().max(200).optional(),
        registrationId: z.uuid().optional(),
        deed: z.enum(checkInDeeds),
        method: z.enum(checkInMethods),
        at: instant,
      }),
    )
    .max(scansAtOnce),
});
