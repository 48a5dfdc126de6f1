import { z } from 'zod';
import { matchDeclineReasons } from './match-answer.ts';

/** Answers to a match: 感兴趣 and the way back name it alone, 不合适 says why. */
export const MatchInput = z.object({ matchId: z.uuid() });
export const DismissInput = z.object({
  matchId: z.uuid(),
  reason: z.enum(matchDeclineReasons, { error: '请选不合适的原因' }),
});
