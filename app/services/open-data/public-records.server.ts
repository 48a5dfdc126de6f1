import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { AchievementPrice } from '#app/domain/achievement-data.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { statesWith } from '#app/domain/machine.ts';
import { offeredPrice } from '#app/domain/offered-price.ts';
import type { PublicRecord } from '#app/domain/open-data.ts';
import { AppError } from '#app/domain/errors.ts';
import { publicData } from '#app/domain/public-data.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, achievementVersions, listings, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export const apiPageSize = 50;

const shown = and(eq(achievements.state, 'published'), listingShown);

const columns = {
  id: achievements.id,
  no: achievements.no,
  regNo: achievements.regNo,
  isListed: achievements.isListed,
  isSample: achievements.isSample,
  publishedAt: achievements.publishedAt,
  confirmedOn: achievements.confirmedOn,
  updatedAt: achievements.updatedAt,
  data: achievementVersions.data,
  listing: listings,
  unit: organisations.name,
};

const publicRows = (ctx: Context) =>
  ctx.db
    .select(columns)
    .from(achievements)
    .innerJoin(
      achievementVersions,
      and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, achievements.versionN)),
    )
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .leftJoin(
      listings,
      and(eq(listings.achievementId, achievements.id), inArray(listings.state, statesWith(listingMachine, 'live'))),
    );

type Row = Awaited<ReturnType<typeof publicRows>>[number];

/** The price as its page says it; how high a royalty is stands on the page alone. */
function priceOf(price: AchievementPrice, listing: Row['listing']) {
  const { priceKind, priceMinFen, priceMaxFen } = offeredPrice(price, listing);
  return { priceKind, priceMinFen, priceMaxFen };
}

/** A public record for other platforms: what its page says to everybody, without people, prices' floors or encumbrances. */
const recordOf = ({ data: whole, listing, ...row }: Row): PublicRecord => {
  const data = publicData(whole, { isSignedIn: false });
  return {
    no: row.no,
    name: data.name,
    unit: row.unit,
    regNo: row.regNo,
    isListed: row.isListed,
    isSample: row.isSample,
    problem: data.problem,
    solution: data.solution,
    abstract: data.abstract,
    keywords: [...data.keywords],
    fields: [...data.fields],
    chains: [...data.chains],
    regionCode: data.regionCode,
    type: data.type,
    trl: data.trl,
    trlBasis: data.trlBasis,
    transferModes: [...(listing?.modes ?? data.transferModes)],
    rights: [...new Set(data.ip.map(({ type }) => type))],
    ...priceOf(data.price, listing),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    confirmedOn: row.confirmedOn,
    updatedAt: row.updatedAt.toISOString(),
  };
};

/** A page of public records, the newest first; `after` is the number of the last one of the page before. */
export async function listPublicRecords(ctx: Context, after: string | null) {
  const [last] =
    after === null
      ? []
      : await ctx.db.select({ id: achievements.id }).from(achievements).where(eq(achievements.no, after));
  if (after !== null && last === undefined) throw new AppError('not_found');
  // The driver keeps milliseconds: the place of the last row is read again in full where it is compared.
  const at = last && sql`(select a.published_at from achievements a where a.id = ${last.id})`;
  const rows = await publicRows(ctx)
    .where(
      and(
        shown,
        last &&
          or(
            lt(achievements.publishedAt, sql`${at}`),
            and(eq(achievements.publishedAt, sql`${at}`), lt(achievements.id, last.id)),
          ),
      ),
    )
    .orderBy(desc(achievements.publishedAt), desc(achievements.id))
    .limit(apiPageSize + 1);
  const page = rows.slice(0, apiPageSize).map(recordOf);
  return { records: page, next: rows.length > apiPageSize ? (page.at(-1)?.no ?? null) : null };
}

/** One public record by its number. */
export async function getPublicRecord(ctx: Context, no: string): Promise<PublicRecord> {
  const [row] = await publicRows(ctx).where(and(shown, eq(achievements.no, no)));
  if (row === undefined) throw new AppError('not_found');
  return recordOf(row);
}
