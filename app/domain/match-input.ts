import { z } from 'zod';
import { matchDeclineReasons, maxDeclineNote } from './match-answer.ts';

/** Answers to a match: 感兴趣 and the way back name it alone, 不合适 says why. */
export const MatchInput = z.object({ matchId: z.uuid() });
export const DismissInput = z
  .object({
    matchId: z.uuid(),
    reason: z.enum(matchDeclineReasons, { error: '请选不合适的原因' }),
    note: z.string().trim().max(maxDeclineNote, `请不超过 ${maxDeclineNote} 字`).default(''),
  })
  .refine(({ reason, note }) => reason !== 'other' || note !== '', {
    path: ['note'],
    error: '选「其他原因」的，请写一句是什么原因',
  });
