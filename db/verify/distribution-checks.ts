import type postgres from 'postgres';
import type { LedgerDifference } from './ledger-difference.ts';

const shared = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'shares sum to what is shared' as "check", d.id::text as subject, d.receipt_fen::text as expected,
           coalesce(sum(s.amount_fen), 0)::text as found
    from distributions d left join distribution_shares s on s.distribution_id = d.id group by d.id
    having coalesce(sum(s.amount_fen), 0) <> d.receipt_fen
    union all
    select 'what is shared is what settled claims', d.receipt_id::text, coalesce(a.fen, 0)::text, d.fen::text
    from (
      select receipt_id, sum(receipt_fen) as fen, max(proposed_at) as last_at from distributions where state <> 'returned' group by receipt_id
    ) d left join (
      select receipt_id, sum(amount_fen) as fen from (
        select receipt_id, amount_fen from allocations
        union all select receipt_id, advance_fen - amount_fen from refunds where state = 'confirmed'
      ) parts group by receipt_id
    ) a on a.receipt_id = d.receipt_id
    where coalesce(a.fen, 0) < d.fen
        -- What came back when a refund failed late, or settled a claim out of the advance later, waits for a distribution of its own.
        or (coalesce(a.fen, 0) > d.fen
          and not exists (select 1 from refunds f where f.receipt_id = d.receipt_id and f.undone_at > d.last_at)
          and not exists (select 1 from allocations p where p.receipt_id = d.receipt_id and p.kind = 'placed' and p.created_at > d.last_at))`;

/** Shares of the cash exactly; fixed commissions never more than was agreed, on whichever receipts they fell. */
const commission = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with fees as (
      select d.id, d.contract_id, d.org_id, d.receipt_fen, coalesce(sum(m.fee_ppm), 0) as ppm, coalesce(sum(m.fee_fen), 0) as fixed
      from distributions d join contracts c on c.id = d.contract_id
        left join mandates m on m.deal_id = c.deal_id and m.client_org_id = d.org_id
          and (c.signed_at at time zone 'Asia/Shanghai')::date between m.starts_on and m.ends_on
          and (m.state = 'active' or (m.state = 'ended' and m.ended_at > c.signed_at))
      where d.state <> 'returned' group by d.id, d.contract_id, d.org_id, d.receipt_fen
    ), given as (
      select f.*, floor(f.receipt_fen * f.ppm / 1000000.0 + 0.5) as by_share,
             coalesce((select sum(s.amount_fen) from distribution_shares s where s.distribution_id = f.id and s.kind = 'broker'), 0) as fen
      from fees f
    )
    select 'commission is the fee on the cash shared' as "check", id::text as subject,
           by_share::text || case when fixed > 0 then ' and no more than ' || fixed || ' beside' else '' end as expected, fen::text as found
    from given where fen not between by_share and by_share + fixed
    union all
    select 'no more than the fixed commission', contract_id::text, max(fixed)::text, sum(fen - by_share)::text
    from given where fixed > 0 group by contract_id, org_id having sum(fen - by_share) > max(fixed)`;

/** Each distribution by its own figures: net, the team's part, its floor, who approved it, and what each person was paid. */
const team = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with parts as (
      select d.id, d.state, d.receipt_fen, d.net_fen, d.team_ppm, d.floor_ppm, d.floor_binds, d.proposed_by, d.approved_by,
             coalesce(sum(s.amount_fen) filter (where s.kind in ('broker', 'cost')), 0) as taken,
             coalesce(sum(s.amount_fen) filter (where s.kind = 'person'), 0) as team
      from distributions d left join distribution_shares s on s.distribution_id = d.id where d.state <> 'returned' group by d.id
    )
    select 'net is what commission and costs leave' as "check", id::text as subject, (receipt_fen - taken)::text as expected,
           net_fen::text as found from parts where net_fen <> receipt_fen - taken
    union all
    select 'the team has its share of the net', id::text, floor(net_fen * team_ppm / 1000000.0 + 0.5)::text, team::text
    from parts where team <> floor(net_fen * team_ppm / 1000000.0 + 0.5)
    union all
    select 'the team has no less than the floor', id::text, floor_ppm::text, team_ppm::text from parts
    where floor_binds and team_ppm < floor_ppm
    union all
    select 'the team has no less than it owns', d.id::text, e.share_ppm::text, d.team_ppm::text
    from distributions d join contracts c on c.id = d.contract_id
      join entitlements e on e.achievement_id = c.achievement_id and e.kind = 'ownership' and e.created_at <= c.signed_at
        and (e.ended_at is null or e.ended_at > c.signed_at)
    where d.state <> 'returned' and d.team_ppm < e.share_ppm
    union all
    select 'another person approves a distribution', id::text, 'another than ' || proposed_by, coalesce(approved_by::text, 'nobody')
    from parts where state not in ('proposed', 'confirmed') and (approved_by is null or approved_by = proposed_by)
    union all
    select 'a person is paid his share', y.share_id::text, s.amount_fen::text, y.gross_fen::text
    from share_payouts y join distribution_shares s on s.id = y.share_id where s.kind <> 'person' or y.gross_fen <> s.amount_fen
    union all
    select 'who agreed to a share receives it', s.id::text, a.answered_by::text, coalesce(s.user_id::text, 'nobody')
    from distribution_shares s join share_answers a on a.share_id = s.id
    where a.file_id is null and s.user_id is distinct from a.answered_by`;

/** How receipts are shared, recomputed from receipts, mandates and the distributions' own figures. */
export const distributionChecks = [shared, commission, team];
