import { desc, isNotNull, sql } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { AnsweredPair } from '#app/domain/match-report.ts';
import { achievements, demands, matchAnswerLines, matchWeights, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

function forAdmin(ctx: ActorContext): void {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
}

/** The latest answer to every pair, with the place and the reasons that were shown. Taken-back ones are left out. */
export async function listAnsweredPairs(ctx: ActorContext): Promise<AnsweredPair[]> {
  forAdmin(ctx);
  const rows = await ctx.db
    .selectDistinctOn([matchAnswerLines.demandId, matchAnswerLines.achievementId], {
      answer: matchAnswerLines.answer,
      reason: matchAnswerLines.reason,
      note: matchAnswerLines.note,
      rank: matchAnswerLines.rank,
      level: matchAnswerLines.level,
      reasons: matchAnswerLines.reasons,
    })
    .from(matchAnswerLines)
    .orderBy(
      matchAnswerLines.demandId,
      matchAnswerLines.achievementId,
      desc(matchAnswerLines.answeredAt),
      desc(matchAnswerLines.id),
    );
  return rows.flatMap(({ answer, ...row }) => (answer === null ? [] : [{ answer, ...row }]));
}

/** Weights in force and before, the newest first, with who applied them. */
export async function listWeightVersions(ctx: ActorContext) {
  forAdmin(ctx);
  return ctx.db
    .select({
      id: matchWeights.id,
      version: matchWeights.version,
      weights: matchWeights.weights,
      note: matchWeights.note,
      replay: matchWeights.replay,
      appliedAt: matchWeights.appliedAt,
      appliedBy: users.name,
    })
    .from(matchWeights)
    .leftJoin(users, sql`${users.id} = ${matchWeights.appliedBy}`)
    .where(isNotNull(matchWeights.version))
    .orderBy(desc(matchWeights.version))
    .limit(20);
}

/** Titles of the pairs that a replay moves. */
export async function namesOfPairs(ctx: ActorContext, pairs: readonly { demandId: string; achievementId: string }[]) {
  forAdmin(ctx);
  if (pairs.length === 0) return new Map<string, string>();
  const among = (ids: string[]) =>
    sql`any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid))`;
  const [wanted, offered] = await Promise.all([
    ctx.db
      .select({ id: demands.id, name: demands.title })
      .from(demands)
      .where(sql`${demands.id} = ${among(pairs.map(({ demandId }) => demandId))}`),
    ctx.db
      .select({ id: achievements.id, name: achievements.name })
      .from(achievements)
      .where(sql`${achievements.id} = ${among(pairs.map(({ achievementId }) => achievementId))}`),
  ]);
  return new Map([...wanted, ...offered].map(({ id, name }) => [id, name]));
}
