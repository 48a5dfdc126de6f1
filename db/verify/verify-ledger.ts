import type postgres from 'postgres';
import { distributionChecks } from './distribution-checks.ts';
import { books } from './ledger-books.ts';
import { collected, type LedgerDifference, rowsOf } from './ledger-difference.ts';
import { placementChecks } from './placement-checks.ts';

/**
 * Recomputes every book from obligations, receipts, allocations, refunds and distributions, in SQL of its own: it shares nothing
 * with the code that posts, so a fault there shows here.
 */
export async function* ledgerDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  for (const check of checks) yield* rowsOf(check(sql));
}

export const verifyLedger = (sql: postgres.ISql): Promise<LedgerDifference[]> => collected(ledgerDifferences(sql));

const unbalanced = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'entry balance' as "check", e.id::text as subject, coalesce(sum(l.debit_fen), 0)::text as expected,
           coalesce(sum(l.credit_fen), 0)::text as found
    from ledger_entries e left join ledger_lines l on l.entry_id = e.id group by e.id
    having coalesce(sum(l.debit_fen), 0) <> coalesce(sum(l.credit_fen), 0) or count(l.id) = 0`;

const overused = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with paid as (
      select o.id, coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)
        - coalesce((select sum(f.amount_fen - f.advance_fen) from refunds f
                     where f.obligation_id = o.id and f.state = 'confirmed'), 0)
        + coalesce((select sum(u.amount_fen) from credit_uses u where u.obligation_id = o.id), 0) as paid
      from obligations o
    )
    select 'receipt not overused' as "check", r.id::text as subject, r.amount_fen::text as expected, sum(a.amount_fen)::text as found
    from receipts r join allocations a on a.receipt_id = r.id group by r.id having sum(a.amount_fen) > r.amount_fen
    union all
    select 'claim not overpaid', o.id::text, o.amount_fen::text, p.paid::text
    from obligations o join paid p on p.id = o.id where p.paid > o.amount_fen or p.paid < 0
    union all
    select 'only confirmed money is allocated', r.id::text, '0', sum(a.amount_fen)::text
    from receipts r join allocations a on a.receipt_id = r.id where r.state not in ('confirmed', 'returned') group by r.id`;

const given = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with back as (
      select r.id, r.state, r.amount_fen as amount,
             coalesce((select sum(a.amount_fen) from allocations a where a.receipt_id = r.id), 0) as used,
             coalesce(sum(f.amount_fen) filter (where f.state = 'confirmed'), 0) as gone,
             coalesce(sum(f.advance_fen) filter (where f.state = 'confirmed'), 0) as advance,
             coalesce((select sum(a.amount_fen) from allocations a
                        where a.receipt_id = r.id and a.obligation_id = r.obligation_id), 0) as own,
             coalesce(sum(f.amount_fen) filter (where f.state in ('asked', 'open', 'confirmed')), 0) as reserved
      from receipts r left join refunds f on f.receipt_id = r.id group by r.id
    )
    select 'no more goes back than arrived' as "check", id::text as subject, amount::text as expected, reserved::text as found
    from back where reserved > amount
    union all select 'no more advance goes back than there was', id::text, (amount - used)::text, advance::text
    from back where advance > amount - used
    union all select 'no more of a claim goes back than the receipt settled', id::text, own::text, (gone - advance)::text
    from back where gone - advance > own
    union all select 'a receipt is returned when all of it went back', id::text,
      case when gone = amount then 'returned' else 'not returned' end, state
    from back where (gone = amount) <> (state = 'returned')`;

const attempts = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'one receipt for each paid card payment' as "check", p.id::text as subject, p.amount_fen::text as expected,
           coalesce(r.amount_fen, 0)::text as found
    from payment_attempts p left join receipts r on r.attempt_id = p.id
    where p.state = 'paid' and r.amount_fen is distinct from p.amount_fen`;

const credited = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with sums as (
      select c.no, c.state, exists (select 1 from obligations o where o.contract_id = c.id
               and o.kind in ('milestone', 'royalty', 'interest') and o.amount_fen
               > coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)
               + coalesce((select sum(u.amount_fen) from credit_uses u where u.obligation_id = o.id), 0)
               - coalesce((select sum(f.amount_fen - f.advance_fen) from refunds f
                            where f.obligation_id = o.id and f.state = 'confirmed'), 0)) as owes,
             coalesce((select sum(k.amount_fen) from credits k where k.contract_id = c.id), 0) as raised,
             coalesce((select sum(u.amount_fen) from credit_uses u where u.contract_id = c.id and u.kind = 'set_off'), 0)
             + coalesce((select sum(o.amount_fen) from obligations o where o.contract_id = c.id and o.kind = 'credit_return'), 0)
             - coalesce((select sum(u.amount_fen) from credit_uses u where u.contract_id = c.id and u.kind = 'recalled'), 0) as spent
      from contracts c
    )
    select 'no more credit is used than there was' as "check", no as subject, raised::text as expected, spent::text as found
    from sums where spent > raised
    union all
    select 'a settled contract has no credit left', no, raised::text, spent::text
    from sums where state in ('settled', 'closed') and spent < raised and not owes
    union all
    select 'a credit is set off against claims and waived where it is repaid', u.id::text, u.kind, o.kind
    from credit_uses u join obligations o on o.id = u.obligation_id
    where u.kind <> 'penalty_waived' and (u.kind = 'set_off') = (o.kind = 'credit_return')
    union all
    select 'only a penalty is waived by its payee', u.id::text, 'interest', o.kind
    from credit_uses u join obligations o on o.id = u.obligation_id
    where u.kind = 'penalty_waived' and o.kind <> 'interest'
    union all
    select 'what settles a claim is of its contract', u.id::text, o.contract_id::text, u.contract_id::text
    from credit_uses u join obligations o on o.id = u.obligation_id where u.contract_id <> o.contract_id
    union all
    select 'nothing is to be repaid while a claim is open', c.no, '0', least(f.repaid, f.owed)::text
    from contracts c, lateral (
      select sum(l.free) filter (where l.kind = 'credit_return') as repaid,
             sum(l.free) filter (where l.kind in ('milestone', 'royalty', 'interest')) as owed
      from (
        select o.kind, greatest(0, o.amount_fen
          - coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)
          - coalesce((select sum(u.amount_fen) from credit_uses u where u.obligation_id = o.id), 0)
          + coalesce((select sum(g.amount_fen - g.advance_fen) from refunds g
                       where g.obligation_id = o.id and g.state = 'confirmed'), 0)
          - coalesce((select sum(r.amount_fen) from receipts r where r.obligation_id = o.id and r.state in ('claimed', 'checked')), 0)
          - coalesce((select sum(p.amount_fen) from payment_attempts p
                       where p.obligation_id = o.id and p.state in ('created', 'pending')), 0)) as free
        from obligations o where o.contract_id = c.id
      ) l
    ) f where f.repaid > 0 and f.owed > 0
    union all
    select 'a repaid credit is not shared', d.id::text, 'none', d.receipt_fen::text
    from distributions d join receipts r on r.id = d.receipt_id join obligations o on o.id = r.obligation_id
    where o.kind = 'credit_return' and d.state <> 'returned'`;

/** Invoices against their claims, and what was paid out against the people's shares. */
const papers = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'no more is invoiced than is claimed' as "check", o.id::text as subject, o.amount_fen::text as expected,
           sum(case i.colour when 'red' then -i.total_fen else i.total_fen end)::text as found
    from obligations o join invoices i on i.obligation_id = o.id group by o.id
    having sum(case i.colour when 'red' then -i.total_fen else i.total_fen end) not between 0 and o.amount_fen
    union all
    select 'no more is taken back than was invoiced', b.id::text, b.total_fen::text, sum(r.total_fen)::text
    from invoices b join invoices r on r.red_of_id = b.id group by b.id having sum(r.total_fen) > b.total_fen
    union all
    select 'a red invoice takes back tax with the total', b.id::text, b.tax_fen::text, sum(r.tax_fen)::text
    from invoices b join invoices r on r.red_of_id = b.id group by b.id
    having sum(r.tax_fen) > b.tax_fen or (sum(r.total_fen) = b.total_fen and sum(r.tax_fen) <> b.tax_fen)
    union all
    select 'what is paid out is what the people were given', p.distribution_id::text,
           coalesce(sum(s.amount_fen), 0)::text || ' less ' || coalesce(sum(y.tax_fen), 0)::text,
           p.gross_fen::text || ' less ' || p.tax_fen::text
    from distribution_payouts p
      left join distribution_shares s on s.distribution_id = p.distribution_id and s.kind = 'person'
      left join share_payouts y on y.share_id = s.id
    group by p.distribution_id, p.gross_fen, p.tax_fen
    having coalesce(sum(s.amount_fen), 0) <> p.gross_fen or coalesce(sum(y.tax_fen), 0) <> p.tax_fen
    union all
    select 'a commission paid is the broker''s share', p.share_id::text, s.kind || ' ' || s.amount_fen, 'broker ' || p.amount_fen
    from commission_payments p join distribution_shares s on s.id = p.share_id
    where s.kind <> 'broker' or s.amount_fen <> p.amount_fen`;

/** Write-offs against what is open, and who decided them. */
const dead = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with sums as (
      select o.id, o.amount_fen
        - coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)
        - coalesce((select sum(u.amount_fen) from credit_uses u where u.obligation_id = o.id), 0)
        + coalesce((select sum(f.amount_fen - f.advance_fen) from refunds f
                     where f.obligation_id = o.id and f.state = 'confirmed'), 0) as open,
        (select sum(w.amount_fen) from write_offs w where w.obligation_id = o.id and w.state = 'approved')
        - coalesce((select sum(k.amount_fen) from write_off_collections k where k.obligation_id = o.id), 0) as written
      from obligations o where o.id in (select obligation_id from write_offs where state = 'approved'
        union select obligation_id from write_off_collections)
    )
    select 'no more is written off than is open' as "check", id::text as subject, open::text as expected,
           coalesce(written, -1)::text as found
    from sums where coalesce(written, -1) not between 0 and open
    union all
    select 'two people write a claim off', w.id::text, 'another than ' || w.proposed_by, coalesce(w.decided_by::text, 'nobody')
    from write_offs w where w.state = 'approved' and (w.decided_by is null or w.decided_by = w.proposed_by)
    union all
    select 'a write-off is of its claim', w.id::text, o.payee_org_id || ' ' || o.contract_id, w.org_id || ' ' || w.contract_id
    from write_offs w join obligations o on o.id = w.obligation_id
    where w.org_id <> o.payee_org_id or w.contract_id <> o.contract_id`;

const checks = [
  books,
  unbalanced,
  overused,
  given,
  attempts,
  credited,
  papers,
  dead,
  ...distributionChecks,
  ...placementChecks,
];
