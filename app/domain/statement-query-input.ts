import { z } from 'zod';
import { statementPaperKinds } from './statement-paper.ts';

const text = (asks: string, max: number) => z.string({ error: asks }).trim().min(1, asks).max(max, `最多 ${max} 个字`);

export const StatementIdInput = z.object({ statementId: z.uuid() });
export const QueryStatementInput = z.object({
  statementId: z.uuid(),
  line: z.string({ error: '请选问的是哪一行' }).max(40),
  question: text('请写明疑问，例如：与上期相比少了一半，请说明原因', 500),
});
export const AnswerStatementInput = z.object({ statementId: z.uuid(), reply: text('请写明说明', 1000) });
export const StatementPaperInput = z.object({ kind: z.enum(statementPaperKinds, { error: '请选择传的是什么' }) });
