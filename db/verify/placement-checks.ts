import type postgres from 'postgres';
import type { LedgerDifference } from './ledger-difference.ts';

/** Money stands under the claim it names: same contract, same parties, same currency; and a card's by a payment that was made. */
const placed = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'money is of its claim' as "check", 'receipt ' || r.id as subject,
           concat_ws(' ', o.contract_id, o.payer_org_id, o.payee_org_id, o.currency) as expected,
           concat_ws(' ', r.contract_id, r.payer_org_id, r.payee_org_id, r.currency) as found
    from receipts r join obligations o on o.id = r.obligation_id
    where (r.contract_id, r.payer_org_id, r.payee_org_id, r.currency)
      is distinct from (o.contract_id, o.payer_org_id, o.payee_org_id, o.currency)
    union all
    select 'money is of its claim', 'refund ' || f.id, concat_ws(' ', r.contract_id, r.payer_org_id, r.payee_org_id, r.obligation_id),
           concat_ws(' ', f.contract_id, f.payer_org_id, f.payee_org_id, f.obligation_id)
    from refunds f join receipts r on r.id = f.receipt_id
    where (f.contract_id, f.payer_org_id, f.payee_org_id, f.obligation_id)
      is distinct from (r.contract_id, r.payer_org_id, r.payee_org_id, r.obligation_id)
    union all
    select 'money settles the claim it names', a.receipt_id::text, r.obligation_id::text, a.obligation_id::text
    from allocations a join receipts r on r.id = a.receipt_id where a.kind = 'arrived' and a.obligation_id <> r.obligation_id
    union all
    select 'an advance settles a claim between the same two', 'receipt ' || r.id, concat_ws(' ', r.contract_id, r.payer_org_id, r.payee_org_id),
           concat_ws(' ', o.contract_id, o.payer_org_id, o.payee_org_id)
    from allocations a join receipts r on r.id = a.receipt_id join obligations o on o.id = a.obligation_id
    where (o.contract_id, o.payer_org_id, o.payee_org_id) is distinct from (r.contract_id, r.payer_org_id, r.payee_org_id)
    union all
    select 'what is taken back was there', 'receipt ' || b.receipt_id, (-b.amount_fen)::text, coalesce(a.amount_fen, f.amount_fen - f.advance_fen, 0)::text
    from allocations b
      left join allocations a on a.id = b.cause_id and a.kind = 'placed' and a.receipt_id = b.receipt_id and a.obligation_id = b.obligation_id
      left join refunds f on f.id = b.cause_id and f.undone_at is not null and f.receipt_id = b.receipt_id and f.obligation_id = b.obligation_id
    where b.kind = 'taken_back' and (a.amount_fen is distinct from -b.amount_fen)
      and not coalesce(f.amount_fen - f.advance_fen >= -b.amount_fen, false)
    union all
    select 'money is shared under its contract', d.id::text, concat_ws(' ', r.contract_id, r.payee_org_id),
           concat_ws(' ', d.contract_id, d.org_id)
    from distributions d join receipts r on r.id = d.receipt_id
    where (d.contract_id, d.org_id) is distinct from (r.contract_id, r.payee_org_id)
    union all
    select 'a card receipt has its paid payment', r.id::text, r.obligation_id || ' ' || r.amount_fen || ' paid',
           concat_ws(' ', coalesce(p.obligation_id::text, 'none'), p.amount_fen, p.state)
    from receipts r left join payment_attempts p on p.id = r.attempt_id
    where r.method = 'card'
      and (p.obligation_id, p.amount_fen, p.state) is distinct from (r.obligation_id, r.amount_fen, 'paid')`;

/** Whether every sum stands where its claim stands: what a change of one row by hand would break. */
export const placementChecks = [placed];
