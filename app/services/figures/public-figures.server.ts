import { sql } from 'drizzle-orm';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { publicDemandStates } from '#app/domain/demand.ts';
import { receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import { isPayLater } from '#db/schema/achievements.ts';
import type { Context } from '../context.server.ts';
import { oneOfStates, paidFen } from '../payments/claim-sums.server.ts';

export interface PublicFigures {
  readonly at: Date;
  readonly achievements: number;
  readonly achievementsLast30: number;
  readonly demands: number;
  readonly demandsLast30: number;
  readonly listed: number;
  readonly listedLast30: number;
  readonly payLater: number;
  /** Fixed parts of signed contracts: the milestones written in them. Royalties are not foreseen here. */
  readonly signedFen: bigint;
  /** Receipts that units have confirmed, royalties with them. Brokers' commissions are paid out of it and not counted again. */
  readonly receivedFen: bigint;
  /** What of `signedFen` has arrived: confirmed receipts that settle milestones. */
  readonly receivedOfSignedFen: bigint;
}

let kept: { figures: PublicFigures; until: number } | null = null;
let counting: Promise<PublicFigures> | null = null;

/**
 * The platform's public figures, each as the definition beside it says; counted at most once a minute, and by one of those who
 * ask at the same time.
 */
export async function publicFigures(ctx: Context): Promise<PublicFigures> {
  if (kept && kept.until > Date.now()) return kept.figures;
  counting ??= countFigures(ctx).finally(() => (counting = null));
  return counting;
}

async function countFigures(ctx: Context): Promise<PublicFigures> {
  const now = ctx.now();
  const since = new Date(now.getTime() - 30 * 86_400_000).toISOString();
  const [row] = await ctx.db.execute<Record<string, string>>(sql`
    with given_back as (
      select receipt_id, sum(amount_fen) as amount_fen
      from refunds where state in ${oneOfStates(refundStatesGivenBack)} group by receipt_id
    )
    select
      (select count(*) from achievements where state = 'published') as achievements,
      (select count(*) from achievements where state = 'published' and published_at > ${since}::timestamptz) as achievements_30,
      (select count(*) from demands where state in ${oneOfStates(publicDemandStates)}) as demands,
      (select count(*) from demands where state in ${oneOfStates(publicDemandStates)} and published_at > ${since}::timestamptz) as demands_30,
      (select count(*) from achievements where state = 'published' and is_listed) as listed,
      (select count(*) from achievements
        where state = 'published' and is_listed and published_at > ${since}::timestamptz) as listed_30,
      (select count(*) from achievements a join achievement_versions v on v.achievement_id = a.id and v.n = a.version_n
        where a.state = 'published' and ${isPayLater(sql`v.data`)}) as pay_later,
      (select coalesce(sum(m.amount_fen), 0) from milestones m join contracts c on c.id = m.contract_id
        where c.state in ${oneOfStates(signedContractStates)}) as signed_fen,
      (select coalesce(sum(r.amount_fen - coalesce(f.amount_fen, 0)), 0) from receipts r
        join contracts c on c.id = r.contract_id left join given_back f on f.receipt_id = r.id
        where r.state in ${oneOfStates(receiptStatesArrived)} and r.payee_org_id = c.licensor_org_id) as received_fen,
      (select coalesce(sum(${paidFen}::bigint), 0) from obligations
        join contracts c on c.id = obligations.contract_id and c.state in ${oneOfStates(signedContractStates)}
        where obligations.kind = 'milestone') as received_of_signed_fen
  `);
  const figures: PublicFigures = {
    at: now,
    achievements: Number(row?.achievements ?? 0),
    achievementsLast30: Number(row?.achievements_30 ?? 0),
    demands: Number(row?.demands ?? 0),
    demandsLast30: Number(row?.demands_30 ?? 0),
    listed: Number(row?.listed ?? 0),
    listedLast30: Number(row?.listed_30 ?? 0),
    payLater: Number(row?.pay_later ?? 0),
    signedFen: BigInt(row?.signed_fen ?? 0),
    receivedFen: BigInt(row?.received_fen ?? 0),
    receivedOfSignedFen: BigInt(row?.received_of_signed_fen ?? 0),
  };
  kept = { figures, until: Date.now() + 60_000 };
  return figures;
}
