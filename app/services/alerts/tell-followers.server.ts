import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { matchableStates } from '#app/domain/demand-match.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievements,
  achievementVersions,
  demands,
  demandVersions,
  follows,
  organisations,
} from '#db/schema/index.ts';
import type { SearchKind } from '#search/engine.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';

interface Followed {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly state: string;
  readonly versionN: number;
  /** Everybody may see it now: by its state, by its confidentiality, and as long as its organisation is verified. */
  readonly isOpen: boolean;
}

/** What a follower has seen of a record: told apart are its state and its version, the last one that was public. */
export const seenOf = ({ state, versionN }: Pick<Followed, 'state' | 'versionN'>): string => `${state} ${versionN}`;

const openStates: Readonly<Record<SearchKind, readonly string[]>> = {
  achievement: ['published'],
  demand: matchableStates,
};

/** Tells the followers of changed records what they have not seen yet: a new version, or the end. Once for each. */
export async function tellFollowers(ctx: Context, kind: SearchKind, ids: readonly string[]): Promise<void> {
  const rows = await ctx.db
    .select()
    .from(follows)
    .where(and(eq(follows.kind, kind), inArray(follows.rowId, [...ids])));
  if (rows.length === 0) return;
  const records = new Map(
    (
      await followedRecords(
        ctx,
        kind,
        rows.map(({ rowId }) => rowId),
      )
    ).map((one) => [one.id, one]),
  );
  for (const row of rows) {
    const record = records.get(row.rowId);
    if (record === undefined) continue;
    const [stateBefore = '', versionBefore = ''] = row.seen.split(' ');
    const { isOpen } = record;
    const seen = isOpen ? seenOf(record) : `closed ${versionBefore}`;
    if (seen === row.seen) continue;
    const wasOpen = openStates[kind].includes(stateBefore);
    // From 征集中 to 洽谈中 nothing changes for who only looks on.
    const isNews = isOpen !== wasOpen || (isOpen && String(record.versionN) !== versionBefore);
    await inTransaction(ctx, async (tx) => {
      const [mine] = await tx.db
        .update(follows)
        .set({ seen })
        .where(and(eq(follows.id, row.id), eq(follows.seen, row.seen)))
        .returning({ id: follows.id });
      if (mine === undefined || !isNews) return;
      const params = { title: isOpen ? record.title : await seenTitle(tx, row) };
      const notice = isOpen
        ? { kind: 'follow.changed', params, href: `/${kind}s/${record.no}` }
        : { kind: 'follow.ended', params, href: '/desk/alerts' };
      await notifyPeople({ ...tx, actor: null }, [row.userId], notice);
    });
  }
}

/** The title that the follower saw: what is public no more keeps its later words to itself. */
export async function seenTitle(ctx: Context, follow: typeof follows.$inferSelect): Promise<string> {
  const { kind, rowId, seen } = follow;
  const n = Number(seen.split(' ')[1]);
  const [row] =
    kind === 'achievement'
      ? await ctx.db
          .select({ title: sql<string>`${achievementVersions.data} ->> 'name'` })
          .from(achievementVersions)
          .where(and(eq(achievementVersions.achievementId, rowId), eq(achievementVersions.n, n)))
      : await ctx.db
          .select({ title: sql<string>`${demandVersions.data} ->> 'title'` })
          .from(demandVersions)
          .where(and(eq(demandVersions.demandId, rowId), eq(demandVersions.n, n)));
  return row?.title ?? '';
}

const isTrue = (condition: SQL | undefined) => sql<boolean>`coalesce(${condition}, false)`;

/** Heads of the records, whatever their state. */
export async function followedRecords(ctx: Context, kind: SearchKind, ids: readonly string[]): Promise<Followed[]> {
  if (ids.length === 0) return [];
  return kind === 'achievement'
    ? ctx.db
        .select({
          id: achievements.id,
          no: achievements.no,
          title: achievements.name,
          state: achievements.state,
          versionN: achievements.versionN,
          isOpen: isTrue(and(eq(achievements.state, 'published'), listingShown)),
        })
        .from(achievements)
        .innerJoin(organisations, eq(organisations.id, achievements.orgId))
        .where(inArray(achievements.id, [...ids]))
    : ctx.db
        .select({
          id: demands.id,
          no: demands.no,
          title: demands.title,
          state: demands.state,
          versionN: demands.versionN,
          isOpen: isTrue(
            and(
              inArray(demands.state, matchableStates),
              sql`${demandVersions.data} ->> 'confidentiality' <> 'targeted'`,
              listingShown,
            ),
          ),
        })
        .from(demands)
        .innerJoin(organisations, eq(organisations.id, demands.orgId))
        .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
        .where(inArray(demands.id, [...ids]));
}
