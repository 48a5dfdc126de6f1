import { z } from 'zod';
import { clearanceGrounds } from './grant-clearance.ts';

/** One statement; the paper comes beside. */
export const GrantClearanceInput = z.object({
  versionN: z.coerce.number().int().positive(),
  earlierId: z.uuid(),
  earlierVersionN: z.coerce.number().int().positive(),
  ground: z.enum(clearanceGrounds, { error: '请选择为什么两份合同可以并存' }),
  reason: z
    .string({ error: '请写明两份合同怎样划分，至少 20 字' })
    .trim()
    .min(20, '请写明两份合同怎样划分，至少 20 字')
    .max(1000, '最多 1000 个字'),
});

/** Whoever is said to have agreed says that he has. */
export const ConsentConfirmationInput = z.object({ clearanceId: z.uuid() });

/** Whoever is said to have agreed says that he has not, and why. */
export const ConsentDenialInput = z.object({
  clearanceId: z.uuid(),
  reason: z
    .string({ error: '请写明你方为什么说没有同意，至少 10 字' })
    .trim()
    .min(10, '请写明你方为什么说没有同意，至少 10 字')
    .max(1000, '最多 1000 个字'),
});
