import { z } from 'zod';
import { MobileNumber } from './account-input.ts';
import { bountyKinds, bountyOrigins, bountyRules } from './bounty.ts';
import { maxProposalMilestones } from './bounty-proposal.ts';
import { isDay } from './days.ts';
import { parseFen, parsePpm } from './money.ts';

const typed = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').trim());

const text = (missing: string, longest: number, shortest = 1) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);

const maybe = (longest: number) => z.string().trim().max(longest, `最多 ${longest} 个字`).default('');

const wan = (missing: string) =>
  typed.transform((value, context) => {
    const fen = parseFen(value, 'wan');
    if (fen !== null && fen > 0n) return fen;
    context.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });

const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);
const key = z.uuid().optional();

/** An enterprise's call (征集). */
export const CallBountyInput = z
  .object({
    demandId: z.uuid('请选需求'),
    kind: z.enum(bountyKinds, { error: '请选一种' }),
    origin: z.enum(bountyOrigins, { error: '请选一种' }),
    authorityOrgId: z.uuid('请选组织方'),
    total: wan('请填项目总投入，单位万元'),
    own: wan('请填自筹，单位万元'),
    rate: z.string({ error: '请填补助比例' }).transform((value, context) => {
      const ppm = parsePpm(value);
      if (ppm !== null) return ppm;
      context.addIssue({ code: 'custom', message: '请填百分数，例如 20' });
      return z.NEVER;
    }),
    conditions: maybe(1000),
    key,
  })
  .transform(({ total, own, rate, ...rest }) => ({ ...rest, totalFen: total, ownFen: own, ratePpm: rate }));

const gate = z.object({ title: typed, dueOn: typed }).transform((row, context) => {
  if (row.title === '' && row.dueOn === '') return null;
  const before = context.issues.length;
  const fault = (name: string, message: string) => context.addIssue({ code: 'custom', message, path: [name] });
  if (row.title === '' || row.title.length > 60) fault('title', '请写这一关看什么，最多 60 个字');
  if (!isDay(row.dueOn)) fault('dueOn', '请填日期');
  return context.issues.length > before ? z.NEVER : row;
});

export const PostBountyInput = z.object({
  closesOn: day('请填揭榜截止日期'),
  gates: z
    .array(gate)
    .max(bountyRules.gates)
    .nullish()
    .transform((rows) => (rows ?? []).filter((row) => row !== null)),
});

export const DropBountyInput = z.object({ reason: text('请写明原因', 500) });
export const PartnerInput = z
  .object({
    uscc: z
      .string({ error: '请填统一社会信用代码' })
      .trim()
      .regex(/^[0-9A-Za-z]{18}$/, '统一社会信用代码是 18 位'),
    share: typed.transform((value, context) => {
      const fen = value === '' ? 0n : parseFen(value, 'wan');
      if (fen !== null) return fen;
      context.addIssue({ code: 'custom', message: '请填分担的自筹，单位万元；不出资的留空' });
      return z.NEVER;
    }),
  })
  .transform(({ uscc, share }) => ({ uscc, shareFen: share }));
export const ExpertInput = z.object({ phone: MobileNumber });

export const OpinionInput = z
  .object({ supports: z.enum(['yes', 'no'], { error: '请选同意或不同意' }), opinion: text('请写理由', 1000) })
  .transform(({ supports, opinion }) => ({ supports: supports === 'yes', opinion }));

export const DeclareInput = z
  .object({
    isTrue: z.literal('on', { error: '请确认声明属实' }),
    conflict: z
      .union([z.uuid(), z.array(z.uuid()).max(100)])
      .optional()
      .transform((value) => [value ?? []].flat()),
    note: maybe(300),
  })
  .refine(({ conflict, note }) => conflict.length === 0 || note !== '', {
    path: ['note'],
    message: '请写明是什么关系',
  });

const mark = z
  .string({ error: '请填 0 到 100 的整数' })
  .trim()
  .regex(/^\d{1,3}$/, '请填 0 到 100 的整数')
  .transform(Number)
  .refine((value) => value <= 100, '请填 0 到 100 的整数');

export const ScoreProposalInput = z
  .object({ proposalId: z.uuid(), feasibility: mark, cost: mark, team: mark, note: text('请写评分的理由', 1000) })
  .transform(({ proposalId, note, ...score }) => ({ proposalId, note, score }));

export const ChooseInput = z.object({ proposalId: z.uuid('请选一份揭榜书'), opinion: text('请写选它的理由', 1000) });
export const AwardInput = z.object({ proposalId: z.uuid('请选一份揭榜书'), decision: maybe(1000) });
export const RaceInput = z
  .object({
    proposalIds: z
      .union([z.uuid(), z.array(z.uuid()).max(100)])
      .optional()
      .transform((value) => [value ?? []].flat()),
    decision: maybe(1000),
  })
  .refine(({ proposalIds }) => proposalIds.length > 0, { path: ['proposalIds'], message: '请选参赛队伍' });

const milestone = z.object({ name: typed, dueOn: typed, target: typed, amount: typed }).transform((row, context) => {
  if (row.name === '' && row.dueOn === '' && row.target === '' && row.amount === '') return null;
  const before = context.issues.length;
  const fault = (name: string, message: string) => context.addIssue({ code: 'custom', message, path: [name] });
  if (row.name === '' || row.name.length > 40) fault('name', '请写里程碑的名称，最多 40 个字');
  if (!isDay(row.dueOn)) fault('dueOn', '请填完成日期');
  if (row.target === '' || row.target.length > 300) fault('target', '请写怎样算达到，最多 300 个字');
  const fen = parseFen(row.amount, 'wan');
  if (fen === null || fen <= 0n) fault('amount', '请填经费，单位万元');
  if (fen === null || context.issues.length > before) return z.NEVER;
  return { name: row.name, dueOn: row.dueOn, target: row.target, amountFen: fen.toString() };
});

export const ProposeInput = z
  .object({
    achievementId: z.uuid('请选作为基础的成果'),
    plan: text('请写怎么解决，至少 30 个字', 3000, 30),
    route: text('请写技术路线', 3000),
    team: text('请写团队：谁负责、各做什么', 2000),
    ip: text('请写知识产权的来源和归属', 1000),
    milestones: z
      .array(milestone)
      .max(maxProposalMilestones)
      .transform((rows) => rows.filter((row) => row !== null))
      .refine((rows) => rows.length > 0, '至少写一个里程碑'),
    isUnrelated: z.literal('on').optional(),
  })
  .transform(({ achievementId, isUnrelated, ...data }) => ({
    achievementId,
    isUnrelated: isUnrelated === 'on',
    data,
  }));

export const GateInput = z.object({
  gateId: z.uuid(),
  scores: z.array(z.object({ proposalId: z.uuid(), score: mark, note: maybe(300) })).max(100),
});

export const MilestoneCheckInput = z
  .object({
    gateId: z.uuid(),
    outcome: z.enum(['pass', 'adjust', 'fail'], { error: '请选结论' }),
    note: maybe(500),
    dueOn: typed,
  })
  .transform(({ dueOn, ...rest }) => ({ ...rest, dueOn: isDay(dueOn) ? dueOn : null }));

export const ReportInput = z
  .object({ measured: z.array(typed).max(20).nullish(), opinion: text('请写用户的使用意见', 2000) })
  .transform(({ measured, opinion }) => ({ measured: measured ?? [], opinion }));

export const StopInput = z
  .object({ reason: text('请写明原因', 500), isDiligent: z.literal('on').optional() })
  .transform(({ reason, isDiligent }) => ({ reason, isDiligent: isDiligent === 'on' }));
