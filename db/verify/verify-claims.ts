import type postgres from 'postgres';
import { storedContracts, type StoredContract, type StoredEvent } from './stored-contracts.ts';
import { royaltyTotal, type StoredReport, type StoredTerms } from './royalty-total.ts';
import { collected, type LedgerDifference, rowsOf } from './ledger-difference.ts';
import { interestDifferences } from './verify-interest.ts';

/**
 * Recomputes every claim and credit from the signed terms, milestones, statements, minima, buy-out and cap, with arithmetic of its
 * own: it shares nothing with the code that charges, so that a wrong amount is found although the books follow it. Contract by
 * contract, so that memory does not grow with their number.
 */
export async function* claimDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  yield* rowsOf(orphans(sql));
  yield* rowsOf(wronglySettled(sql));
  yield* interestDifferences(sql);
  for await (const contracts of storedContracts(sql)) yield* contracts.flatMap(claimsOf);
}

export const verifyClaims = (sql: postgres.ISql): Promise<LedgerDifference[]> => collected(claimDifferences(sql));

const orphans = (sql: postgres.ISql) => sql<LedgerDifference[]>`
    select 'a claim has its cause' as "check", o.id::text as subject, o.kind as expected, 'none' as found from obligations o
    where (o.kind = 'milestone' and not exists (select 1 from milestones m where m.id = o.subject_id and m.contract_id = o.contract_id))
       or (o.kind = 'royalty' and not exists (select 1 from royalty_statements s where s.id = o.subject_id and s.contract_id = o.contract_id)
           and not exists (select 1 from contract_versions v where v.contract_id = o.contract_id
                            and (v.data -> 'terms' -> 'royalty' ->> 'minimumFen' is not null
                                 or v.data -> 'terms' -> 'royalty' ->> 'yearlyMinimumFen' is not null
                                 or v.data -> 'terms' -> 'royalty' ->> 'buyOut' is not null)))
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
    from open o left join milestones m on o.kind = 'milestone' and m.id = o.subject_id
      left join royalty_statements s on o.kind = 'royalty' and s.id = o.subject_id and s.state <> 'superseded'
    where coalesce(m.state, s.state) is not null and (o.fen = 0) <> (coalesce(m.state, s.state) = 'settled')
      -- Paid, and the licensor asks about it: settled again when it is answered.
      and not (o.fen = 0 and coalesce(s.state, '') = 'queried')`;
const atMost = (amount: bigint, cap: string | null): bigint =>
  cap === null || amount < BigInt(cap) ? amount : BigInt(cap);

/** Follows a contract from deed to deed: what each made due or took back, against what was booked for it. */
function claimsOf(contract: StoredContract): LedgerDifference[] {
  const found: LedgerDifference[] = [];
  const differs = (check: string, what: string, expected: string, is: string): void => {
    if (expected !== is) found.push({ check, subject: `${contract.no} ${what}`, expected, found: is });
  };
  /** As it should have been booked so far: milestones under the cap, royalties less credits. */
  let milestones = 0n;
  let royalties = 0n;
  const filed: StoredReport[] = [];
  for (const event of contract.events) {
    const terms = termsAt(contract, event.at);
    const cap = terms?.royalty?.capFen ?? null;
    if (event.kind === 'milestone') {
      const amount = BigInt(terms?.milestones[event.position - 1]?.amountFen ?? '0');
      const before = milestones + royalties;
      const due = atMost(before + amount, cap) - atMost(before, cap);
      milestones += due;
      differs('amount of a claim', event.what, due.toString(), (event.amount ?? 0n).toString());
    } else {
      if (!terms?.royalty) {
        differs('a statement needs royalty terms', event.what, 'terms', 'none');
        continue;
      }
      filed.push(...contract.reports.filter(({ id }) => id === event.id));
      royalties += royaltyEvent(contract, event, { terms, milestones, royalties, filed, differs });
    }
    if (event.parties !== null) {
      differs('parties of a claim', event.what, `${contract.licensee} ${contract.licensor}`, event.parties);
    }
  }
  return found;
}

interface SoFar {
  readonly terms: StoredTerms;
  readonly milestones: bigint;
  readonly royalties: bigint;
  readonly filed: readonly StoredReport[];
  readonly differs: (check: string, what: string, expected: string, is: string) => void;
}

/** What a report, a minimum or a buy-out changes; below zero it is a credit. */
function royaltyEvent(
  contract: StoredContract,
  event: StoredEvent,
  { terms, milestones, royalties, filed, differs }: SoFar,
) {
  const { periods, total } = royaltyTotal(terms, contract.circumstancesOn(event.on), filed);
  const cap = terms.royalty?.capFen ?? null;
  const change = atMost(milestones + total, cap) - atMost(milestones, cap) - royalties;
  const [due, back] = change > 0n ? [change, 0n] : [0n, -change];
  if (event.period !== null) {
    const own = periods.get(event.period);
    differs('base of a statement', event.what, (own?.base ?? 0n).toString(), event.base ?? '');
    differs('royalty before the cap', event.what, (own?.cost ?? 0n).toString(), event.beforeCap ?? '');
    differs('royalty of a statement', event.what, due.toString(), event.due ?? '');
  }
  differs('amount of a claim', event.what, due.toString(), (event.amount ?? 0n).toString());
  differs('amount of a credit', event.what, back.toString(), (event.credit ?? 0n).toString());
  return change;
}

/** The terms under which something was charged: the version that both had signed last by then. */
function termsAt({ versions, signedVersion }: StoredContract, at: Date): StoredTerms | undefined {
  const signed = versions.filter((version) => version.inForce !== null && version.inForce <= at);
  return (signed.at(-1) ?? versions.find((version) => version.n === signedVersion))?.terms;
}
