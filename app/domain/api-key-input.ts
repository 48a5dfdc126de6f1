import { z } from 'zod';
import { keyRows } from './api-key.ts';

const text = (missing: string, longest: number, shortest: number) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const rows = `每日行数填 ${keyRows.least} 到 ${keyRows.most}`;

export const AskKeyInput = z.object({
  name: text('请给密钥起个名字，例如：省平台对接', 60, 2),
  purpose: text('请写明数据用来做什么、给谁看，至少 10 字', 500, 10),
  key: z.uuid().optional(),
});
export const ApproveKeyInput = z.object({
  keyId: z.uuid(),
  rowsADay: z.coerce.number({ error: rows }).int(rows).min(keyRows.least, rows).max(keyRows.most, rows),
});
export const RefuseKeyInput = z.object({ keyId: z.uuid(), note: text('请写明理由', 300, 2) });
export const KeyDeed = z.object({ keyId: z.uuid() });
