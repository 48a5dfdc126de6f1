import type postgres from 'postgres';
import { plusDays } from './calendar.ts';
import type { Circumstances, StoredReport, StoredTerms } from './royalty-total.ts';

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

export interface StoredContract {
  readonly no: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly signedVersion: number;
  readonly versions: readonly { readonly n: number; readonly inForce: Date | null; readonly terms: StoredTerms }[];
  readonly events: readonly StoredEvent[];
  readonly reports: readonly StoredReport[];
  /** When evidence of a milestone was handed in, whatever became of it: from then on its words stand. */
  readonly handIns: readonly { readonly position: number; readonly at: Date }[];
  /** When evidence of a milestone was accepted, or its days to answer were over. */
  readonly evidence: readonly { readonly position: number; readonly at: Date }[];
  readonly circumstancesOn: (day: string) => Circumstances;
}

interface EndRow {
  readonly contract_id: string;
  readonly event: string;
  readonly on: string;
}

const by = <Row extends { contract_id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.contract_id);
    if (own) own.push(row);
    else found.set(row.contract_id, [row]);
  }
  return found;
};
const fen = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

interface ContractRow {
  readonly id: string;
  readonly no: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly signed_on: string;
  readonly signed_version: number;
}

const batchSize = 500;

/** Signed contracts, so many at a time that memory does not grow with their number. */
export async function* storedContracts(sql: postgres.ISql): AsyncGenerator<StoredContract[]> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await sql<ContractRow[]>`
      select id, no, licensor_org_id as licensor, licensee_org_id as licensee, signed_version_n as signed_version,
             to_char(signed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as signed_on
      from contracts where id > ${last} and signed_version_n is not null and signed_at is not null
      order by id limit ${batchSize}`;
    const end = rows.at(-1);
    if (end === undefined) return;
    yield await withFacts(sql, rows);
    last = end.id;
  }
}

/** These contracts with everything that their claims follow from, as it is stored. */
async function withFacts(sql: postgres.ISql, contracts: readonly ContractRow[]): Promise<StoredContract[]> {
  const ids = contracts.map(({ id }) => id);
  const versions = by(
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
  const events = by(
    await sql<
      (Omit<StoredEvent, 'amount' | 'credit' | 'beforeCap'> & {
        contract_id: string;
        amount: string | null;
        credit: string | null;
        before_cap: string | null;
      })[]
    >`
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
          and exists (select 1 from contract_versions v where v.contract_id = o.contract_id
                       and coalesce(v.data -> 'terms' -> 'royalty' ->> 'minimumFen', v.data -> 'terms' -> 'royalty' ->> 'yearlyMinimumFen',
                                    v.data -> 'terms' -> 'royalty' ->> 'buyOut') is not null)
    ) e where contract_id = any(${ids}) order by at, id`,
  );
  const reports = by(
    await sql<
      {
        contract_id: string;
        period: string;
        n: number;
        id: string;
        filed_on: string;
        basis: string;
        gross: string;
        own: string | null;
        sub: string | null;
        deductions: { amountFen: string }[];
      }[]
    >`
    select s.contract_id, s.id, s.period, s.n, s.basis,
           to_char(s.filed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as filed_on, s.gross_fen::text as gross, s.deductions,
           (select sum((l ->> 'grossFen')::numeric)::text from jsonb_array_elements(s.lines) l where l ->> 'by' = 'licensee') as own,
           (select sum((l ->> 'grossFen')::numeric)::text from jsonb_array_elements(s.lines) l where l ->> 'by' = 'sublicensee') as sub
    from royalty_statements s where s.contract_id = any(${ids})`,
  );
  const ends = by(
    await sql<EndRow[]>`
    select contract_id, event, coalesce(effective_on::text,
             to_char(declared_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) as "on"
    from contract_declarations
    where contract_id = any(${ids})
      and (event in ('terminate', 'buy_out', 'first_sale') or (event = 'lose_rights' and answer = 'accepted'))`,
  );
  const trials = by(
    await sql<{ contract_id: string; ends_on: string | null; state: string }[]>`
    select contract_id, ends_on::text as ends_on, state from trials where contract_id = any(${ids})`,
  );
  const accepted = by(
    await sql<{ contract_id: string; position: number; on: string }[]>`
    select contract_id, position, to_char(accepted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "on"
    from milestones where contract_id = any(${ids}) and accepted_at is not null`,
  );
  const handIns = by(
    await sql<{ contract_id: string; position: number; at: Date }[]>`
    select m.contract_id, m.position, s.submitted_at as at
    from milestone_submissions s join milestones m on m.id = s.milestone_id
    where m.contract_id = any(${ids}) order by s.submitted_at`,
  );
  const evidence = by(
    await sql<{ contract_id: string; position: number; at: Date }[]>`
    select m.contract_id, m.position, case when s.outcome is not null then s.decided_at
             else ((s.submitted_at at time zone 'Asia/Shanghai')::date + m.accept_within_days + 1)::timestamp at time zone 'Asia/Shanghai'
           end as at
    from milestone_submissions s join milestones m on m.id = s.milestone_id
    where m.contract_id = any(${ids}) and (s.outcome is null or s.outcome in ('accepted', 'deemed'))`,
  );
  return contracts.map(({ id, no, licensor, licensee, signed_on: signedOn, signed_version: signedVersion }) => {
    const own = versions.get(id) ?? [];
    const royalty = own.find(({ n }) => n === signedVersion)?.terms.royalty ?? null;
    const hasShare = royalty?.sublicencePpm != null;
    const ofContract = ends.get(id) ?? [];
    return {
      no,
      licensor,
      licensee,
      signedVersion,
      versions: own.map(({ n, in_force, terms }) => ({ n, inForce: in_force, terms })),
      events: (events.get(id) ?? []).map(({ amount, credit, before_cap, ...event }) => ({
        ...event,
        beforeCap: before_cap,
        amount: fen(amount),
        credit: fen(credit),
      })),
      reports: (reports.get(id) ?? []).map(({ filed_on, basis, gross, own: sold, sub, deductions, ...report }) => ({
        ...report,
        filedOn: filed_on,
        isEstimate: basis === 'estimate',
        gross: hasShare && sub !== null ? BigInt(sold ?? '0') : BigInt(gross),
        sublicence: hasShare ? BigInt(sub ?? '0') : 0n,
        deductions: deductions.map(({ amountFen }) => BigInt(amountFen)),
      })),
      handIns: handIns.get(id) ?? [],
      evidence: evidence.get(id) ?? [],
      circumstancesOn: (today) => {
        const known = ofContract.filter(({ on }) => on <= today);
        const soldOn = known.find(({ event }) => event === 'first_sale')?.on ?? null;
        const lastDays = known
          .filter(({ event }) => event !== 'first_sale')
          .map(({ event, on }) => (event === 'terminate' ? on : plusDays(on, -1)));
        return {
          signedOn,
          trialEndedOn: trials.get(id)?.[0]?.ends_on ?? null,
          startedOn:
            trials.get(id)?.[0]?.state === 'exited'
              ? null
              : startOf(
                  royalty,
                  (accepted.get(id) ?? []).filter(({ on }) => on <= today),
                  soldOn,
                ),
          endedOn: lastDays.sort()[0] ?? null,
          boughtOutOn: known.find(({ event }) => event === 'buy_out')?.on ?? null,
          today,
        };
      },
    };
  });
}

/** The day of the agreed start event; undefined where none is agreed, null while it is awaited. */
function startOf(
  royalty: StoredTerms['royalty'],
  accepted: readonly { readonly position: number; readonly on: string }[],
  soldOn: string | null,
): string | null | undefined {
  if (royalty === null || (royalty.startEvent ?? 'trial_end') === 'trial_end') return undefined;
  if (royalty.startEvent === 'first_sale') return soldOn;
  return accepted.find(({ position }) => position === royalty.startMilestone)?.on ?? null;
}
