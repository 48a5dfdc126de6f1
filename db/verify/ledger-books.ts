import type postgres from 'postgres';
import type { LedgerDifference } from './ledger-difference.ts';

/*
 * What each fact posts, as rows of organisation, reference, account and amount: debit above zero, credit below. The accounts stand here
 * once more, on purpose: a posting that is wrong in the platform is not wrong here too.
 */

/** A claim of the licensor, in his book and in the licensee's. */
const claims = (sql: postgres.ISql) => sql`(
    with claim as (
      select kind || '-due:' || subject_id as reference, payer_org_id, payee_org_id, amount_fen as amount
      from obligations where kind in ('milestone', 'royalty', 'interest')
    )
    select payee_org_id, reference, 'receivable', amount from claim
    union all select payee_org_id, reference, 'income_deferred', -amount from claim
    union all select payer_org_id, reference, 'licence_cost', amount from claim
    union all select payer_org_id, reference, 'payable', -amount from claim)`;

/** Money that arrived: what settles its claim, and what is an advance. A repaid credit goes the other way. */
const arrived = (sql: postgres.ISql) => sql`(
    with money as (
      select r.id, r.payer_org_id, r.payee_org_id, r.amount_fen as amount, r.state, r.contract_id,
             coalesce((select sum(a.amount_fen) from allocations a where a.receipt_id = r.id and a.kind = 'arrived'), 0) as used,
             o.kind = 'credit_return' as repaid
      from receipts r join obligations o on o.id = r.obligation_id where r.state in ('confirmed', 'returned')
    )
    select payee_org_id, 'received:' || id, 'bank', amount from money
    union all select payee_org_id, 'received:' || id, 'receivable', -used from money where not repaid
    union all select payee_org_id, 'received:' || id, 'income_deferred', used from money where not repaid
    union all select payee_org_id, 'received:' || id, 'undistributed', -used from money where not repaid
    union all select payee_org_id, 'received:' || id, 'credit_held', -used from money where repaid
    union all select payee_org_id, 'received:' || id, 'advance_received', used - amount from money
    union all select payer_org_id, 'received:' || id, case when repaid then 'credit_owed' else 'payable' end, used from money
    union all select payer_org_id, 'received:' || id, 'advance_paid', amount - used from money
    union all select payer_org_id, 'received:' || id, 'bank', -amount from money)`;

/** What of an advance was put on a claim later, and what of that, or of money whose refund failed, is an advance again. */
const placed = (sql: postgres.ISql) => sql`(
    with move as (
      select case a.kind when 'placed' then 'advance-placed:' else 'advance-freed:' end || a.id as reference,
             r.payer_org_id, r.payee_org_id, a.amount_fen as amount, o.kind = 'credit_return' as repaid
      from allocations a join receipts r on r.id = a.receipt_id join obligations o on o.id = a.obligation_id where a.kind <> 'arrived'
    )
    select payee_org_id, reference, 'advance_received', amount from move
    union all select payee_org_id, reference, 'receivable', -amount from move where not repaid
    union all select payee_org_id, reference, 'income_deferred', amount from move where not repaid
    union all select payee_org_id, reference, 'undistributed', -amount from move where not repaid
    union all select payee_org_id, reference, 'credit_held', -amount from move where repaid
    union all select payer_org_id, reference, case when repaid then 'credit_owed' else 'payable' end, amount from move
    union all select payer_org_id, reference, 'advance_paid', -amount from move)`;

/** Money that went back to its payer, and where that came to nothing. */
const wentBack = (sql: postgres.ISql) => sql`(
    with gone as (
      select 'refunded:' || f.id as reference, f.payer_org_id, f.payee_org_id, f.amount_fen as amount,
             f.amount_fen - f.advance_fen as reopened, o.kind = 'credit_return' as repaid
      from refunds f join obligations o on o.id = f.obligation_id where f.state = 'confirmed' or f.undone_at is not null
      union all
      select 'refund-undone:' || f.id, f.payer_org_id, f.payee_org_id, -f.amount_fen,
             f.advance_fen - f.amount_fen, o.kind = 'credit_return'
      from refunds f join obligations o on o.id = f.obligation_id where f.undone_at is not null
    )
    select payee_org_id, reference, 'bank', -amount from gone
    union all select payee_org_id, reference, 'receivable', reopened from gone where not repaid
    union all select payee_org_id, reference, 'income_deferred', -reopened from gone where not repaid
    union all select payee_org_id, reference, 'undistributed', reopened from gone where not repaid
    union all select payee_org_id, reference, 'credit_held', reopened from gone where repaid
    union all select payee_org_id, reference, 'advance_received', amount - reopened from gone
    union all select payer_org_id, reference, case when repaid then 'credit_owed' else 'payable' end, -reopened from gone
    union all select payer_org_id, reference, 'advance_paid', reopened - amount from gone
    union all select payer_org_id, reference, 'bank', amount from gone)`;

/** What reports took back, and what became of it. */
const credits = (sql: postgres.ISql) => sql`(
    with credit as (
      select 'credit:' || k.id as reference, c.licensor_org_id as owes, c.licensee_org_id as holds, k.amount_fen as amount
      from credits k join contracts c on c.id = k.contract_id
    ), use as (
      select case u.kind when 'waived' then 'waived:' else 'set-off:' end || u.id as reference, u.kind,
             c.licensor_org_id as owes, c.licensee_org_id as holds, u.amount_fen as amount
      from credit_uses u join contracts c on c.id = u.contract_id where u.kind in ('set_off', 'waived')
    )
    select owes, reference, 'income_taken_back', amount from credit
    union all select owes, reference, 'credit_owed', -amount from credit
    union all select holds, reference, 'credit_held', amount from credit
    union all select holds, reference, 'licence_cost', -amount from credit
    union all select owes, reference, 'credit_owed', amount from use
    union all select owes, reference, 'income_taken_back', -amount from use
    union all select owes, reference, 'income_deferred', amount from use where kind = 'set_off'
    union all select owes, reference, 'receivable', -amount from use where kind = 'set_off'
    union all select holds, reference, 'credit_held', -amount from use
    union all select holds, reference, case kind when 'set_off' then 'payable' else 'licence_cost' end, amount from use)`;

/** Penalties that were charged and waived: in neither book any more. */
const waivedPenalties = (sql: postgres.ISql) => sql`(
    with waiver as (
      select 'penalty-waived:' || u.id as reference, c.licensor_org_id as claims, c.licensee_org_id as owes, u.amount_fen as amount
      from credit_uses u join contracts c on c.id = u.contract_id where u.kind = 'penalty_waived'
    )
    select claims, reference, 'income_deferred', amount from waiver
    union all select claims, reference, 'receivable', -amount from waiver
    union all select owes, reference, 'payable', amount from waiver
    union all select owes, reference, 'licence_cost', -amount from waiver)`;

/** What of a receipt is whose, and what of it was paid: to people less their tax, to brokers on their invoice. */
const shares = (sql: postgres.ISql) => sql`(
    with shares as (
      select d.id, d.org_id,
             case s.kind when 'broker' then 'due_to_broker' when 'cost' then 'cost_recovered'
                         when 'person' then 'due_to_team' when 'tto' then 'due_to_tto' else 'due_to_unit' end as account,
             s.amount_fen as amount
      from distributions d join distribution_shares s on s.distribution_id = d.id where d.state in ('distributed', 'paid', 'tax_declared')
    ), payout as (
      select p.distribution_id, d.org_id, p.gross_fen, p.tax_fen, p.tax_declared_on
      from distribution_payouts p join distributions d on d.id = p.distribution_id
    ), commission_paid as (
      select d.org_id, 'commission-paid:' || p.share_id as reference, p.amount_fen as amount
      from commission_payments p join distribution_shares s on s.id = p.share_id join distributions d on d.id = s.distribution_id
    )
    select org_id, 'distributed:' || id, account, -amount from shares
    union all select org_id, 'distributed:' || id, 'undistributed', amount from shares
    union all select org_id, reference, 'due_to_broker', amount from commission_paid
    union all select org_id, reference, 'bank', -amount from commission_paid
    union all select org_id, 'paid-out:' || distribution_id, 'due_to_team', gross_fen from payout
    union all select org_id, 'paid-out:' || distribution_id, 'tax_withheld', -tax_fen from payout
    union all select org_id, 'paid-out:' || distribution_id, 'bank', tax_fen - gross_fen from payout
    union all select org_id, 'tax-declared:' || distribution_id, 'tax_withheld', tax_fen from payout where tax_declared_on is not null
    union all select org_id, 'tax-declared:' || distribution_id, 'bank', -tax_fen from payout where tax_declared_on is not null)`;

/** Invoices, which move no money, and claims that left the book or came back to it. */
const papers = (sql: postgres.ISql) => sql`(
    with billed as (
      select 'invoiced:' || id as reference, seller_org_id, buyer_org_id,
             case colour when 'red' then -total_fen else total_fen end as amount from invoices
    ), dead as (
      select 'written-off:' || id as reference, org_id, amount_fen as amount from write_offs where state = 'approved'
      union all
      select 'collected:' || k.id, o.payee_org_id, -k.amount_fen
      from write_off_collections k join obligations o on o.id = k.obligation_id
    )
    select seller_org_id, reference, 'invoiced', amount from billed
    union all select seller_org_id, reference, 'invoice_control', -amount from billed
    union all select buyer_org_id, reference, 'invoice_received', amount from billed
    union all select buyer_org_id, reference, 'invoice_control', -amount from billed
    union all select org_id, reference, 'income_deferred', amount from dead
    union all select org_id, reference, 'receivable', -amount from dead
    union all select org_id, reference, 'written_off', amount from dead
    union all select org_id, reference, 'write_off_control', -amount from dead)`;

const facts = [claims, arrived, placed, wentBack, credits, waivedPenalties, shares, papers];

/** Every book as the facts make it, held against what was posted. */
export const books = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with fact (org_id, reference, account, amount) as (
      ${facts.map((of) => of(sql)).reduce((all, one) => sql`${all} union all ${one}`)}
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
