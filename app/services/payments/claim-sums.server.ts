import { sql } from 'drizzle-orm';
import { receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import { writeOffStatesInBook } from '#app/domain/write-off.ts';

/** A list of states for `in (…)` of hand-written SQL. */
export const oneOfStates = (states: readonly string[]) =>
  sql`(${sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  )})`;

/** Beside a row of obligations: what settles it, by money that arrived, less what of it went back to the payer. */
export const paidFen = sql<string>`(
  coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = obligations.id), 0)
  - coalesce((select sum(f.amount_fen - f.advance_fen) from refunds f
      where f.obligation_id = obligations.id and f.state in ${oneOfStates(refundStatesGivenBack)}), 0))::text`;

/** Beside a row of obligations: what settles it without money: a credit was set against it or waived, or its payee waived it. */
export const creditedFen = sql<string>`coalesce((select sum(u.amount_fen) from credit_uses u
  where u.obligation_id = obligations.id), 0)::text`;

/** Beside a row of obligations: of that, what its payee waived of a charged penalty. */
export const waivedFen = sql<string>`case when obligations.kind = 'interest' then coalesce((select sum(u.amount_fen) from credit_uses u
  where u.obligation_id = obligations.id and u.kind = 'penalty_waived'), 0) else 0 end::text`;

/** Beside a row of obligations: what is open of it. */
export const outstandingFen = sql<string>`(obligations.amount_fen - ${paidFen}::bigint - ${creditedFen}::bigint)::text`;

/** Beside a row of obligations: the claim of a milestone that its payer contests; its clock stands still (`contest` of the milestone). */
export const isContested = sql<boolean>`(obligations.kind = 'milestone' and exists (
  select 1 from milestones m where m.contract_id = obligations.contract_id and m.state = 'frozen'
    and coalesce(m.claim_subject_id, m.id) = obligations.subject_id))`;

/** Beside a row of obligations: said to be under way by bank transfer, not yet answered. */
export const claimedFen = sql<string>`coalesce((select sum(r.amount_fen) from receipts r
  where r.obligation_id = obligations.id and r.state in ${oneOfStates(receiptStatesUnderWay)}), 0)::text`;

/** Beside a row of obligations: what of its open sum the payee has written off. For the payee's people only. */
export const writtenOffFen = sql<string>`(
  coalesce((select sum(w.amount_fen) from write_offs w
    where w.obligation_id = obligations.id and w.state in ${oneOfStates(writeOffStatesInBook)}), 0)
  - coalesce((select sum(k.amount_fen) from write_off_collections k where k.obligation_id = obligations.id), 0))::text`;
