import { z } from 'zod';
import { MobileNumber } from './account-input.ts';
import { evaluationPurposes, valueKeys, valueLabels } from './evaluation.ts';
import { trlQuestions } from './trl-assessment.ts';

const words = (missing: string, max: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(max, `最多 ${max} 字。`);
const line = z.string().trim().max(300, '最多 300 字。').optional();

/** The questionnaire: a tick and its evidence for each level. A tick without evidence is a fault, not a yes. */
export const TrlInput = z
  .object(
    Object.fromEntries(
      trlQuestions.flatMap(({ level }) => [
        [`met${level}`, z.literal('on').optional()],
        [`evidence${level}`, line],
      ]),
    ) as Record<`met${number}`, z.ZodOptional<z.ZodLiteral<'on'>>> & Record<`evidence${number}`, typeof line>,
  )
  .transform((typed, context) => {
    const answers = trlQuestions.map(({ level }) => ({
      level,
      isMet: typed[`met${level}`] === 'on',
      evidence: typed[`evidence${level}`] ?? '',
    }));
    for (const { level, isMet, evidence } of answers) {
      if (isMet && evidence === '') {
        context.addIssue({ code: 'custom', path: [`evidence${level}`], message: `第 ${level} 级：请写明证据。` });
      }
    }
    if (!answers.some(({ isMet }) => isMet)) {
      context.addIssue({ code: 'custom', path: ['met1'], message: '请从第 1 级起逐级回答。' });
    }
    return { answers };
  });

export const DecideTrl = z.object({ assessmentId: z.uuid(), note: z.string().trim().max(500).optional() });
export const ReturnTrl = z.object({ assessmentId: z.uuid(), note: words('请写明缺什么证据。', 500) });
export const RequestEvaluation = z.object({
  key: z.uuid().optional(),
  evaluatorOrgId: z.uuid('请选择评价机构。'),
  purpose: z.enum(evaluationPurposes, { error: '请选择评价目的。' }),
});
export const EvaluationId = z.object({ evaluationId: z.uuid() });
export const DeclineEvaluation = z.object({ note: words('请写明不受理的原因。', 300) });
export const InviteExpert = z.object({ phone: MobileNumber });
export const JoinPanel = z.object({
  isFree: z.literal('on', { error: '请先声明没有利益冲突；有冲突的请选择回避。' }),
});
export const RecuseExpert = z.object({ declaration: words('请写明与谁有什么关系。', 300) });

const score = z
  .string()
  .trim()
  .optional()
  .transform((value, context): number | null => {
    if (value === undefined || value === '') return null;
    if (/^\d{1,3}$/.test(value) && Number(value) <= 100) return Number(value);
    context.addIssue({ code: 'custom', message: '请填 0 到 100 的整数；不适用的留空。' });
    return z.NEVER;
  });

export const ScoreInput = z
  .object({
    ...(Object.fromEntries(valueKeys.map((key) => [key, score])) as Record<(typeof valueKeys)[number], typeof score>),
    comment: words('请写明评分的理由。', 2000),
  })
  .transform(({ comment, ...scores }, context) => {
    if (Object.values(scores).every((value) => value === null)) {
      context.addIssue({ code: 'custom', path: ['scientific'], message: '至少给一项评分。' });
    }
    return { scores, comment };
  });

export const IssueReport = z
  .object({
    ...(Object.fromEntries(valueKeys.map((key) => [key, line])) as Record<(typeof valueKeys)[number], typeof line>),
    conclusion: words('请写评价结论。', 3000),
  })
  .transform(({ conclusion, ...evidence }) => ({
    conclusion,
    evidence: Object.fromEntries(Object.entries(evidence).filter(([, text]) => text)) as Partial<
      Record<keyof typeof valueLabels, string>
    >,
  }));

export const FeedbackInput = z.object({
  key: z.uuid().optional(),
  effect: words('请写明用了以后的效果，最好有数字。', 1000),
  rating: z.coerce.number({ error: '请选择评价。' }).int().min(1).max(5),
  isPublic: z.literal('on').optional(),
});
