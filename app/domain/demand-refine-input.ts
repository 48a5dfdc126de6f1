import { z } from 'zod';

const text = (missing: string, longest: number, shortest = 1) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const key = z.uuid().optional();

export const QuestionInput = z.object({ body: text('请写清要问什么，至少 6 个字', 500, 6), key });
export const AnswerInput = z.object({
  questionId: z.uuid(),
  answer: text('请写答复', 1000),
  to: z.enum(['all', 'one'], { error: '请选答复给谁看' }),
});
export const InviteUnitInput = z.object({ name: text('请填单位全称', 60, 4) });
export const ReturnDemandInput = z.object({ note: text('请写退回的原因', 500) });
export const MergeInput = z.object({ intoId: z.uuid('请选并到哪一项') });

const places = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().map(Number).filter(Number.isSafeInteger));

/** Two parts, each with its name and the places of its targets. */
export const SplitInput = z
  .object({
    titleA: text('请写第一项的名称，至少 6 个字', 60, 6),
    titleB: text('请写第二项的名称，至少 6 个字', 60, 6),
    metricsA: places,
    metricsB: places,
    key,
  })
  .transform(({ titleA, titleB, metricsA, metricsB, ...rest }) => ({
    ...rest,
    parts: [
      { title: titleA, metrics: metricsA },
      { title: titleB, metrics: metricsB },
    ],
  }));

/** A sheet of demands: whose they are, and whether wrong rows are left behind. */
export const DemandSheetInput = z.object({
  orgId: z.uuid('请选单位'),
  skipWrong: z.literal('yes').optional(),
});
