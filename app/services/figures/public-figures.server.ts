import { sql } from 'drizzle-orm';
import type { Context } from '../context.server.ts';

export interface PublicFigures {
  readonly at: Date;
  readonly achievements: number;
  readonly achievementsLast30: number;
  readonly demands: number;
  readonly demandsLast30: number;
  readonly listed: number;
  readonly payLater: number;
  /** Fixed parts of signed contracts: the milestones written in them. Royalties are not foreseen here. */
  readonly signedFen: bigint;
  /** Receipts that payees have confirmed. Signed is not received. */
  readonly receivedFen: bigint;
}

let kept: { figures: PublicFigures; until: number } | null = null;

/** The platform's public figures, each as the definition beside it says; counted at most once a minute. */
export async function publicFigures(ctx: Context): Promise<PublicFigures> {
  if (kept && kept.until > Date.now()) return kept.figures;
  const now = ctx.now();
  const since = new Date(now.getTime() - 30 * 86_400_000).toISOString();
  const [row] = await ctx.db.execute<Record<string, string>>(sql`
    select
      (select count(*) from achievements where state = 'published') as achievements,
      (select count(*) from achievements where state = 'published' and published_at > ${since}::timestamptz) as achievements_30,
      (select count(*) from demands where state in ('published', 'in_talks', 'solved')) as demands,
      (select count(*) from demands where state in ('published', 'in_talks', 'solved') and published_at > ${since}::timestamptz) as demands_30,
      (select count(*) from achievements where state = 'published' and is_listed) as listed,
      (select count(*) from achievements a join achievement_versions v on v.achievement_id = a.id and v.n = a.version_n
        where a.state = 'published' and v.data -> 'price' ->> 'kind' = 'pay_later') as pay_later,
      (select coalesce(sum(m.amount_fen), 0) from milestones m join contracts c on c.id = m.contract_id
        where c.state in ('signed', 'performing', 'suspended', 'settled')) as signed_fen,
      (select coalesce(sum(amount_fen), 0) from receipts where state = 'confirmed') as received_fen
  `);
  const figures: PublicFigures = {
    at: now,
    achievements: Number(row?.achievements ?? 0),
    achievementsLast30: Number(row?.achievements_30 ?? 0),
    demands: Number(row?.demands ?? 0),
    demandsLast30: Number(row?.demands_30 ?? 0),
    listed: Number(row?.listed ?? 0),
    payLater: Number(row?.pay_later ?? 0),
    signedFen: BigInt(row?.signed_fen ?? 0),
    receivedFen: BigInt(row?.received_fen ?? 0),
  };
  kept = { figures, until: Date.now() + 60_000 };
  return figures;
}
