import type postgres from 'postgres';
import { royaltyByTerms, type StoredRoyalty } from './royalty-by-terms.ts';
import type { LedgerDifference } from './verify-ledger.ts';

interface SignedContract {
  readonly id: string;
  readonly no: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly signed_on: string;
  readonly signed_version: number;
}

interface Version {
  readonly contract_id: string;
  readonly n: number;
  readonly in_force: Date | null;
  readonly terms: {
    readonly startsOn: string | null;
    readonly milestones: readonly { readonly amountFen: string }[];
    readonly royalty: StoredRoyalty | null;
  };
}

/** Something that could give rise to a claim, with the claim it did give rise to, if any. */
interface Event {
  readonly contract_id: string;
  readonly kind: 'milestone' | 'royalty';
  readonly at: Date;
  readonly what: string;
  readonly position: number;
  readonly period: string | null;
  readonly gross: string | null;
  readonly deductions: readonly { readonly amountFen: string }[] | null;
  readonly starts_on: string | null;
  readonly base: string | null;
  readonly before_cap: string | null;
  readonly due: string | null;
  readonly amount: string | null;
  readonly payer: string | null;
  readonly payee: string | null;
}

/** Contract years begin on the day of the term's start; the first is 1. */
function yearOf(startsOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(startsOn.slice(0, 4));
  return years + (day.slice(5) >= startsOn.slice(5) ? 1 : 0);
}

/**
 * Recomputes every claim from the signed terms, milestones, statements and the cap, with arithmetic of its own: it shares
 * nothing with the code that charges, so that a wrong amount is found although the books follow it.
 */
export async function verifyClaims(sql: postgres.Sql): Promise<LedgerDifference[]> {
  const contracts = await sql<SignedContract[]>`
    select id, no, licensor_org_id as licensor, licensee_org_id as licensee, signed_version_n as signed_version,
           to_char(signed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as signed_on
    from contracts where signed_version_n is not null and signed_at is not null`;
  const versions = await sql<Version[]>`
    select v.contract_id, v.n, v.data -> 'terms' as terms,
           (select max(s.signed_at) from signatures s where s.contract_id = v.contract_id and s.version_n = v.n
             having count(*) = 2) as in_force
    from contract_versions v order by v.n`;
  const events = await sql<Event[]>`
    select m.contract_id, 'milestone' as kind, coalesce(o.created_at, m.accepted_at, m.updated_at) as at,
           'milestone ' || m.position as what, m.position, null as period, null as gross, null::jsonb as deductions, null as starts_on,
           null as base, null as before_cap, null as due, o.amount_fen::text as amount, o.payer_org_id as payer, o.payee_org_id as payee
      from milestones m left join obligations o on o.kind = 'milestone' and o.subject_id = m.id
      where o.id is not null or m.state in ('accepted', 'settled')
    union all
    select s.contract_id, 'royalty', coalesce(o.created_at, s.filed_at), 'statement ' || s.period, s.n, s.period, s.gross_fen::text, s.deductions,
           s.starts_on::text, s.base_fen::text, s.before_cap_fen::text, s.due_fen::text, o.amount_fen::text, o.payer_org_id, o.payee_org_id
      from royalty_statements s left join obligations o on o.kind = 'royalty' and o.subject_id = s.id
    order by at, kind, position`;
  const orphans = await sql<LedgerDifference[]>`
    select 'a claim has its cause' as "check", o.id::text as subject, o.kind as expected, 'none' as found from obligations o
    where (o.kind = 'milestone' and not exists (select 1 from milestones m where m.id = o.subject_id and m.contract_id = o.contract_id))
       or (o.kind = 'royalty' and not exists (select 1 from royalty_statements s where s.id = o.subject_id and s.contract_id = o.contract_id))`;
  const settled = await sql<LedgerDifference[]>`
    with open as (
      select o.kind, o.subject_id, o.amount_fen
        - coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)
        + coalesce((select sum(f.amount_fen - f.advance_fen) from refunds f
                     where f.obligation_id = o.id and f.state = 'confirmed'), 0) as fen
      from obligations o
    )
    select 'what is settled is paid, what is paid is settled' as "check", o.kind || ' ' || o.subject_id as subject,
           case when o.fen = 0 then 'settled' else 'open' end as expected, coalesce(m.state, s.state) as found
    from open o left join milestones m on o.kind = 'milestone' and m.id = o.subject_id
      left join royalty_statements s on o.kind = 'royalty' and s.id = o.subject_id and s.state <> 'superseded'
    where coalesce(m.state, s.state) is not null and (o.fen = 0) <> (coalesce(m.state, s.state) = 'settled')`;
  const wrong = contracts.flatMap((contract) =>
    claimsOf(
      contract,
      versions.filter((version) => version.contract_id === contract.id),
      events.filter((event) => event.contract_id === contract.id),
    ),
  );
  return [...orphans, ...settled, ...wrong];
}

function claimsOf(
  contract: SignedContract,
  versions: readonly Version[],
  events: readonly Event[],
): LedgerDifference[] {
  const found: LedgerDifference[] = [];
  const differs = (check: string, what: string, expected: string, is: string): void => {
    if (expected !== is) found.push({ check, subject: `${contract.no} ${what}`, expected, found: is });
  };
  /** What all causes so far cost, before the cap and after what was taken back; and what was charged for it. */
  let total = 0n;
  let charged = 0n;
  const periods = new Map<string, { readonly year: number; readonly base: bigint; readonly cost: bigint }>();
  for (const event of events) {
    const terms = termsAt(contract, versions, event.at);
    const { royalty = null } = terms ?? {};
    if (event.kind === 'royalty') {
      if (!terms || !royalty || event.starts_on === null || event.period === null) {
        differs('a statement needs royalty terms', event.what, 'terms', 'none');
        continue;
      }
      const year = yearOf(terms.startsOn ?? contract.signed_on, event.starts_on);
      const { span = 'period' } = royalty.schedule;
      const before = [...periods]
        .filter(
          ([key, one]) =>
            key < (event.period ?? '') && (span === 'contract' || (span === 'contract_year' && one.year === year)),
        )
        .reduce((sum, [, one]) => sum + one.base, 0n);
      const deductions = (event.deductions ?? []).map(({ amountFen }) => BigInt(amountFen));
      const stated = { gross: BigInt(event.gross ?? '0'), deductions, contractYear: year, before };
      const { base, beforeCap } = royaltyByTerms(royalty, stated);
      // A later report of the same period replaces the earlier one: only the difference counts.
      total += beforeCap - (periods.get(event.period)?.cost ?? 0n);
      periods.set(event.period, { year, base, cost: beforeCap });
      if (!isBeyond(royalty)) {
        differs('base of a statement', event.what, base.toString(), event.base ?? '');
        differs('royalty before the cap', event.what, beforeCap.toString(), event.before_cap ?? '');
      }
    } else {
      total += BigInt(terms?.milestones[event.position - 1]?.amountFen ?? '0');
    }
    const cap = royalty?.capFen ?? null;
    const counted = cap === null || total < BigInt(cap) ? total : BigInt(cap);
    const due = counted > charged ? counted - charged : 0n;
    if (royalty && isBeyond(royalty)) {
      // People check these: what was charged is taken as it stands.
      charged += BigInt(event.amount ?? '0');
      total = charged;
      continue;
    }
    charged += due;
    if (event.kind === 'royalty') differs('royalty of a statement', event.what, due.toString(), event.due ?? '');
    differs('amount of a claim', event.what, due.toString(), event.amount ?? '0');
    if (event.amount !== null) {
      const parties = `${event.payer} ${event.payee}`;
      differs('parties of a claim', event.what, `${contract.licensee} ${contract.licensor}`, parties);
    }
  }
  return found;
}

/** Terms that this check does not reckon: minimums of a year, buy-outs, sub-licences and baselines. */
const isBeyond = (royalty: StoredRoyalty): boolean =>
  [royalty.yearlyMinimumFen, royalty.buyOut, royalty.sublicencePpm, royalty.baselineFen].some((one) => one != null);

/** Numbers of signed contracts whose royalties this check leaves to people. */
export async function contractsLeftToPeople(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ no: string; royalty: StoredRoyalty | null }[]>`
    select c.no, v.data -> 'terms' -> 'royalty' as royalty from contracts c
    join contract_versions v on v.contract_id = c.id and v.n = c.signed_version_n order by c.no`;
  return rows.filter(({ royalty }) => royalty !== null && isBeyond(royalty)).map(({ no }) => no);
}

/** The terms under which something was charged: the version that both had signed last by then. */
function termsAt(contract: SignedContract, versions: readonly Version[], at: Date): Version['terms'] | undefined {
  const signed = versions.filter((version) => version.in_force !== null && version.in_force <= at);
  return (signed.at(-1) ?? versions.find((version) => version.n === contract.signed_version))?.terms;
}
