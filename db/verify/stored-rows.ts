import type postgres from 'postgres';
import type { StoredTerms } from './royalty-total.ts';

/** Something that could give rise to a claim or a credit, with what was booked for it, if anything. */
export interface StoredEvent {
  /** Of the milestone, the report or the claim: rises with time, so it tells deeds of one moment apart. */
  readonly id: string;
  readonly kind: 'milestone' | 'milestone_credit' | 'royalty' | 'minimum';
  readonly at: Date;
  readonly on: string;
  readonly what: string;
  readonly position: number;
  /** Of a report, and of the credit that a report made of a milestone. */
  readonly statement: string | null;
  /** Of a report. */
  readonly period: string | null;
  readonly base: string | null;
  readonly beforeCap: string | null;
  readonly due: string | null;
  readonly amount: bigint | null;
  readonly credit: bigint | null;
  /** Payer and payee of the claim. */
  readonly parties: string | null;
}

export interface EndRow {
  readonly contract_id: string;
  readonly event: string;
  readonly on: string;
}

/** The end of a right by which both sides go: from which moment, and until which one, where a decision took it back. */
export interface LossRow {
  readonly contract_id: string;
  readonly id: string;
  readonly lost_on: string;
  readonly keeps: number;
  readonly known_on: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly until_id: string | null;
}

export type EventRow = Omit<StoredEvent, 'amount' | 'credit' | 'beforeCap'> & {
  readonly contract_id: string;
  readonly amount: string | null;
  readonly credit: string | null;
  readonly before_cap: string | null;
};

export interface ReportRow {
  readonly contract_id: string;
  readonly period: string;
  readonly n: number;
  readonly id: string;
  readonly filed_on: string;
  readonly basis: string;
  readonly gross: string;
  readonly own: string | null;
  readonly sub: string | null;
  readonly deductions: readonly { readonly amountFen: string }[];
}

export interface AcceptedRow {
  readonly contract_id: string;
  readonly position: number;
  readonly on: string;
}

type Ids = readonly string[];

/** Rows by their contract, in the order in which they came. */
const by = <Row extends { contract_id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.contract_id);
    if (own) own.push(row);
    else found.set(row.contract_id, [row]);
  }
  return found;
};

export const versionsOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<{ contract_id: string; n: number; terms: StoredTerms; in_force: Date | null }[]>`
    -- A change counts from its day, at the earliest from its signature; not at all where the contract ended before that day.
    select v.contract_id, v.n, v.data -> 'terms' as terms,
           case when exists (select 1 from contract_amendments a
                              where a.contract_id = v.contract_id and a.version_n = v.n)
             then (select max(greatest(a.answered_at, a.effective_on::timestamp at time zone 'Asia/Shanghai'))
                     from contract_amendments a join contracts c on c.id = a.contract_id
                    where a.contract_id = v.contract_id and a.version_n = v.n and a.state = 'signed'
                      and (v.n <= c.signed_version_n or c.state in ('performing', 'suspended', 'defaulted')))
             else (select max(s.signed_at) from signatures s where s.contract_id = v.contract_id and s.version_n = v.n
                    having count(*) = 2)
           end as in_force
    from contract_versions v where v.contract_id = any(${ids}) order by v.n`,
  );

/** Everything that could give rise to a claim or a credit, in the order in which it happened. */
export const eventsOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<EventRow[]>`
    select *, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "on" from (
      select m.contract_id, o.id, 'milestone' as kind, o.created_at as at,
             'milestone ' || m.position as what, m.position, null::uuid as statement, null as period, null as base, null as before_cap,
             null as due, o.amount_fen::text as amount, null as credit, o.payer_org_id || ' ' || o.payee_org_id as parties
        from milestones m join obligations o on o.kind = 'milestone' and coalesce(o.milestone_id, o.subject_id) = m.id
      union all
      -- The cap left nothing of it.
      select m.contract_id, n.id, 'milestone', n.created_at, 'milestone ' || m.position, m.position, null, null, null,
             null, null, null, null, null
        from capped_milestones n join milestones m on m.id = n.milestone_id
      union all
      -- A claim that is missing.
      select m.contract_id, m.id, 'milestone', coalesce(m.accepted_at, m.updated_at), 'milestone ' || m.position, m.position, null, null, null,
             null, null, null, null, null
        from milestones m where m.state in ('accepted', 'frozen', 'settled') and not exists (
          select 1 from obligations o where o.kind = 'milestone' and o.subject_id = coalesce(m.claim_subject_id, m.id))
          and not exists (select 1 from capped_milestones n where n.subject_id = coalesce(m.claim_subject_id, m.id))
      union all
      select k.contract_id, k.id, 'milestone_credit', k.created_at, 'milestone ' || m.position, m.position, k.statement_id, null, null, null,
             null, null, k.amount_fen::text, null
        from credits k join milestones m on m.id = k.milestone_id
      union all
      select s.contract_id, s.id, 'royalty', coalesce(o.created_at, s.filed_at), 'statement ' || s.period, s.n, s.id, s.period,
             s.base_fen::text, s.before_cap_fen::text, s.due_fen::text, o.amount_fen::text, c.amount_fen::text,
             o.payer_org_id || ' ' || o.payee_org_id
        from royalty_statements s left join obligations o on o.kind = 'royalty' and o.subject_id = s.id
          left join credits c on c.statement_id = s.id and c.milestone_id is null
      union all
      select o.contract_id, o.id, 'minimum', o.created_at, o.label, 0, null, null, null, null, null, o.amount_fen::text, null,
             o.payer_org_id || ' ' || o.payee_org_id
        from obligations o where o.kind = 'royalty'
          and not exists (select 1 from royalty_statements s where s.id = o.subject_id)
          and not exists (select 1 from contract_declarations d where d.id = o.subject_id)
          and exists (select 1 from contract_versions v where v.contract_id = o.contract_id
                       and coalesce(v.data -> 'terms' -> 'royalty' ->> 'minimumFen', v.data -> 'terms' -> 'royalty' ->> 'yearlyMinimumFen',
                                    v.data -> 'terms' -> 'royalty' ->> 'buyOut') is not null)
      union all
      -- A right that ended, or whose end was taken back: royalties that were charged are charged anew by lines of their own.
      select d.contract_id, d.id, 'minimum', d.answered_at, d.event || ' of ' || d.effective_on, 0, null, null, null, null, null,
             o.amount_fen::text, c.amount_fen::text, o.payer_org_id || ' ' || o.payee_org_id
        from contract_declarations d
          join contract_versions v on v.contract_id = d.contract_id and v.n = (select signed_version_n from contracts where id = d.contract_id)
          left join obligations o on o.kind = 'royalty' and o.subject_id = d.id
          left join credits c on c.declaration_id = d.id
        where d.event in ('lose_rights', 'restore_rights') and d.answer = 'accepted' and d.working is not null
    ) e where contract_id = any(${ids}) order by at, id`,
  );

export const reportsOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<ReportRow[]>`
    select s.contract_id, s.id, s.period, s.n, s.basis,
           to_char(s.filed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as filed_on, s.gross_fen::text as gross, s.deductions,
           (select sum((l ->> 'grossFen')::numeric)::text from jsonb_array_elements(s.lines) l where l ->> 'by' = 'licensee') as own,
           (select sum((l ->> 'grossFen')::numeric)::text from jsonb_array_elements(s.lines) l where l ->> 'by' = 'sublicensee') as sub
    from royalty_statements s where s.contract_id = any(${ids})`,
  );

/** Declarations from whose day no royalty arises, or the first one does. */
export const declarationsOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<EndRow[]>`
    select contract_id, event, coalesce(effective_on::text,
             to_char(declared_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) as "on"
    from contract_declarations
    where contract_id = any(${ids})
      and event in ('terminate', 'buy_out', 'first_sale')`,
  );

/** Ends of rights that were agreed, or stated by whom they cost. */
export const lossesOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<LossRow[]>`
    select d.contract_id, d.id, d.effective_on::text as lost_on, coalesce(d.keeps_ppm, 0) as keeps, d.answered_at as "from",
           to_char(d.answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as known_on,
           r.answered_at as until, r.id as until_id
    from contract_declarations d
      left join contract_declarations r on r.contract_id = d.contract_id and r.event = 'restore_rights'
        and r.answer = 'accepted' and r.revises = d.id
    where d.contract_id = any(${ids}) and d.event = 'lose_rights' and d.answer = 'accepted'`,
  );

export const trialsOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<{ contract_id: string; starts_on: string | null; ends_on: string | null; state: string }[]>`
    select contract_id, starts_on::text as starts_on, ends_on::text as ends_on, state from trials where contract_id = any(${ids})`,
  );

/** When what a contract lists was accepted, from the hand-ins themselves. */
export const deliveredOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<{ contract_id: string; on: string }[]>`
    select contract_id, to_char(min(decided_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "on"
    from deliveries where contract_id = any(${ids}) and outcome = 'accepted' group by contract_id`,
  );

export const acceptedOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<AcceptedRow[]>`
    select contract_id, position, to_char(accepted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "on"
    from milestones where contract_id = any(${ids}) and accepted_at is not null`,
  );

export const handInsOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<{ contract_id: string; position: number; at: Date; answeredAt: Date | null }[]>`
    select m.contract_id, m.position, s.submitted_at as at, s.decided_at as "answeredAt"
    from milestone_submissions s join milestones m on m.id = s.milestone_id
    where m.contract_id = any(${ids}) order by s.submitted_at`,
  );

/** When evidence was accepted: by a word, or because the days to answer were over. */
export const evidenceOf = async (sql: postgres.ISql, ids: Ids) =>
  by(
    await sql<{ contract_id: string; position: number; at: Date }[]>`
    select m.contract_id, m.position, case when s.outcome is not null then s.decided_at
             else s.answer_by + interval '1 millisecond' end as at
    from milestone_submissions s join milestones m on m.id = s.milestone_id
    where m.contract_id = any(${ids}) and (s.outcome is null or s.outcome in ('accepted', 'deemed'))`,
  );

/** Last days of reports as they were told, by contract and period. */
export async function toldOf(sql: postgres.ISql, ids: Ids): Promise<ReadonlyMap<string, [string, string][]>> {
  const rows = await sql<{ contract_id: string; period: string; due_on: string }[]>`
    select contract_id, period, due_on::text as due_on from told_report_days where contract_id = any(${ids})`;
  const found = by(rows);
  return new Map([...found].map(([id, own]) => [id, own.map(({ period, due_on }) => [period, due_on])]));
}
