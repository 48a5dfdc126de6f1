import { type SQL, sql } from 'drizzle-orm';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import { leastSellers, maySeeRegistered } from '#app/domain/registration-access.ts';
import type { RegistrationKind } from '#app/domain/registration-kind.ts';
import { regionPrefix } from '#app/domain/talent-access.ts';
import type { ActorContext } from '../context.server.ts';
import { oneOfStates } from '../payments/claim-sums.server.ts';

/** Registered contracts of one quarter, one city and one kind. */
export interface RegisteredRow {
  /** '2027Q1', by the day on the first certificate. */
  readonly quarter: string;
  /** Of the seller, to the city: GB/T 2260. */
  readonly regionCode: string;
  readonly kind: RegistrationKind;
  readonly count: number;
  /** 成交额 and 技术交易额 as the office wrote them last. */
  readonly dealFen: Fen;
  readonly technicalFen: Fen;
}

/** What was signed or arrived in a quarter: another figure, never added to what was registered. */
export interface QuarterSum {
  readonly quarter: string;
  readonly count: number;
  readonly fen: Fen;
}

export interface RegisteredFigures {
  readonly scope: 'region' | 'unit';
  readonly registered: readonly RegisteredRow[];
  readonly signed: readonly QuarterSum[];
  readonly received: readonly QuarterSum[];
  /** Years of which there is anything, the newest first. */
  readonly years: readonly string[];
}

/** Of an authority its region's sellers, of a unit its own contracts. */
function scopeOf({ actor }: ActorContext): { readonly scope: 'region' | 'unit'; readonly isOwn: SQL } {
  const { org } = actor;
  if (org === null || !maySeeRegistered(actor)) throw new AppError('forbidden');
  return org.kind === 'authority'
    ? { scope: 'region', isOwn: sql`seller.region_code like ${`${regionPrefix(org.regionCode)}%`}` }
    : { scope: 'unit', isOwn: sql`seller.id = ${org.orgId}` };
}

const quarterOf = (day: SQL) => sql`to_char(${day}, 'YYYY"Q"Q')`;

/**
 * Registered, signed and received sums by quarter, each by its own definition. Registered: contracts whose certificate stands, in
 * the quarter of its first day, with the sums of its newest row; what was not registered or was cancelled counts for nothing. Signed: the
 * milestones written in contracts, without royalties. Received: what sellers confirmed, less what went back, by the day it was paid. Of
 * quarters with fewer than three sellers an authority reads neither.
 * Amounts in fen. Throws `forbidden` for who is neither.
 */
export async function registeredFigures(ctx: ActorContext): Promise<RegisteredFigures> {
  const { scope, isOwn } = scopeOf(ctx);
  const isManys = scope === 'unit' ? sql`true` : sql`count(distinct seller.id) >= ${leastSellers}`;
  const day = (at: SQL) => sql`(${at} at time zone 'Asia/Shanghai')`;
  const registered = await ctx.db.execute<Record<string, string>>(sql`
    select ${quarterOf(sql`first.registered_on::timestamp`)} as quarter, left(seller.region_code, 4) || '00' as region,
           g.data ->> 'kind' as kind, count(*) as count, sum(last.deal_fen)::text as deal, sum(last.technical_fen)::text as technical
    from contract_registrations g join organisations seller on seller.id = g.org_id
      join lateral (select registered_on from registration_results r where r.registration_id = g.id order by n limit 1) first on true
      join lateral (select deal_fen, technical_fen from registration_results r where r.registration_id = g.id order by n desc limit 1) last on true
    where g.state = 'registered' and ${isOwn}
    group by 1, 2, 3 order by 1 desc, 2, 3`);
  const signed = await ctx.db.execute<Record<string, string>>(sql`
    select ${quarterOf(day(sql`c.signed_at`))} as quarter, count(*) as count,
           sum((select coalesce(sum(m.amount_fen), 0) from milestones m where m.contract_id = c.id))::text as fen
    from contracts c join organisations seller on seller.id = c.licensor_org_id
    where c.state in ${oneOfStates(signedContractStates)} and c.signed_at is not null and ${isOwn}
    group by 1 having ${isManys} order by 1 desc`);
  const received = await ctx.db.execute<Record<string, string>>(sql`
    select ${quarterOf(sql`r.paid_on::timestamp`)} as quarter, count(*) as count,
           sum(r.amount_fen - coalesce((select sum(f.amount_fen) from refunds f
             where f.receipt_id = r.id and f.state in ${oneOfStates(refundStatesGivenBack)}), 0))::text as fen
    from receipts r join contracts c on c.id = r.contract_id and r.payee_org_id = c.licensor_org_id
      join organisations seller on seller.id = c.licensor_org_id
    where r.state in ${oneOfStates(receiptStatesArrived)} and ${isOwn}
    group by 1 having ${isManys} order by 1 desc`);
  const sums = (rows: readonly Record<string, string>[]): QuarterSum[] =>
    rows.map(({ quarter = '', count, fen }) => ({ quarter, count: Number(count), fen: BigInt(fen ?? '0') }));
  const found = {
    registered: registered.map(({ quarter = '', region = '', kind, count, deal, technical }): RegisteredRow => ({
      quarter,
      regionCode: region,
      kind: kind as RegistrationKind,
      count: Number(count),
      dealFen: BigInt(deal ?? '0'),
      technicalFen: BigInt(technical ?? '0'),
    })),
    signed: sums(signed),
    received: sums(received),
  };
  const quarters = [...found.registered, ...found.signed, ...found.received].map(({ quarter }) => quarter.slice(0, 4));
  return { scope, ...found, years: [...new Set(quarters)].toSorted().toReversed() };
}
