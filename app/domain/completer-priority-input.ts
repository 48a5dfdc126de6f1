import { z } from 'zod';

const versionN = z.coerce.number().int().positive();
const name = z.string({ error: '请选择完成人' }).trim().min(1, '请选择完成人').max(60);

/** The officer asks those who completed the object whether they buy first. */
export const AskCompletersInput = z.object({
  versionN,
  hasTold: z.literal('on', { error: '请确认：完成人会看到受让方和价款条款' }),
});

/** A completer's word on his own account. */
export const PriorityAnswerInput = z.object({
  versionN,
  word: z.enum(['waives', 'claims'], { error: '请选择放弃还是主张' }),
});

/** What a completer signed on paper; the file comes beside. */
export const PriorityPaperInput = PriorityAnswerInput.extend({ name });

/** A claim that came to no contract at equal terms; the file comes beside. */
export const LapsedClaimInput = z.object({
  versionN,
  name,
  reason: z.string({ error: '请写明经过' }).trim().min(10, '请写明经过，至少 10 个字').max(500, '最多 500 个字'),
});
