import { z } from 'zod';
import { attachmentKinds } from './attachment.ts';

export const AddAttachment = z.object({
  key: z.uuid().optional(),
  kind: z.enum(attachmentKinds, { error: '请选择材料种类。' }),
  title: z.string({ error: '请写材料名称。' }).trim().min(1, '请写材料名称。').max(80, '最多 80 字。'),
  isOpen: z.literal('on', { error: '请确认：材料不涉密。涉密材料不要上传，请走线下渠道。' }),
});

export const OneAttachment = z.object({ attachmentId: z.uuid() });

/** What the screen has not read to its end the reviewer has opened. */
export const ClearAttachment = z.object({ attachmentId: z.uuid(), opened: z.literal('on').optional() });
