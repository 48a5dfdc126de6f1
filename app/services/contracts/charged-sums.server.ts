import { sql } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { kindsWith } from '#app/domain/obligation.ts';
import type { Context } from '../context.server.ts';
import { oneOfStates } from '../payments/claim-sums.server.ts';

/** What was charged under a contract so far, in fen. */
export interface ChargedSums {
  /** Claims of milestones less what was credited of them, altogether and by milestone; what was charged nothing is not among them. */
  readonly milestonesFen: Fen;
  readonly ofMilestone: ReadonlyMap<string, Fen>;
  /** Claims for royalties, minima and buy-out, and what was credited of them. */
  readonly royaltiesRaisedFen: Fen;
  readonly royaltiesCreditedFen: Fen;
  /** Milestones and royalties less credits: this is what the cap counts. */
  readonly chargedFen: Fen;
}

/** What was charged under a contract so far. The caller has locked the contract where it acts on it. */
export async function getChargedSums({ db }: Pick<Context, 'db'>, contractId: string): Promise<ChargedSums> {
  const rows = await db.execute<{ milestone_id: string | null; raised: string; credited: string }>(sql`
    select milestone_id, sum(raised)::text as raised, sum(credited)::text as credited from (
      select case when o.kind = 'milestone' then coalesce(o.milestone_id, o.subject_id) end as milestone_id,
             o.amount_fen as raised, 0 as credited
        from obligations o where o.contract_id = ${contractId} and o.kind in ${oneOfStates(kindsWith('capped'))}
      union all
      select k.milestone_id, 0, k.amount_fen from credits k where k.contract_id = ${contractId}
    ) charged group by milestone_id`);
  const ofMilestone = new Map<string, Fen>();
  let [royaltiesRaisedFen, royaltiesCreditedFen] = [0n, 0n];
  for (const { milestone_id: id, raised, credited } of rows) {
    if (id === null) [royaltiesRaisedFen, royaltiesCreditedFen] = [BigInt(raised), BigInt(credited)];
    else ofMilestone.set(id, BigInt(raised) - BigInt(credited));
  }
  const milestonesFen = [...ofMilestone.values()].reduce((sum, fen) => sum + fen, 0n);
  const chargedFen = milestonesFen + royaltiesRaisedFen - royaltiesCreditedFen;
  return { milestonesFen, ofMilestone, royaltiesRaisedFen, royaltiesCreditedFen, chargedFen };
}
