import type postgres from 'postgres';
import { storedContracts, type StoredContract } from './stored-contracts.ts';
import type { StoredEvent } from './stored-rows.ts';
import { royaltyTotal, type StoredReport, type StoredTerms } from './royalty-total.ts';
import { collected, type LedgerDifference, rowsOf } from './ledger-difference.ts';
import { changeDifferences } from './verify-changes.ts';
import { interestDifferences } from './verify-interest.ts';

/**
 * Recomputes every claim and credit from the signed terms, milestones, statements, minima, buy-out and cap, with arithmetic of its
 * own: it shares nothing with the code that charges, so that a wrong amount is found although the books follow it. Contract by
 * contract, so that memory does not grow with their number.
 */
export async function* claimDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  yield* rowsOf(orphans(sql));
  yield* rowsOf(wronglySettled(sql));
  yield* rowsOf(acceptedAfterLoss(sql));
  yield* rowsOf(estimatesAfterFull(sql));
  yield* interestDifferences(sql);
  yield* changeDifferences(sql);
  for await (const contracts of storedContracts(sql)) yield* contracts.flatMap(claimsOf);
}

export const verifyClaims = (sql: postgres.ISql): Promise<LedgerDifference[]> => collected(claimDifferences(sql));

const orphans = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'a claim has its cause' as "check", o.id::text as subject, o.kind as expected, 'none' as found from obligations o
    where (o.kind = 'milestone' and not exists (select 1 from milestones m
                                                where m.id = coalesce(o.milestone_id, o.subject_id) and m.contract_id = o.contract_id))
       or (o.kind = 'royalty' and not exists (select 1 from royalty_statements s where s.id = o.subject_id and s.contract_id = o.contract_id)
           and not exists (select 1 from contract_declarations d where d.id = o.subject_id and d.contract_id = o.contract_id
                            and d.event in ('lose_rights', 'restore_rights') and d.answer = 'accepted')
           and not exists (select 1 from contract_versions v where v.contract_id = o.contract_id
                            and (v.data -> 'terms' -> 'royalty' ->> 'minimumFen' is not null
                                 or v.data -> 'terms' -> 'royalty' ->> 'yearlyMinimumFen' is not null
                                 or v.data -> 'terms' -> 'royalty' ->> 'buyOut' is not null
                                 or jsonb_path_exists(v.data, '$.terms.royalty.later[*] ? (exists(@.minimumFen) || exists(@.yearlyMinimumFen))'))))
       or (o.kind = 'interest' and not exists (select 1 from interest_charges i where i.id = o.subject_id and i.contract_id = o.contract_id))`;

const wronglySettled = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    with open as (
      select o.kind, o.subject_id, o.amount_fen
        - coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)
        - coalesce((select sum(u.amount_fen) from credit_uses u where u.obligation_id = o.id), 0)
        + coalesce((select sum(f.amount_fen - f.advance_fen) from refunds f
                     where f.obligation_id = o.id and f.state = 'confirmed'), 0) as fen
      from obligations o
    )
    select 'what is settled is paid, what is paid is settled' as "check", o.kind || ' ' || o.subject_id as subject,
           case when o.fen = 0 then 'settled' else 'open' end as expected, coalesce(m.state, s.state) as found
    from open o left join milestones m on o.kind = 'milestone' and coalesce(m.claim_subject_id, m.id) = o.subject_id
        and m.state in ('accepted', 'frozen', 'settled')
      left join royalty_statements s on o.kind = 'royalty' and s.id = o.subject_id and s.state <> 'superseded'
    where coalesce(m.state, s.state) is not null and (o.fen = 0) <> (coalesce(m.state, s.state) = 'settled')
      -- Paid, and the licensor asks about it: settled again when it is answered.
      and not (o.fen = 0 and coalesce(s.state, '') = 'queried')`;

/** While an end of rights stands that stops it, a milestone is accepted by nobody; sales of the time before are reported later. */
const acceptedAfterLoss = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select distinct 'a milestone is not accepted after its right was lost' as "check", c.no || ' milestone ' || m.position as subject,
           'cancelled' as expected, m.state as found
    from milestones m join contracts c on c.id = m.contract_id
      join contract_versions v on v.contract_id = c.id and v.n = c.signed_version_n
      join contract_declarations d on d.contract_id = c.id and d.event = 'lose_rights' and d.answer = 'accepted'
        and d.answered_at < m.accepted_at and (coalesce(d.keeps_ppm, 0) = 0 or d.stops @> to_jsonb(m.position))
    where m.state in ('accepted', 'frozen', 'settled')
      and v.data -> 'terms' -> 'milestones' -> (m.position - 1) ->> 'trigger' <> 'sales_reached'
      and not exists (
        select 1 from contract_declarations r
        where r.contract_id = c.id and r.revises = d.id and r.event = 'restore_rights' and r.answer = 'accepted'
          and r.answered_at <= m.accepted_at)`;

/** An estimate in the place of a full report would take its sales out of the milestones that they reached. */
const estimatesAfterFull = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'a full report is followed by full ones' as "check", c.no || ' statement ' || e.period as subject,
           'actual' as expected, e.basis as found
    from royalty_statements e join contracts c on c.id = e.contract_id
    where e.basis = 'estimate' and exists (
      select 1 from royalty_statements f
      where f.contract_id = e.contract_id and f.period = e.period and f.n < e.n and f.basis = 'actual')`;

const atMost = (amount: bigint, cap: string | null): bigint =>
  cap === null || amount < BigInt(cap) ? amount : BigInt(cap);

/** A contract as it should have been booked so far. */
interface SoFar {
  /** What all together cost under the cap, less what came back; and of it each milestone, by position. */
  charged: bigint;
  readonly ofMilestone: Map<number, bigint>;
  /** Royalties by themselves, before the cap. */
  total: bigint;
  /** Milestones that stand, by position, each with its whole sum. */
  readonly standing: Map<number, bigint>;
  readonly filed: StoredReport[];
  /** When a report took a milestone back last, by position: it is to be reached anew. */
  readonly takenAt: Map<number, Date>;
  /** Credits of milestones that a report was held against, by their id. */
  readonly seen: Set<string>;
}

interface Event extends StoredEvent {
  readonly terms: StoredTerms;
  readonly differs: (check: string, expected: bigint | string, is: bigint | string | null) => void;
}

/** Follows a contract from deed to deed: what each made due or took back, against what was booked for it. */
function claimsOf(contract: StoredContract): LedgerDifference[] {
  const found: LedgerDifference[] = [];
  const soFar: SoFar = {
    charged: 0n,
    ofMilestone: new Map(),
    total: 0n,
    standing: new Map(),
    filed: [],
    takenAt: new Map(),
    seen: new Set(),
  };
  for (const event of contract.events) {
    const differs: Event['differs'] = (check, expected, is) => {
      if (String(expected) !== String(is))
        found.push({ check, subject: `${contract.no} ${event.what}`, expected: String(expected), found: String(is) });
    };
    const terms = termsAt(contract, event.at);
    if (event.kind === 'milestone') {
      const own = termsAt(contract, performedAt(contract, event, soFar)) ?? noTerms;
      milestoneEvent({ ...event, terms: terms ?? noTerms, differs }, own, soFar);
    } else if (event.kind === 'milestone_credit') {
      if (!soFar.seen.has(event.id)) differs('amount of a credit', 0n, event.credit);
    } else if (terms?.royalty) {
      soFar.filed.push(...contract.reports.filter(({ id }) => id === event.id));
      const own = { ...event, terms, differs };
      const back = royaltyEvent(contract, own, soFar);
      credited(contract, own, {
        soFar,
        back: event.kind === 'royalty' ? back + takenBack(contract, own, soFar) : back,
      });
    } else {
      differs('a statement needs royalty terms', 'terms', 'none');
      continue;
    }
    if (event.parties !== null)
      differs('parties of a claim', `${contract.licensee} ${contract.licensor}`, event.parties);
  }
  return found;
}

const noTerms: StoredTerms = { startsOn: null, termYears: 0, trial: { months: 0 }, milestones: [], royalty: null };
const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((all, amount) => all + amount, 0n);

/** When a milestone began to be performed: its sum is that of the version then in force, whatever was signed before it was accepted. */
function performedAt({ handIns }: StoredContract, { position, at }: StoredEvent, { takenAt }: SoFar): Date {
  const since = takenAt.get(position);
  const own = handIns.filter((one) => one.position === position);
  // Of a milestone that was taken back: what still waited for its answer, or came since.
  const counts = ({ at: sentAt, answeredAt }: (typeof own)[number]) =>
    since === undefined || sentAt > since || answeredAt === null || answeredAt > since;
  const first = own.find(counts);
  return first !== undefined && first.at < at ? first.at : at;
}

/** `own`: the terms by which it was performed; the cap is of those in force when it fell due. */
function milestoneEvent({ terms, position, amount, differs }: Event, own: StoredTerms, soFar: SoFar): void {
  const whole = BigInt(own.milestones[position - 1]?.amountFen ?? '0');
  const cap = terms.royalty?.capFen ?? null;
  const due = atMost(soFar.charged + whole, cap) - atMost(soFar.charged, cap);
  soFar.charged += due;
  soFar.ofMilestone.set(position, (soFar.ofMilestone.get(position) ?? 0n) + due);
  soFar.standing.set(position, whole);
  differs('amount of a claim', due, amount ?? 0n);
}

/** What a report, a minimum or a buy-out makes due; gives what it takes back of royalties instead. */
function royaltyEvent(contract: StoredContract, event: Event, soFar: SoFar): bigint {
  const { terms, differs } = event;
  const { periods, total } = royaltyTotal(terms, contract.circumstancesOn(event.on, event), soFar.filed);
  const cap = terms.royalty?.capFen ?? null;
  const change = atMost(sum(soFar.standing.values()) + total, cap) - soFar.charged;
  const [due, back] = change > 0n ? [change, 0n] : [0n, -change];
  if (event.period !== null) {
    const own = periods.get(event.period);
    differs('base of a statement', own?.base ?? 0n, event.base ?? '');
    differs('royalty before the cap', own?.cost ?? 0n, event.beforeCap ?? '');
    differs('royalty of a statement', due, event.due ?? '');
  }
  differs('amount of a claim', due, event.amount ?? 0n);
  soFar.charged += change;
  soFar.total = total;
  return back;
}

/** What was sold by the last full reports of all periods; without the last of those filed, as it was before. */
function soldBy(filed: readonly StoredReport[]): bigint {
  const last = new Map(filed.filter(({ isEstimate }) => !isEstimate).map(({ period, gross }) => [period, gross]));
  return sum(last.values());
}

/** Milestones of sales that this report takes below what was agreed: what the cap leaves of each comes back, once. */
function takenBack(contract: StoredContract, event: Event, soFar: SoFar): bigint {
  const { terms } = event;
  const cap = terms.royalty?.capFen ?? null;
  const [was, sold] = [soldBy(soFar.filed.slice(0, -1)), soldBy(soFar.filed)];
  const before = soFar.charged;
  for (const [i, { trigger, triggerFen }] of terms.milestones.entries()) {
    const position = i + 1;
    const whole = soFar.standing.get(position);
    const agreed = BigInt(triggerFen ?? '0');
    if (trigger !== 'sales_reached' || whole === undefined || was < agreed || sold >= agreed) continue;
    if (contract.evidence.some((one) => one.position === position && one.at <= event.at)) continue;
    const all = sum(soFar.standing.values()) + soFar.total;
    soFar.charged -= atMost(all, cap) - atMost(all - whole, cap);
    soFar.standing.delete(position);
    soFar.takenAt.set(position, event.at);
  }
  return before - soFar.charged;
}

/** Of all that comes back each milestone that stands no longer gives what it was charged, in their order; the rest is royalties. */
function credited(contract: StoredContract, event: Event, { soFar, back }: { soFar: SoFar; back: bigint }): void {
  let rest = back;
  const booked = contract.events.filter((one) => one.kind === 'milestone_credit' && one.statement === event.id);
  for (const { id } of booked) soFar.seen.add(id);
  for (const i of event.terms.milestones.keys()) {
    const position = i + 1;
    const charged = soFar.standing.has(position) ? 0n : (soFar.ofMilestone.get(position) ?? 0n);
    const own = charged < rest ? charged : rest;
    rest -= own;
    soFar.ofMilestone.set(position, (soFar.ofMilestone.get(position) ?? 0n) - own);
    const found = sum(booked.filter((one) => one.position === position).map(({ credit }) => credit ?? 0n));
    if (found !== own) event.differs(`credit of milestone ${position}`, own, found);
  }
  event.differs('amount of a credit', rest, event.credit ?? 0n);
}

/** The terms under which something was charged: the version that both had signed last by then. */
function termsAt({ versions, signedVersion }: StoredContract, at: Date): StoredTerms | undefined {
  const signed = versions.filter((version) => version.inForce !== null && version.inForce <= at);
  return (signed.at(-1) ?? versions.find((version) => version.n === signedVersion))?.terms;
}
