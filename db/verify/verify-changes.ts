import type postgres from 'postgres';
import { type LedgerDifference, rowsOf } from './ledger-difference.ts';

/**
 * A contract is performed by the version that both sides signed last and whose day has come, and milestones that were not reached
 * have its words. Found before anything is charged by the wrong ones.
 */
export async function* changeDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  yield* rowsOf(neverTaken(sql));
  yield* rowsOf(pendingOtherwise(sql));
  yield* signingDayDifferences(sql);
}

/**
 * What both signed counts from the day of the last signature or seal: the contract; a change whose day is that of its signing counts from
 * its conclusion. Those that were sealed on paper before this was asked count from the day on which the second side confirmed the scan, or
 * from the last seal.
 */
export async function* signingDayDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  yield* rowsOf(signedOtherwise(sql));
}

const signedOtherwise = (sql: postgres.ISql) => sql<LedgerDifference[]>`
  with signed as (
    select s.contract_id, s.version_n,
           max((s.signed_at at time zone 'Asia/Shanghai')::date) as kept_on,
           max(case when s.way = 'paper' then coalesce(
                 (select a.sealed_on from scan_answers a
                   where a.contract_id = s.contract_id and a.version_n = s.version_n and a.side = s.side
                     and a.outcome = 'confirmed' order by a.answered_at desc, a.id desc limit 1),
                 (s.signed_at at time zone 'Asia/Shanghai')::date)
               else (s.signed_at at time zone 'Asia/Shanghai')::date end) as signed_on
      from signatures s group by s.contract_id, s.version_n having count(*) = 2),
  counted as (
    select c.no, s.*, (a.answered_at at time zone 'Asia/Shanghai')::date as concluded_on, a.version_n is not null as is_change,
           case when a.version_n is null then (c.signed_at at time zone 'Asia/Shanghai')::date else a.effective_on end as counts_on
      from signed s join contracts c on c.id = s.contract_id
        left join contract_amendments a on a.contract_id = s.contract_id and a.version_n = s.version_n
     where c.signed_at is not null and (a.version_n is null or (a.state = 'signed' and a.asks_publicity)))
  select 'it counts from the last signature or seal' as "check", no || ' version ' || version_n as subject,
         signed_on::text as expected, counts_on::text as found
    from counted where counts_on <> signed_on and counts_on <> kept_on and counts_on is distinct from concluded_on`;

/** The day has come by the contract's own trail, or the sweep says that it did it, and the version before is in force all the same. */
const neverTaken = (sql: postgres.ISql) => sql<LedgerDifference[]>`
  select 'a signed change counts from its day' as "check", c.no || ' version ' || a.version_n as subject,
         'version ' || a.version_n as expected, 'version ' || c.signed_version_n as found
  from contract_amendments a join contracts c on c.id = a.contract_id
  where a.state = 'signed' and a.version_n > c.signed_version_n and c.state in ('performing', 'suspended', 'defaulted')
    and (exists (select 1 from deadlines d where d.subject_type = 'amendment' and d.subject_id = a.id
                 and d.kind = 'take_effect' and d.done_at is not null)
      or exists (select 1 from audit_lines l where l.subject_type = 'contract' and l.subject_id = c.id
                 and l.at >= (a.effective_on + 1)::timestamp at time zone 'Asia/Shanghai'))`;

/** Those that wait for their first evidence; what was handed in keeps the words under which it was. */
const pendingOtherwise = (sql: postgres.ISql) => sql<LedgerDifference[]>`
  select 'a milestone ahead is that of the version in force' as "check", c.no || ' milestone ' || m.position as subject,
         coalesce(t.said ->> 'amountFen', '') || ' ' || coalesce(t.said ->> 'payWithinDays', '') || ' '
           || coalesce(t.said ->> 'acceptWithinDays', '') as expected,
         m.amount_fen || ' ' || m.pay_within_days || ' ' || m.accept_within_days as found
  from milestones m join contracts c on c.id = m.contract_id
    join contract_versions v on v.contract_id = c.id and v.n = c.signed_version_n
    cross join lateral (select v.data -> 'terms' -> 'milestones' -> (m.position - 1) as said) t
  where m.state = 'pending'
    and (t.said ->> 'amountFen', t.said ->> 'payWithinDays', t.said ->> 'acceptWithinDays')
      is distinct from (m.amount_fen::text, m.pay_within_days::text, m.accept_within_days::text)`;
