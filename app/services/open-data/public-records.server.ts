import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { AchievementPrice } from '#app/domain/achievement-data.ts';
import { effectiveTrl } from '#app/domain/effective-trl.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { statesWith } from '#app/domain/machine.ts';
import { offeredPrice } from '#app/domain/offered-price.ts';
import type { PublicRecord } from '#app/domain/open-data.ts';
import { AppError } from '#app/domain/errors.ts';
import { regNoBasisOf } from '#app/domain/registration.ts';
import { publicData } from '#app/domain/public-data.ts';
import { confirmedTrl, confirmedTrlColumns } from '#db/confirmed-trl.server.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievements,
  achievementVersions,
  listings,
  organisations,
  registrations,
  trlAssessments,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { leavesInBulk } from '../achievements/leaves-in-bulk.server.ts';
import type { Context } from '../context.server.ts';
import { soldOn } from '../listings/standing-sale.server.ts';

export const apiPageSize = 50;

const shown = and(eq(achievements.state, 'published'), listingShown);

const columns = {
  id: achievements.id,
  no: achievements.no,
  regNo: achievements.regNo,
  registered: registrations.state,
  isListed: achievements.isListed,
  isSample: achievements.isSample,
  publishedAt: achievements.publishedAt,
  /** The same in whole microseconds: the driver keeps milliseconds. */
  place: sql<string>`(extract(epoch from ${achievements.publishedAt}) * 1000000)::bigint::text`,
  confirmedOn: achievements.confirmedOn,
  updatedAt: achievements.updatedAt,
  data: achievementVersions.data,
  soldOn,
  evaluationReports: sql<number>`(select count(*)::int from evaluations e where e.achievement_id = ${achievements.id}
    and e.state = 'issued')`,
  listing: listings,
  confirmedTrl: confirmedTrlColumns,
  unit: organisations.name,
};

const publicRows = (ctx: Context) =>
  ctx.db
    .select(columns)
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .leftJoin(
      listings,
      and(eq(listings.achievementId, achievements.id), inArray(listings.state, statesWith(listingMachine, 'live'))),
    )
    .leftJoin(trlAssessments, confirmedTrl)
    .leftJoin(registrations, eq(registrations.achievementId, achievements.id));

type Row = Awaited<ReturnType<typeof publicRows>>[number];

/** The price as its page says it; how high a royalty is stands on the page alone. */
function priceOf(price: AchievementPrice, listing: Row['listing']) {
  const { priceKind, priceMinFen, priceMaxFen } = offeredPrice(price, listing);
  return { priceKind, priceMinFen, priceMaxFen };
}

/** A public record for other platforms: what its page says to everybody, without people, prices' floors or encumbrances. */
const recordOf = ({ data: whole, listing, ...row }: Row): PublicRecord => {
  const data = publicData(whole, { isSignedIn: false });
  const trl = effectiveTrl(data.trl, row.confirmedTrl);
  return {
    no: row.no,
    name: data.name,
    unit: row.unit,
    regNo: row.regNo,
    regNoBasis: regNoBasisOf(row.regNo, row.registered),
    isListed: row.isListed,
    soldOn: row.soldOn,
    isSample: row.isSample,
    problem: data.problem,
    solution: data.solution,
    abstract: data.abstract,
    advantages: data.advantages.map((one) => ({ ...one, better: one.better ?? null })),
    keywords: [...data.keywords],
    fields: [...data.fields],
    chains: [...data.chains],
    regionCode: data.regionCode,
    type: data.type,
    stage: data.stage,
    level: data.level,
    projects: (data.projects ?? []).map(({ level, programme, no, acceptedOn, conclusion }) => ({
      level,
      programme,
      no,
      acceptedOn,
      conclusion,
    })),
    evaluationReports: row.evaluationReports,
    trl: trl.level,
    trlBasis: trl.basis,
    transferModes: [...(listing?.modes ?? data.transferModes)],
    rights: [...new Set(data.ip.map(({ type }) => type))],
    ...priceOf(data.price, listing),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    confirmedOn: row.confirmedOn,
    updatedAt: row.updatedAt.toISOString(),
  };
};

/** Where a page ended: it names a place in the list and no record, so nobody learns of a withdrawn one by asking. */
const cursorOf = ({ place, id }: Row): string => Buffer.from(`${place} ${id}`).toString('base64url');
function readCursor(cursor: string): { readonly place: string; readonly id: string } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, place, id] = /^(\d{1,16}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (place === undefined || id === undefined) throw new AppError('invalid');
  return { place, id };
}

/** A page of public records, the newest first; `after` is the `next` of the page before. */
export async function listPublicRecords(ctx: Context, after: string | null) {
  const last = after === null ? undefined : readCursor(after);
  const at = last && sql`('epoch'::timestamptz + ${last.place}::bigint * interval '1 microsecond')`;
  const below =
    last &&
    at &&
    or(
      sql`${achievements.publishedAt} < ${at}`,
      and(sql`${achievements.publishedAt} = ${at}`, lt(achievements.id, last.id)),
    );
  const rows = await publicRows(ctx)
    .where(and(shown, leavesInBulk, below))
    .orderBy(desc(achievements.publishedAt), desc(achievements.id))
    .limit(apiPageSize + 1);
  const page = rows.slice(0, apiPageSize);
  const end = rows.length > apiPageSize ? page.at(-1) : undefined;
  return { records: page.map(recordOf), next: end === undefined ? null : cursorOf(end) };
}

/** One public record by its number. */
export async function getPublicRecord(ctx: Context, no: string): Promise<PublicRecord> {
  const [row] = await publicRows(ctx).where(and(shown, eq(achievements.no, no)));
  if (row === undefined) throw new AppError('not_found');
  return recordOf(row);
}
