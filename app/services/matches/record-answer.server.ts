import { and, eq } from 'drizzle-orm';
import type { MatchAnswer } from '#app/domain/match-answer.ts';
import { mayReplace } from '#app/domain/match-answer.ts';
import { matchAnswerLines, matches } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';

export type Match = typeof matches.$inferSelect;

interface RecordAnswer {
  readonly match: Pick<Match, 'demandId' | 'achievementId'>;
  /** Null takes the answer back. */
  readonly answer: MatchAnswer | null;
  readonly reason?: string;
  /** Whose answer it is. */
  readonly orgId: string;
  /** Said of the match itself, not what follows from a talk: it never takes the place of the other side's word. */
  readonly byHand?: boolean;
}

/**
 * Writes an answer to a pair inside the deed's transaction: on the match as it stands, and as a line of its own with what
 * was shown, which the report and every later replay read. A pair that was never matched has nothing to answer; an answer
 * that must not take the place of the earlier one is left out (see mayReplace). Answers the row, or null.
 */
export async function recordAnswer(
  tx: In<Context>,
  { match, answer, reason, orgId, byHand = false }: RecordAnswer,
): Promise<Match | null> {
  const pair = and(eq(matches.demandId, match.demandId), eq(matches.achievementId, match.achievementId));
  const [before] = await tx.db.select().from(matches).where(pair).for('update');
  if (before === undefined) return null;
  if (answer === null ? before.answer === null || before.answer === 'contracted' : !mayReplace(before.answer, answer))
    return null;
  // Judged on the locked row: what the page showed may have been answered since.
  const isOthers = before.answeredByOrg !== null && before.answeredByOrg !== orgId;
  if (byHand && isOthers && (before.answer === 'declined' || answer === null)) return null;
  if (byHand && answer === null && before.answer === 'contacted') return null;
  const answeredAt = tx.now();
  const dismissedReason = answer === 'declined' ? (reason ?? 'other') : null;
  const [row] = await tx.db
    .update(matches)
    .set({ answer, dismissedReason, answeredByOrg: answer === null ? null : orgId, answeredAt })
    .where(pair)
    .returning();
  if (row === undefined) return null;
  await tx.db.insert(matchAnswerLines).values({
    demandId: row.demandId,
    demandVersionN: row.demandVersionN,
    achievementId: row.achievementId,
    achievementVersionN: row.achievementVersionN,
    answer,
    reason: dismissedReason,
    rank: row.rank,
    level: row.level,
    scorePpm: row.scorePpm,
    weightsVersion: row.weightsVersion,
    reasons: row.reasons,
    orgId,
    answeredBy: tx.actor?.userId ?? null,
    answeredAt,
  });
  const deed = answer === 'declined' ? `match.declined.${dismissedReason ?? 'other'}` : `match.${answer ?? 'restore'}`;
  await audit(tx, { deed, subjectType: 'match', subjectId: row.id, orgId, versionN: row.demandVersionN });
  return row;
}
