import { z } from 'zod';
import { reviewOutcomes, statedGrounds } from './grant-clearance.ts';

/** One statement; the paper comes beside. */
export const GrantClearanceInput = z.object({
  versionN: z.coerce.number().int().positive(),
  earlierId: z.uuid(),
  earlierVersionN: z.coerce.number().int().positive(),
  ground: z.enum(statedGrounds, { error: '请选择为什么两份合同可以并存' }),
  reason: z
    .string({ error: '请写明两份合同怎样划分，至少 20 字' })
    .trim()
    .min(20, '请写明两份合同怎样划分，至少 20 字')
    .max(1000, '最多 1000 个字'),
});

/** The lawyer's judgement in a sentence. */
export const OverlapJudgementInput = z.object({
  versionN: z.coerce.number().int().positive(),
  earlierId: z.uuid(),
  earlierVersionN: z.coerce.number().int().positive(),
  reason: z
    .string({ error: '请用一句话写明为什么不重叠，至少 10 字' })
    .trim()
    .min(10, '请用一句话写明为什么不重叠，至少 10 字')
    .max(500, '最多 500 个字'),
});

/** The second person of the owner says whether what its lawyer stated goes on; a refusal says why. */
export const ClearanceReviewInput = z
  .object({
    clearanceId: z.uuid(),
    outcome: z.enum(reviewOutcomes, { error: '请选择同意或者不同意' }),
    reason: z.string().trim().max(1000, '最多 1000 个字').default(''),
  })
  .refine(({ outcome, reason }) => outcome === 'approved' || reason.length >= 5, {
    error: '不同意的请写明原因，至少 5 字',
    path: ['reason'],
  });

/** Whoever is said to have agreed says that he has. */
export const ConsentConfirmationInput = z.object({ clearanceId: z.uuid() });

/** Whoever is said to have agreed says that he has not, or objects to what the owner's lawyer says of his contract, and why. */
export const ConsentDenialInput = z.object({
  clearanceId: z.uuid(),
  reason: z
    .string({ error: '请写明理由，至少 10 字' })
    .trim()
    .min(10, '请写明理由，至少 10 字')
    .max(1000, '最多 1000 个字'),
});
