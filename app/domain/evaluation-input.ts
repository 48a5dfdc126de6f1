import { z } from 'zod';
import { MobileNumber } from './account-input.ts';
import { type Day, isDay } from './days.ts';
import { dueFault } from './evaluation-days.ts';
import { notApplicableField, reasonField, scoreFaults, statedTrlFaults } from './evaluation-grounds.ts';
import { evaluationPurposes, type Scores, type ValueKey, valueKeys } from './evaluation.ts';
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

const trlLevel = z.coerce.number({ error: '请选择级别。' }).int().min(1, '请选择级别。').max(9, '请选择级别。');
const day = z.string().trim().refine(isDay, '请选择评定日期。');
/** A third party's assessment: a report issued here says the level, who and when; another one is named with what it says. */
export const ThirdPartyTrl = z
  .object({
    level: z.union([z.literal('').transform(() => undefined), trlLevel]).optional(),
    evaluationId: z.uuid().optional(),
    assessor: z.string().trim().max(120, '最多 120 字。').optional(),
    assessedOn: day.optional(),
    reportId: z.uuid().optional(),
  })
  .transform(({ level, evaluationId, assessor, assessedOn, reportId }, context) => {
    if (evaluationId !== undefined) return { kind: 'issued' as const, evaluationId };
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (level === undefined) missing('level', '请选择级别。');
    if (!assessor) missing('assessor', '请写明评定机构。');
    if (assessedOn === undefined) missing('assessedOn', '请选择评定日期。');
    if (reportId === undefined) missing('reportId', '请选择评定报告；没有的先到材料里上传。');
    if (level === undefined || !assessor || assessedOn === undefined || reportId === undefined) return z.NEVER;
    return { kind: 'report' as const, level, assessor, assessedOn, reportId };
  });

export const DecideTrl = z.object({ assessmentId: z.uuid(), note: z.string().trim().max(500).optional() });
export const ReturnTrl = z.object({ assessmentId: z.uuid(), note: words('请写明缺什么证据。', 500) });
export const EvaluationId = z.object({ evaluationId: z.uuid() });
/** Let out by somebody who read it: words, report and papers behind it. */
export const OpenReport = z.object({
  evaluationId: z.uuid(),
  opened: z.literal('on', { error: '请先看过报告文件、依据材料和专家的理由，再打勾。' }),
});
export const DeclineEvaluation = z.object({ note: words('请写明不受理的原因。', 300) });
/** A day by which something is asked for, as it may be asked today. */
const askedBy = (today: Day) =>
  z
    .string({ error: '请选择日期。' })
    .trim()
    .refine(isDay, '请选择日期。')
    .superRefine((on, context) => {
      const says = isDay(on) ? dueFault(on, today) : null;
      if (says !== null) context.addIssue({ code: 'custom', message: says });
    });
export const inviteExpertInput = (today: Day) => z.object({ phone: MobileNumber, dueOn: askedBy(today) });
/** Reminds an expert who has not answered or scored, with another day where one is given. */
export const urgeExpertInput = (today: Day) =>
  z.object({
    expertId: z.uuid(),
    dueOn: z.union([z.literal('').transform(() => undefined), askedBy(today)]).optional(),
  });
/** Another day for the report of a commission. */
export const postponeInput = (today: Day) => z.object({ evaluationId: z.uuid(), dueOn: askedBy(today) });
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

const reason = z.string().trim().max(500, '最多 500 字。').optional();
const eachValue = <Field extends string, Schema>(field: (key: ValueKey) => Field, schema: Schema) =>
  Object.fromEntries(valueKeys.map((key) => [field(key), schema])) as Record<Field, Schema>;
/** Of what was typed in one field a value, the words that say something, by value. */
const saidOf = (
  typed: Readonly<Record<string, unknown>>,
  field: (key: ValueKey) => string,
): Partial<Record<ValueKey, string>> =>
  Object.fromEntries(
    valueKeys.flatMap((key) => {
      const text = typed[field(key)];
      return typeof text === 'string' && text !== '' ? [[key, text]] : [];
    }),
  );

/** A score wants its reason; a reason without a score says why the value does not apply. */
export const ScoreInput = z
  .object({
    ...eachValue((key) => key, score),
    ...eachValue(reasonField, reason),
    comment: z.string().trim().max(2000, '最多 2000 字。').optional(),
  })
  .transform((typed, context) => {
    const scores: Scores = Object.fromEntries(valueKeys.map((key) => [key, typed[key]]));
    const reasons = saidOf(typed, reasonField);
    for (const { field, says } of scoreFaults(scores, reasons)) {
      context.addIssue({ code: 'custom', path: [field], message: says });
    }
    return { scores, reasons, comment: typed.comment ?? '' };
  });

const ground = z.string().trim().max(1000, '最多 1000 字。').optional();
export const IssueReport = z
  .object({
    ...eachValue((key) => key, ground),
    ...eachValue(notApplicableField, line),
    conclusion: words('请写评价结论。', 3000),
    trlLevel: z.union([z.literal('').transform(() => null), trlLevel]).default(null),
    trlGround: ground,
  })
  .transform(({ conclusion, trlLevel: level, trlGround = '', ...typed }, context) => {
    for (const { field, says } of statedTrlFaults(level, trlGround)) {
      context.addIssue({ code: 'custom', path: [field], message: says });
    }
    return {
      conclusion,
      evidence: saidOf(typed, (key) => key),
      notApplicable: saidOf(typed, notApplicableField),
      trl: level === null ? null : { level, ground: trlGround },
    };
  });

/** Papers of the record that the unit lets the evaluator and its panel read. */
const releasedPapers = z.union([z.uuid(), z.array(z.uuid())]).optional();
const idsOf = (typed: string | readonly string[] | undefined): string[] =>
  typed === undefined ? [] : typeof typed === 'string' ? [typed] : [...typed];
export const requestEvaluationInput = (today: Day) =>
  z
    .object({
      key: z.uuid().optional(),
      evaluatorOrgId: z.uuid('请选择评价机构。'),
      purpose: z.enum(evaluationPurposes, { error: '请选择评价目的。' }),
      dueOn: askedBy(today),
      papers: releasedPapers,
    })
    .transform(({ papers, ...rest }) => ({ ...rest, papers: idsOf(papers) }));
export const ReleasePapers = z
  .object({ evaluationId: z.uuid(), papers: releasedPapers })
  .transform(({ evaluationId, papers }, context) => {
    const ids = idsOf(papers);
    if (ids.length === 0) context.addIssue({ code: 'custom', path: ['papers'], message: '请选择要提供的材料。' });
    return { evaluationId, papers: ids };
  });

export const FeedbackInput = z.object({
  key: z.uuid().optional(),
  effect: words('请写明用了以后的效果，最好有数字。', 1000),
  rating: z.coerce.number({ error: '请选择评价。' }).int().min(1).max(5),
  isPublic: z.literal('on').optional(),
});
