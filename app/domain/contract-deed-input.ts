import { z } from 'zod';
import { declarationGrounds } from './contract-declaration.ts';

const text = (missing: string, shortest: number, longest: number) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const versionN = z.coerce.number().int().positive();

/** A deed on the version that the page showed. */
export const VersionInput = z.object({ versionN });

export const SignInput = z.object({
  versionN,
  hasRead: z.literal('on', { error: '请确认：已通读全文，并有权代表本单位签署' }),
});

export const PublicityInput = z.object({
  versionN,
  audience: z.enum(['unit', 'public'], { error: '请选择公示范围' }),
  contact: text('请写异议找谁提：部门、电话或邮箱', 4, 200),
});

export const ObjectionInput = z.object({
  publicityId: z.uuid(),
  grounds: text('请写明异议的内容和依据，至少 10 个字', 10, 2000),
  key: z.uuid().optional(),
});

export const DecisionInput = z.object({
  objectionId: z.uuid(),
  outcome: z.enum(['uphold', 'dismiss'], { error: '请选择处理结果' }),
  decision: text('请写明理由，提出人会看到', 4, 2000),
});

/** A suspension, its end or a termination: what it rests on, in words that the other party reads. */
export const DeclarationInput = z.object({
  versionN,
  ground: z.enum(declarationGrounds, { error: '请选择依据' }),
  reason: text('请写明事实和依据，至少 10 个字，对方会看到', 10, 2000),
});

export const WithdrawObjectionInput = z.object({ objectionId: z.uuid() });

export const MilestoneInput = z.object({ milestoneId: z.uuid() });

export const RejectionInput = z.object({
  milestoneId: z.uuid(),
  reason: text('请写明哪里没有达到约定的标准，至少 4 个字', 4, 1000),
});

export const EvidenceInput = z.object({
  milestoneId: z.uuid(),
  note: z.string().trim().max(1000, '最多 1000 个字').default(''),
});
