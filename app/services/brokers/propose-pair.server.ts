import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import { workingBrokerStates } from '#app/domain/broker.ts';
import { dayOf } from '#app/domain/days.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievements,
  brokers,
  demands,
  demandVersions,
  introductions,
  matches,
  organisations,
} from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { findOpenTalk } from '../deals/find-open-talk.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { stillMatched } from '../matches/still-matched.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

export type Introduction = typeof introductions.$inferSelect;

/**
 * A broker proposes a pair that the platform matched to both sides with one message. Nobody is bound: a deal opens when both say
 * yes. What is kept to invited units is proposed by nobody.
 */
export async function proposePair(
  ctx: ActorContext,
  input: { matchId: string; message: string },
): Promise<Introduction> {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  const [broker] = await ctx.db
    .select()
    .from(brokers)
    .where(
      and(
        eq(brokers.userId, ctx.actor.userId),
        inArray(brokers.state, workingBrokerStates),
        or(isNull(brokers.certificateUntilOn), gte(brokers.certificateUntilOn, dayOf(ctx.now()))),
      ),
    );
  if (broker === undefined) throw new AppError('invalid', { says: '证书已过期或者已移出名录，续证后才能撮合。' });
  const shown = ctx.db.select({ id: organisations.id }).from(organisations).where(listingShown);
  const [pair] = await ctx.db
    .select({ achievement: achievements, demand: demands, data: demandVersions.data })
    .from(matches)
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(
      and(
        eq(matches.id, input.matchId),
        eq(achievements.state, 'published'),
        inArray(demands.state, [...matchableStates]),
        stillMatched,
        inArray(achievements.orgId, shown),
        inArray(demands.orgId, shown),
      ),
    );
  if (pair === undefined || pair.data.confidentiality === 'targeted') throw new AppError('not_found');
  const { achievement, demand } = pair;
  // A refusal would tell who an anonymous enterprise is: there the enterprise is told of the relation, with the pairing.
  const named = pair.data.confidentiality === 'anonymous' ? [achievement.orgId] : [achievement.orgId, demand.orgId];
  if (named.some((orgId) => broker.conflictOrgIds.includes(orgId)))
    throw new AppError('invalid', { says: '你申报过与其中一方的利益关系，不能撮合这一对。' });
  const { confidentiality } = pair.data;
  return inTransaction(
    ctx,
    async (tx) => {
      const talk = { achievementId: achievement.id, licenseeOrgId: demand.orgId };
      const open = await findOpenTalk(tx, talk, { id: demand.id, confidentiality });
      if (open !== null) throw new AppError('duplicate', { says: '双方已经在谈，不用再撮合。' });
      const row = await insertRow(tx, introductions, {
        id: v7(),
        brokerUserId: broker.userId,
        brokerOrgId: broker.orgId,
        achievementId: achievement.id,
        demandId: demand.id,
        licensorOrgId: achievement.orgId,
        licenseeOrgId: demand.orgId,
        message: input.message,
        state: 'proposed',
        createdAt: tx.now(),
        updatedAt: tx.now(),
      });
      await audit(tx, { deed: 'introduction.propose', subjectType: 'introduction', subjectId: row.id });
      const notice = { kind: 'introduction.propose', href: '/desk/brokers#introductions' };
      for (const orgId of [row.licensorOrgId, row.licenseeOrgId])
        await notifyOrganisation(tx, orgId, ['officer'], { ...notice, params: { title: achievement.name } });
      return row;
    },
    () => new AppError('duplicate', { says: '这一对你已经提过了。' }),
  );
}
