import { sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { statesWith } from '#app/domain/machine.ts';
import { isLapsed, type PatentKind, type PatentStatus } from '#app/domain/patent.ts';
import type { Context } from '../context.server.ts';

/** A listing that rests on a patent on which no licence can rest any more. */
export interface LapsedListing {
  readonly listingId: string;
  readonly orgId: string;
  readonly achievementId: string;
  readonly achievementNo: string;
  readonly name: string;
  readonly number: string;
  readonly status: PatentStatus;
}

interface Row extends Record<string, unknown> {
  listing_id: string;
  org_id: string;
  achievement_id: string;
  no: string;
  name: string;
  number: string;
  type: PatentKind;
  status: PatentStatus;
  filed_on: string | null;
  expires_on: string | null;
}

/**
 * Live listings whose patents have lapsed by the facts that count for their unit: patents that the record's text names, and
 * those linked to it. All units' where none is given.
 */
export async function lapsedListings(ctx: Context, orgId: string | null): Promise<LapsedListing[]> {
  const live = sql.join(
    statesWith(listingMachine, 'live').map((state) => sql`${state}`),
    sql`, `,
  );
  const rows = await ctx.db.execute<Row>(sql`
    select l.id as listing_id, l.org_id, a.id as achievement_id, a.no, a.name, n.number, p.*
    from listings l
      join achievements a on a.id = l.achievement_id
      join achievement_versions v on v.achievement_id = a.id and v.n = a.version_n
      cross join lateral (
        select right_of ->> 'number' as number from jsonb_array_elements(v.data -> 'ip') right_of
        union
        select ap.number from achievement_patents ap where ap.achievement_id = a.id
      ) n
      cross join lateral (
        select p.type, p.status, p.filed_on::text, p.expires_on::text from patents p
        where p.number = n.number and (p.org_id is null or p.org_id = l.org_id)
        order by p.as_of desc, (p.org_id is null) desc limit 1
      ) p
    where l.state in (${live}) and ${orgId === null ? sql`true` : sql`l.org_id = ${orgId}`}
    order by a.no, n.number`);
  const today = dayOf(ctx.now());
  return rows
    .filter(({ type, status, filed_on: filedOn, expires_on: expiresOn }) =>
      isLapsed({ type, status, filedOn, expiresOn }, today),
    )
    .map((row) => ({
      listingId: row.listing_id,
      orgId: row.org_id,
      achievementId: row.achievement_id,
      achievementNo: row.no,
      name: row.name,
      number: row.number,
      status: row.status,
    }));
}
