import { and, desc, eq, ne, type SQL } from 'drizzle-orm';
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
  /** In words, beside the reason. */
  readonly note?: string;
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
  { match, answer, reason, note, orgId, byHand = false }: RecordAnswer,
): Promise<Match | null> {
  const pair = pairOf(matches, match);
  const [before] = await tx.db.select().from(matches).where(pair).for('update');
  if (before === undefined) return null;
  if (answer === null ? before.answer === null || before.answer === 'contracted' : !mayReplace(before.answer, answer))
    return null;
  // Judged on the locked row: what the page showed may have been answered since.
  const isOthers = before.answeredByOrg !== null && before.answeredByOrg !== orgId;
  if (byHand && isOthers && (before.answer === 'declined' || answer === null)) return null;
  // A talk that runs is declined or withdrawn as a talk: a word about the match would hide it from the other side.
  if (byHand && before.answer === 'contacted') return null;
  const answeredAt = tx.now();
  const dismissedReason = answer === 'declined' ? (reason ?? 'other') : null;
  const dismissedNote = answer === 'declined' ? note || null : null;
  const interested = byHand && answer === null ? await otherInterest(tx, pairOf(matchAnswerLines, match), orgId) : null;
  const stands = interested
    ? { answer: 'interested' as const, answeredByOrg: interested }
    : { answer, answeredByOrg: answer === null ? null : orgId };
  const [row] = await tx.db
    .update(matches)
    .set({ ...stands, dismissedReason, dismissedNote, answeredAt })
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
    note: dismissedNote,
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

const pairOf = (
  table: typeof matches | typeof matchAnswerLines,
  { demandId, achievementId }: RecordAnswer['match'],
): SQL | undefined => and(eq(table.demandId, demandId), eq(table.achievementId, achievementId));

/** Who on the other side said last that it is interested: that stands again once this side's word is taken back. */
async function otherInterest(tx: In<Context>, pair: SQL | undefined, orgId: string): Promise<string | null> {
  const [last] = await tx.db
    .select({ orgId: matchAnswerLines.orgId, answer: matchAnswerLines.answer })
    .from(matchAnswerLines)
    .where(and(pair, ne(matchAnswerLines.orgId, orgId)))
    .orderBy(desc(matchAnswerLines.answeredAt), desc(matchAnswerLines.id))
    .limit(1);
  return last?.answer === 'interested' ? last.orgId : null;
}
