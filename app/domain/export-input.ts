import { z } from 'zod';
import { exportFormats, mostExportRows } from './export-application.ts';

const query = z.string().max(2_000).default('');

export const DownloadExport = z.object({
  format: z.enum(exportFormats, { error: '请选择格式。' }),
  query,
  applicationId: z.uuid().optional(),
});

export const ApplyForExport = z.object({
  key: z.uuid().optional(),
  query,
  rows: z.coerce
    .number({ error: '请填条数。' })
    .int('请填整数。')
    .min(1, '至少 1 条。')
    .max(mostExportRows, `最多 ${mostExportRows} 条，请先缩小查找的范围。`),
  purpose: z.string({ error: '请写用途。' }).trim().min(10, '请写清用途，至少 10 个字。').max(500, '最多 500 字。'),
});

const applicationId = z.uuid();
export const ApproveExport = z.object({ applicationId, note: z.string().trim().max(300, '最多 300 字。').default('') });
export const RefuseExport = z.object({
  applicationId,
  note: z.string({ error: '请写明原因。' }).trim().min(2, '请写明原因。').max(300, '最多 300 字。'),
});
export const RevokeExport = RefuseExport;
export const WithdrawExport = z.object({ applicationId });
