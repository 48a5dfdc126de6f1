import type { MatchAnswer } from '#app/domain/match-answer.ts';
import type { Context, In } from '../context.server.ts';
import { recordAnswer } from '../matches/record-answer.server.ts';

/** Tells the match of a deal's pair what the deal came to. A deal without a demand, or of a pair never matched, tells nothing. */
export async function answerPair(
  tx: In<Context>,
  deal: { readonly demandId: string | null; readonly achievementId: string },
  answer: MatchAnswer | null,
  said: { readonly orgId: string; readonly reason?: string },
): Promise<void> {
  const { demandId, achievementId } = deal;
  if (demandId !== null) await recordAnswer(tx, { match: { demandId, achievementId }, answer, ...said });
}
