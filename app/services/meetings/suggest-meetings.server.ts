import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { eventItemMachine } from '#app/domain/event-item.ts';
import { type MeetingReasons, meetingRequestMachine, suggestionValue } from '#app/domain/event-meeting.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { nextState, sourcesOf } from '#app/domain/machine.ts';
import { achievements, demands, demandVersions, eventItems, matches, meetingRequests } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { pairKeyOf } from './ask-meeting.server.ts';
import { listParticipants, type Participant } from './list-participants.server.ts';
import { moveRequest } from './move-request.server.ts';
import { lockPlan, organizedEvent, refuseOver } from './reach-event.server.ts';

/** Most suggestions that one participant is given. */
const suggestionsEach = 6;
/** Points for a pair that stands on the programme, and for one that a side has called interesting. */
const programmeBonus = 10;
const interestBonus = 10;

/**
 * Suggests meetings: demands and achievements of the participants' units that the matching engine holds together, valued by
 * how well each side answers the other. Whoever turned a meeting down is not asked again; earlier suggestions that no
 * longer hold are withdrawn. Returns how many stand now.
 */
export async function suggestMeetings(ctx: ActorContext, input: { eventId: string }): Promise<number> {
  const event = await organizedEvent(ctx, input.eventId);
  refuseOver(event);
  return inTransaction(ctx, async (tx) => {
    await lockPlan(tx, event.id);
    const people = (await listParticipants(tx, event.id)).filter(({ orgId, takesPart }) => orgId !== null && takesPart);
    const known = await tx.db.select().from(meetingRequests).where(eq(meetingRequests.eventId, event.id));
    const settled = new Set(
      known.filter(({ state }) => state !== 'suggested' && state !== 'withdrawn').map(({ pairKey }) => pairKey),
    );
    const load = new Map<string, number>();
    const chosen = new Map<string, { from: Participant; to: Participant; pair: Pair }>();
    for (const pair of await pairsAmong(tx, event.id, people)) {
      const from = freest(people, pair.demandOrgId, load);
      const to = freest(people, pair.achievementOrgId, load);
      if (from === null || to === null) continue;
      const key = pairKeyOf(from.id, to.id);
      if (settled.has(key) || chosen.has(key)) continue;
      chosen.set(key, { from, to, pair });
      for (const { id } of [from, to]) load.set(id, (load.get(id) ?? 0) + 1);
    }
    for (const old of known) if (old.state === 'suggested') await moveRequest(tx, old, 'withdraw', ['organizer']);
    for (const [pairKey, { from, to, pair }] of chosen)
      await tx.db.insert(meetingRequests).values({
        eventId: event.id,
        fromId: from.id,
        toId: to.id,
        pairKey,
        origin: 'suggested',
        state: nextState(meetingRequestMachine, 'draft', 'suggest'),
        achievementId: pair.achievementId,
        demandId: pair.demandId,
        reasons: pair.reasons,
        value: pair.value,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      });
    await audit(tx, { deed: 'event.suggest_meetings', subjectType: 'event', subjectId: event.id });
    return chosen.size;
  });
}

interface Pair {
  readonly demandId: string;
  readonly demandOrgId: string;
  readonly achievementId: string;
  readonly achievementOrgId: string;
  readonly value: number;
  readonly reasons: MeetingReasons;
}

/** Matches between units that are there, the best first; targeted demands are shown to those whom they were matched with. */
async function pairsAmong(tx: In<ActorContext>, eventId: string, people: readonly Participant[]): Promise<Pair[]> {
  const orgIds = [...new Set(people.flatMap(({ orgId }) => (orgId === null ? [] : [orgId])))];
  if (orgIds.length < 2) return [];
  const rows = await tx.db
    .select({ match: matches, demand: demands, achievement: achievements })
    .from(matches)
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .where(
      and(
        inArray(demands.orgId, orgIds),
        inArray(achievements.orgId, orgIds),
        ne(demands.orgId, achievements.orgId),
        inArray(demands.state, [...matchableStates]),
        eq(achievements.state, 'published'),
        // A suggestion names the unit beside its demand: an anonymous one is never told so.
        sql`${demandVersions.data}->>'confidentiality' <> 'anonymous'`,
        ne(matches.level, 'weak'),
        or(isNull(matches.answer), ne(matches.answer, 'declined')),
      ),
    );
  const items = await tx.db
    .select()
    .from(eventItems)
    .where(and(eq(eventItems.eventId, eventId), inArray(eventItems.state, sourcesOf(eventItemMachine, 'remove'))));
  const shown = new Set(items.map(({ achievementId, demandId }) => achievementId ?? demandId));
  return rows
    .map(({ match, demand, achievement }) => ({
      demandId: demand.id,
      demandOrgId: demand.orgId,
      achievementId: achievement.id,
      achievementOrgId: achievement.orgId,
      value: Math.min(
        99,
        suggestionValue(match.scorePpm, match.backwardPpm) +
          (shown.has(demand.id) || shown.has(achievement.id) ? programmeBonus : 0) +
          (match.answer === 'interested' ? interestBonus : 0),
      ),
      reasons: {
        schemaVersion: 1 as const,
        demandTitle: demand.title,
        achievementTitle: achievement.name,
        terms: match.reasons.terms.slice(0, 5).map(({ term }) => term),
        scorePpm: match.scorePpm,
        backwardPpm: match.backwardPpm,
        factors: match.reasons.factors,
      },
    }))
    .sort((x, y) => y.value - x.value || (x.demandId + x.achievementId < y.demandId + y.achievementId ? -1 : 1));
}

/** The person of a unit with the fewest suggestions so far; null: all have enough. */
function freest(people: readonly Participant[], orgId: string, load: ReadonlyMap<string, number>): Participant | null {
  const own = people.filter((one) => one.orgId === orgId && (load.get(one.id) ?? 0) < suggestionsEach);
  return own.reduce<Participant | null>(
    (best, one) => (best === null || (load.get(one.id) ?? 0) < (load.get(best.id) ?? 0) ? one : best),
    null,
  );
}
