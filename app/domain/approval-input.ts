import { z } from 'zod';
import { approvalStepBounds, type ApprovalStep, chainScopes, deciderRoles } from './approval.ts';
import { parseFen } from './money.ts';

const typed = z.string().trim().default('');
const longNote = z.string().trim().max(500, '最多 500 个字').default('');

/** One row of the chain's form: who decides is one choice, the way and the role in one. */
const stepRow = z.object({
  name: z.string().trim().max(30, '最多 30 个字').default(''),
  by: z.enum([...deciderRoles, 'paper'], { error: '请选一项' }).default('approver'),
});

const toStep = ({ name, by }: z.output<typeof stepRow>): ApprovalStep =>
  by === 'paper' ? { name, way: 'paper', role: 'approver' } : { name, way: 'page', role: by };

/** A chain as the owner types it; rows without a name are none. */
export const SetChainInput = z.object({
  contractKind: z.enum(chainScopes, { error: '请选一项' }).default('all'),
  from: typed.transform((text, context) => {
    const fen = parseFen(text === '' ? '0' : text, 'wan');
    if (fen === null || fen < 0n) {
      context.addIssue({ code: 'custom', message: '请填金额，单位万元，最多 6 位小数' });
      return z.NEVER;
    }
    return fen;
  }),
  steps: z
    .array(stepRow)
    .max(approvalStepBounds.most)
    .default([])
    .transform((rows) => rows.filter(({ name }) => name !== '').map(toStep))
    .refine((steps) => steps.length >= approvalStepBounds.least, '请至少写一个环节'),
});

/** The kind and the sum, in fen, from which the chain that is to be ended applies. */
export const EndChainInput = z.object({
  contractKind: z.enum(chainScopes),
  fromFen: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
});

export const StartApprovalInput = z
  .object({
    versionN: z.coerce.number().int().positive(),
    valuation: z.enum(['none', 'valued'], { error: '请选一项' }),
    valuationNote: longNote,
    relation: z.enum(['none', 'related'], { error: '请选一项' }),
    relationNote: longNote,
    note: longNote,
  })
  .superRefine((form, context) => {
    if (form.valuationNote === '') {
      const message = form.valuation === 'valued' ? '请写评估机构、报告编号和结论' : '请写明定价依据';
      context.addIssue({ code: 'custom', message, path: ['valuationNote'] });
    }
    if (form.relation === 'related' && form.relationNote === '') {
      context.addIssue({ code: 'custom', message: '请写明关系和回避情况', path: ['relationNote'] });
    }
  });

export const DecideStepInput = z
  .object({
    approvalId: z.uuid(),
    position: z.coerce.number().int().min(0),
    outcome: z.enum(['passed', 'returned'], { error: '请选一项' }),
    note: longNote,
  })
  .refine(({ outcome, note }) => outcome === 'passed' || note !== '', { path: ['note'], error: '不同意要写明意见' });

export const ApprovalIdInput = z.object({ approvalId: z.uuid() });
