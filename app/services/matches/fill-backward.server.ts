import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { backwardTexts } from '#app/domain/match-backward.ts';
import { scoreOf } from '#app/domain/match-weights.ts';
import { demands, demandVersions, matches } from '#db/schema/index.ts';
import { bodyOf } from '#search/documents.ts';
import { loadDocuments } from '#search/load.server.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { currentWeights } from './current-weights.server.ts';

const demandCount = 100;
const atATime = 50;

/**
 * Scores matches seen from the achievement, where that is not known yet: one question to the engine an achievement answers
 * for all of its demands. The facts fit as well from either side. A demand that is not on the public list is not asked about:
 * what is seen of it stays unknown until it is there again.
 */
export async function fillBackward(ctx: Context): Promise<void> {
  const onList = ctx.db
    .select({ id: demands.id })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(and(eq(demands.state, 'published'), sql`${demandVersions.data}->>'confidentiality' <> 'targeted'`));
  for (;;) {
    // A list by older weights is computed again: it is filled then.
    const { version, weights } = await currentWeights(ctx);
    const isWaiting = and(
      isNull(matches.backwardPpm),
      eq(matches.weightsVersion, version),
      inArray(matches.demandId, onList),
    );
    const waiting = await ctx.db
      .selectDistinct({ id: matches.achievementId })
      .from(matches)
      .where(isWaiting)
      .limit(atATime);
    if (waiting.length === 0) return;
    const ids = waiting.map(({ id }) => id);
    const documents = new Map((await loadDocuments(ctx.db, 'achievement', ids)).map((one) => [one.id, one]));
    for (const id of ids) {
      const document = documents.get(id);
      const texts = document === undefined ? new Map<string, number>() : await textsOf(ctx, document);
      const rows = await ctx.db
        .select({
          id: matches.id,
          demandId: matches.demandId,
          demandVersionN: matches.demandVersionN,
          achievementVersionN: matches.achievementVersionN,
          reasons: matches.reasons,
        })
        .from(matches)
        .where(and(eq(matches.achievementId, id), isWaiting));
      const scored = rows.map(({ reasons: { fitPpm }, ...row }) => {
        const score = scoreOf(texts.get(row.demandId) ?? 0, fitPpm === null ? null : fitPpm / 1_000_000, weights);
        return { ...row, backwardPpm: Math.round(score * 1_000_000) };
      });
      await inTransaction(ctx, async (tx) => {
        for (const row of scored) {
          // One that was computed again meanwhile waits for the next turn.
          await tx.db
            .update(matches)
            .set({ backwardPpm: row.backwardPpm })
            .where(
              and(
                eq(matches.id, row.id),
                eq(matches.demandVersionN, row.demandVersionN),
                eq(matches.achievementVersionN, row.achievementVersionN),
                isWaiting,
              ),
            );
        }
      });
    }
  }
}

async function textsOf(ctx: Context, document: { title: string } & Parameters<typeof bodyOf>[0]) {
  const text = `${document.title}\n${bodyOf(document)}`;
  const answer = await ctx.search.match({ kind: 'demand', text, limit: demandCount });
  return backwardTexts(answer, answer.candidates);
}
