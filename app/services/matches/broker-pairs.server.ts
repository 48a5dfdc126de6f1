import { and, desc, eq, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import { bestPairs } from '#app/domain/match-backward.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, brokers, deals, demands, demandVersions, matches, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { wordsOf } from './match-groups.server.ts';
import { currentMatch } from './still-matched.server.ts';

const readCount = 500;
const shownCount = 20;

/**
 * Pairs that a broker may bring together: both sides fit, nobody has answered or talked yet, no more than three of one
 * supplier. In his fields if he named some. Only what is public: targeted demands have no score seen from the achievement.
 */
export async function listBrokerPairs(ctx: ActorContext) {
  const [broker] = await ctx.db
    .select({ fields: brokers.fields })
    .from(brokers)
    .where(eq(brokers.userId, ctx.actor.userId));
  if (broker === undefined) return [];
  const fields = [...new Set(broker.fields.map((code) => code.split('.')[0] ?? code))];
  const demandFields = sql`array(select split_part(f, '.', 1) from jsonb_array_elements_text(${demandVersions.data}->'fields') f)`;
  const talked = ctx.db
    .select({ one: sql`1` })
    .from(deals)
    .where(and(eq(deals.achievementId, matches.achievementId), eq(deals.licenseeOrgId, demands.orgId)));
  const shown = ctx.db.select({ id: organisations.id }).from(organisations).where(listingShown);
  const rows = await ctx.db
    .select({
      id: matches.id,
      level: matches.level,
      reasons: matches.reasons,
      forwardPpm: matches.scorePpm,
      backwardPpm: matches.backwardPpm,
      demandNo: demands.no,
      demandTitle: demands.title,
      demandOrgName: organisations.name,
      confidentiality: sql<string>`${demandVersions.data}->>'confidentiality'`,
      demandIsSample: demands.isSample,
      achievementNo: achievements.no,
      achievementName: achievements.name,
      supplierOrgId: achievements.orgId,
      supplierName: sql<string>`(select o.name from organisations o where o.id = ${achievements.orgId})`,
      achievementIsSample: achievements.isSample,
    })
    .from(matches)
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .where(
      and(
        eq(demands.state, 'published'),
        eq(achievements.state, 'published'),
        listingShown,
        inArray(achievements.orgId, shown),
        currentMatch,
        sql`${demandVersions.data}->>'confidentiality' <> 'targeted'`,
        sql`${matches.level} <> 'weak'`,
        gt(matches.backwardPpm, 0),
        or(isNull(matches.answer), eq(matches.answer, 'interested')),
        notExists(talked),
        fields.length === 0
          ? undefined
          : sql`${demandFields} && array(select jsonb_array_elements_text(${JSON.stringify(fields)}::jsonb))`,
      ),
    )
    .orderBy(desc(matches.scorePpm))
    .limit(readCount);
  const pairs = rows.map((row) => ({ ...row, backwardPpm: row.backwardPpm ?? 0 }));
  return bestPairs(pairs, shownCount).map(({ reasons, supplierOrgId: _org, confidentiality, ...pair }) => ({
    ...pair,
    demandOrgName: confidentiality === 'anonymous' ? null : pair.demandOrgName,
    terms: wordsOf(reasons),
    coveragePpm: reasons.coveragePpm,
    fits: reasons.factors.filter(({ verdict }) => verdict === 'meets').map(({ factor }) => factor),
    misfits: reasons.factors.filter(({ verdict }) => verdict === 'fails').map(({ factor }) => factor),
  }));
}
