import { z } from 'zod';

/** The officer takes responsibility that nothing in the file is classified (保守国家秘密法 art. 35; 促进科技成果转化法 art. 11). */
export const ConfirmImport = z.object({
  commitment: z.literal('on', { error: '请先确认：这些成果不涉密，可以公开。' }),
});
export type ConfirmImport = z.infer<typeof ConfirmImport>;

export const CancelImport = z.object({});

export const StartImport = z.object({ key: z.uuid().optional() });
export type StartImport = z.infer<typeof StartImport>;
