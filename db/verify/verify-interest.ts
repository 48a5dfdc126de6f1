import type postgres from 'postgres';
import { type LedgerDifference, rowsOf } from './ledger-difference.ts';
import { type OwnCreditMove, ownCreditMoves } from './own-credits.ts';

/**
 * Recomputes every charge of default interest (违约金) in SQL of its own: from what was open of the late claim on each day, as it
 * was known when it was charged, at the rate and limit of the terms then in force. What a correction had taken back by then was never
 * owed; of charges from before that rule (`basis`) it was until the correction.
 */
export async function* interestDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  yield* rowsOf(wrongSums(sql, await ownCreditMoves(sql)));
  yield* rowsOf(wrongClaims(sql));
}

const wrongSums = (sql: postgres.ISql, own: readonly OwnCreditMove[]) => sql<LedgerDifference[]>`
  with charge as (
    select i.id, i.obligation_id, i.total_fen, i.amount_fen, i.created_at, o.due_on, o.amount_fen as owed,
           (i.created_at at time zone 'Asia/Shanghai')::date as day,
           least((o.created_at at time zone 'Asia/Shanghai')::date, o.due_on) as arises_on,
           (select v.data -> 'terms' from contract_versions v where v.contract_id = i.contract_id and v.n = coalesce(
             (select max(a.version_n) from contract_amendments a where a.contract_id = i.contract_id
               and a.state = 'signed' and a.answered_at <= i.created_at),
             (select max(w.n) from contract_versions w where w.contract_id = i.contract_id
               and not exists (select 1 from contract_amendments a where a.contract_id = w.contract_id and a.version_n = w.n)
               and (select count(*) from signatures s where s.contract_id = w.contract_id and s.version_n = w.n
                     and s.signed_at <= i.created_at) = 2), c.signed_version_n)) as terms
    from interest_charges i join obligations o on o.id = i.obligation_id join contracts c on c.id = i.contract_id
  ), movement as (
    select id, arises_on as moved_on, owed as fen from charge
    union all
    select h.id, greatest(case a.kind when 'taken_back' then (a.created_at at time zone 'Asia/Shanghai')::date else r.paid_on end,
                          h.arises_on), -a.amount_fen
    from charge h join allocations a on a.obligation_id = h.obligation_id join receipts r on r.id = a.receipt_id
    where case a.kind when 'arrived' then r.confirmed_at else a.created_at end <= h.created_at
    union all
    select h.id, greatest(f.paid_on, h.arises_on), f.amount_fen - f.advance_fen
    from charge h join refunds f on f.obligation_id = h.obligation_id
    where f.state = 'confirmed' and f.decided_at <= h.created_at
    union all
    select h.id, greatest((u.created_at at time zone 'Asia/Shanghai')::date, h.arises_on), -u.amount_fen
    from charge h join credit_uses u on u.obligation_id = h.obligation_id where u.created_at <= h.created_at
    union all
    select h.id, greatest(x.moved_on, h.arises_on), x.fen
    from charge h join jsonb_to_recordset(${JSON.stringify(own)}::text::jsonb) as x(id uuid, moved_on date, fen bigint) on x.id = h.id
  ), moved as (
    select id, moved_on, sum(fen) as fen from movement group by id, moved_on
  ), balance as (
    select id, moved_on, sum(fen) over (partition by id order by moved_on) as fen,
           lead(moved_on) over (partition by id order by moved_on) as next_on
    from moved
  ), late as (
    select h.id, h.obligation_id, h.created_at, b.fen, greatest(b.moved_on, h.due_on) as from_on,
           least(coalesce(b.next_on, h.day), h.day) as to_on
    from charge h join balance b on b.id = h.id where b.fen > 0
  ), counted as (
    select l.id, l.fen, l.to_on - l.from_on - coalesce((
             select sum(greatest(least(l.to_on, p.to_on) - greatest(l.from_on, p.from_on), 0))
             from claim_pauses p where p.obligation_id = l.obligation_id and p.created_at <= l.created_at), 0) as days
    from late l where l.to_on > l.from_on
  ), sums as (
    select h.id, coalesce(sum(l.fen * l.days) filter (where l.days > 0), 0) as fen_days,
           coalesce(max(l.fen) filter (where l.days > 0), 0) as highest
    from charge h left join counted l on l.id = h.id group by h.id
  ), expected as (
    select h.*, least(floor(s.fen_days * (h.terms ->> 'latePenaltyPpmPerDay')::numeric / 1000000 + 0.5),
                      floor(s.highest * (h.terms ->> 'latePenaltyCapPpm')::numeric / 1000000 + 0.5)) as total
    from charge h join sums s on s.id = h.id
  )
  select 'default interest on a late claim' as "check", id::text as subject, total::text as expected, total_fen::text as found
  from expected where total <> total_fen
  union all
  select 'what of the default interest was not charged before', id::text,
         (total_fen - before)::text, amount_fen::text
  from (select *, coalesce(sum(amount_fen) over (partition by obligation_id order by created_at, id
                           rows between unbounded preceding and 1 preceding), 0) as before from charge) c
  where total_fen - before <> amount_fen`;

const wrongClaims = (sql: postgres.ISql) => sql<LedgerDifference[]>`
  select 'a charge of default interest has its claim' as "check", i.id::text as subject, i.amount_fen::text as expected,
         coalesce(o.amount_fen, 0)::text as found
  from interest_charges i left join obligations o on o.kind = 'interest' and o.subject_id = i.id
  where o.amount_fen is distinct from i.amount_fen`;
