import type postgres from 'postgres';

/** One place where the books and the facts disagree. Amounts are fen, debit less credit. */
export interface LedgerDifference {
  readonly check: string;
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * Recomputes every book from obligations, receipts, allocations, refunds and distributions, in SQL of its own: it shares nothing
 * with the code that posts, so a fault there shows here.
 */
export async function verifyLedger(sql: postgres.Sql): Promise<LedgerDifference[]> {
  const books = await sql<LedgerDifference[]>`
    with money as (
      select r.id, r.payer_org_id, r.payee_org_id, r.amount_fen as amount, r.state, r.contract_id,
             coalesce((select sum(a.amount_fen) from allocations a where a.receipt_id = r.id), 0) as used
      from receipts r where r.state in ('confirmed', 'returned')
    ), gone as (
      select f.id, f.payer_org_id, f.payee_org_id, f.amount_fen as amount, f.amount_fen - f.advance_fen as reopened
      from refunds f where f.state = 'confirmed'
    ), shares as (
      select d.id, d.org_id,
             case s.kind when 'broker' then 'due_to_broker' when 'cost' then 'cost_recovered'
                         when 'person' then 'due_to_team' when 'tto' then 'due_to_tto' else 'due_to_unit' end as account,
             s.amount_fen as amount
      from distributions d join distribution_shares s on s.distribution_id = d.id where d.state = 'distributed'
    ), fact (org_id, reference, account, amount) as (
      select payee_org_id, kind || '-due:' || subject_id, 'receivable', amount_fen
        from obligations where kind in ('milestone', 'royalty')
      union all select payee_org_id, kind || '-due:' || subject_id, 'income_deferred', -amount_fen
        from obligations where kind in ('milestone', 'royalty')
      union all select payer_org_id, kind || '-due:' || subject_id, 'licence_cost', amount_fen
        from obligations where kind in ('milestone', 'royalty')
      union all select payer_org_id, kind || '-due:' || subject_id, 'payable', -amount_fen
        from obligations where kind in ('milestone', 'royalty')
      union all select payee_org_id, 'received:' || id, 'bank', amount from money
      union all select payee_org_id, 'received:' || id, 'receivable', -used from money
      union all select payee_org_id, 'received:' || id, 'income_deferred', used from money
      union all select payee_org_id, 'received:' || id, 'undistributed', -used from money
      union all select payee_org_id, 'received:' || id, 'advance_received', used - amount from money
      union all select payer_org_id, 'received:' || id, 'payable', used from money
      union all select payer_org_id, 'received:' || id, 'advance_paid', amount - used from money
      union all select payer_org_id, 'received:' || id, 'bank', -amount from money
      union all select payee_org_id, 'refunded:' || id, 'bank', -amount from gone
      union all select payee_org_id, 'refunded:' || id, 'receivable', reopened from gone
      union all select payee_org_id, 'refunded:' || id, 'income_deferred', -reopened from gone
      union all select payee_org_id, 'refunded:' || id, 'undistributed', reopened from gone
      union all select payee_org_id, 'refunded:' || id, 'advance_received', amount - reopened from gone
      union all select payer_org_id, 'refunded:' || id, 'payable', -reopened from gone
      union all select payer_org_id, 'refunded:' || id, 'advance_paid', reopened - amount from gone
      union all select payer_org_id, 'refunded:' || id, 'bank', amount from gone
      union all select org_id, 'distributed:' || id, account, -amount from shares
      union all select org_id, 'distributed:' || id, 'undistributed', amount from shares
    ), expected as (
      select org_id, reference, account, sum(amount) as amount from fact group by 1, 2, 3 having sum(amount) <> 0
    ), posted as (
      select e.org_id, e.reference, l.account, sum(l.debit_fen - l.credit_fen) as amount
      from ledger_entries e join ledger_lines l on l.entry_id = e.id group by 1, 2, 3
      having sum(l.debit_fen - l.credit_fen) <> 0
    )
    select 'posting' as "check",
           coalesce(x.org_id, p.org_id) || ' ' || coalesce(x.reference, p.reference) || ' ' || coalesce(x.account, p.account) as subject,
           coalesce(x.amount, 0)::text as expected, coalesce(p.amount, 0)::text as found
    from expected x full join posted p using (org_id, reference, account)
    where coalesce(x.amount, 0) <> coalesce(p.amount, 0)
    order by 2`;
  const unbalanced = await sql<LedgerDifference[]>`
    select 'entry balance' as "check", e.id::text as subject, coalesce(sum(l.debit_fen), 0)::text as expected,
           coalesce(sum(l.credit_fen), 0)::text as found
    from ledger_entries e left join ledger_lines l on l.entry_id = e.id group by e.id
    having coalesce(sum(l.debit_fen), 0) <> coalesce(sum(l.credit_fen), 0) or count(l.id) = 0`;
  const overused = await sql<LedgerDifference[]>`
    with paid as (
      select o.id, coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)
        - coalesce((select sum(f.amount_fen - f.advance_fen) from refunds f
                     where f.obligation_id = o.id and f.state = 'confirmed'), 0) as paid
      from obligations o
    )
    select 'receipt not overused' as "check", r.id::text as subject, r.amount_fen::text as expected, sum(a.amount_fen)::text as found
    from receipts r join allocations a on a.receipt_id = r.id group by r.id having sum(a.amount_fen) > r.amount_fen
    union all
    select 'claim not overpaid', o.id::text, o.amount_fen::text, p.paid::text
    from obligations o join paid p on p.id = o.id where p.paid > o.amount_fen or p.paid < 0
    union all
    select 'only confirmed money is allocated', r.id::text, '0', sum(a.amount_fen)::text
    from receipts r join allocations a on a.receipt_id = r.id where r.state in ('claimed', 'rejected') group by r.id`;
  const shared = await sql<LedgerDifference[]>`
    select 'shares sum to what is shared' as "check", d.id::text as subject, d.receipt_fen::text as expected,
           coalesce(sum(s.amount_fen), 0)::text as found
    from distributions d left join distribution_shares s on s.distribution_id = d.id group by d.id
    having coalesce(sum(s.amount_fen), 0) <> d.receipt_fen
    union all
    select 'what is shared is what settled claims', d.id::text, coalesce(sum(a.amount_fen), 0)::text, d.receipt_fen::text
    from distributions d left join (
      select receipt_id, amount_fen from allocations
      union all select receipt_id, advance_fen - amount_fen from refunds where state = 'confirmed'
    ) a on a.receipt_id = d.receipt_id where d.state <> 'returned' group by d.id
    having coalesce(sum(a.amount_fen), 0) <> d.receipt_fen`;
  const given = await sql<LedgerDifference[]>`
    with back as (
      select r.id, r.state, r.amount_fen as amount,
             coalesce((select sum(a.amount_fen) from allocations a where a.receipt_id = r.id), 0) as used,
             coalesce(sum(f.amount_fen) filter (where f.state = 'confirmed'), 0) as gone,
             coalesce(sum(f.advance_fen) filter (where f.state = 'confirmed'), 0) as advance,
             coalesce(sum(f.amount_fen) filter (where f.state in ('open', 'confirmed')), 0) as reserved
      from receipts r left join refunds f on f.receipt_id = r.id group by r.id
    )
    select 'no more goes back than arrived' as "check", id::text as subject, amount::text as expected, reserved::text as found
    from back where reserved > amount
    union all select 'no more advance goes back than there was', id::text, (amount - used)::text, advance::text
    from back where advance > amount - used
    union all select 'a receipt is returned when all of it went back', id::text,
      case when gone = amount then 'returned' else 'not returned' end, state
    from back where (gone = amount) <> (state = 'returned')`;
  const attempts = await sql<LedgerDifference[]>`
    select 'one receipt for each paid card payment' as "check", p.id::text as subject, p.amount_fen::text as expected,
           coalesce(r.amount_fen, 0)::text as found
    from payment_attempts p left join receipts r on r.attempt_id = p.id
    where p.state = 'paid' and r.amount_fen is distinct from p.amount_fen`;
  return [...books, ...unbalanced, ...overused, ...shared, ...given, ...attempts];
}
