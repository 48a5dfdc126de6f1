import type postgres from 'postgres';

/** What changes of a late claim because a correction took back some of it: `fen` in the books' sense, below zero less is owed. */
export interface OwnCreditMove {
  /** Of the charge of default interest. */
  readonly id: string;
  readonly moved_on: string;
  readonly fen: string;
}

interface Row {
  readonly id: string;
  readonly contract: string;
  readonly of: string | null;
  readonly fen: string;
  readonly at: Date;
}
type Charge = Pick<Row, 'id' | 'contract' | 'at'> & { readonly claim: string };
type Credit = Row & { readonly lowered: readonly { readonly period: string; readonly fen: string }[] | null };
/** A set-off, below zero where it was taken back, or a repayment; what of that was recalled is credit again, what was waived is not. */
type Use = Row & { readonly on: string; readonly kind: 'set_off' | 'returned' | 'recalled' | 'waived' };

/** So much of a credit belongs to one claim and is not used. */
interface Pot {
  readonly claim: string | null;
  readonly at: Date;
  fen: bigint;
}

/**
 * Credits lower the claims that they took back from their first day, once and not twice: what the books set off or repaid of them since
 * counts as the books have it. Recomputed here from the rows as they were known when each charge was made, apart from the platform's own
 * working.
 */
export async function ownCreditMoves(sql: postgres.ISql): Promise<OwnCreditMove[]> {
  const charges = await sql<Charge[]>`
    select i.id, i.contract_id as contract, i.obligation_id as claim, i.created_at as at from interest_charges i
    where i.basis = 'as_owed' and exists (select 1 from credits k where k.contract_id = i.contract_id and k.created_at <= i.created_at)`;
  const contracts = [...new Set(charges.map(({ contract }) => contract))];
  if (contracts.length === 0) return [];
  const credits = await sql<Credit[]>`
    select k.id, k.contract_id as contract, coalesce(k.milestone_id::text, s.period) as of, k.amount_fen::text as fen,
           k.created_at as at, case when k.milestone_id is null then s.working -> 'lowered' end as lowered
    from credits k join royalty_statements s on s.id = k.statement_id
    where k.contract_id in ${sql(contracts)} order by k.created_at, k.id`;
  const uses = await sql<Use[]>`
    select x.*, (x.at at time zone 'Asia/Shanghai')::date::text as on from (
      select u.id, u.contract_id as contract, u.obligation_id::text as of, u.kind, u.amount_fen::text as fen, u.created_at as at
      from credit_uses u where u.kind in ('set_off', 'recalled', 'waived') and u.contract_id in ${sql(contracts)}
      union all
      select o.id, o.contract_id, o.id::text, 'returned', o.amount_fen::text, o.created_at
      from obligations o where o.kind = 'credit_return' and o.contract_id in ${sql(contracts)}
    ) x order by x.at, x.id`;
  const claims = await sql<Row[]>`
    select o.id, o.contract_id as contract, case o.kind when 'milestone' then coalesce(o.milestone_id, o.subject_id)::text else s.period end as of,
           o.amount_fen::text as fen, o.created_at as at
    from obligations o left join royalty_statements s on s.id = o.subject_id
    where o.kind in ('milestone', 'royalty') and o.contract_id in ${sql(contracts)} order by o.created_at desc, o.id desc`;
  return charges.flatMap((charge) => {
    const known = <One extends Row>(rows: readonly One[]) =>
      rows.filter(({ contract, at }) => contract === charge.contract && at <= charge.at);
    return movesOf(charge, potsOf(known(credits), known(claims)), known(uses));
  });
}

/** To which periods a credit belongs: its report's own first, as far as it lowered it, and whatever nothing else explains. */
function piecesOf({ of, fen, lowered }: Credit): [string | null, bigint][] {
  let left = BigInt(fen);
  const pieces = new Map<string | null, bigint>([[of, 0n]]);
  for (const isOwn of [true, false]) {
    for (const { period, fen: by } of (lowered ?? []).filter((one) => (one.period === of) === isOwn)) {
      const part = BigInt(by) < left ? BigInt(by) : left;
      pieces.set(period, (pieces.get(period) ?? 0n) + part);
      left -= part;
    }
  }
  pieces.set(of, (pieces.get(of) ?? 0n) + left);
  return [...pieces].filter(([, part]) => part > 0n);
}

function potsOf(credits: readonly Credit[], claims: readonly Row[]): Pot[] {
  const room = new Map(claims.map(({ id, fen }) => [id, BigInt(fen)]));
  const pots: Pot[] = [];
  for (const credit of credits) {
    for (const [of, whole] of piecesOf(credit)) {
      let left = whole;
      for (const { id } of claims.filter((claim) => claim.of === of && of !== null && claim.at <= credit.at)) {
        const holds = room.get(id) ?? 0n;
        const fen = holds < left ? holds : left;
        if (fen > 0n) pots.push({ claim: id, at: credit.at, fen });
        room.set(id, holds - fen);
        left -= fen;
      }
      if (left > 0n) pots.push({ claim: null, at: credit.at, fen: left });
    }
  }
  return pots;
}

function movesOf({ id, claim }: Charge, pots: readonly Pot[], uses: readonly Use[]): OwnCreditMove[] {
  const moves = pots
    .filter((pot) => pot.claim === claim)
    .map(({ fen }) => ({ id, moved_on: '0001-01-01', fen: String(-fen) }));
  const taken: { readonly by: string | null; readonly pot: Pot; fen: bigint }[] = [];
  const note = (pot: Pot, fen: bigint, on: string): void => {
    pot.fen -= fen;
    if (pot.claim === claim) moves.push({ id, moved_on: on, fen: String(fen) });
  };
  for (const { of: by, kind, fen: used, at, on } of uses) {
    const isBack = kind === 'recalled' || kind === 'waived' || used.startsWith('-');
    let left = BigInt(used.replace('-', ''));
    for (const one of isBack ? taken.filter((each) => each.by === by).toReversed() : []) {
      const back = one.fen < left ? one.fen : left;
      one.fen -= back;
      if (kind !== 'waived') note(one.pot, -back, on);
      left -= back;
    }
    const there = pots.filter((pot) => pot.at <= at);
    // A repayment takes the newest, a set-off its claim's own, then the oldest.
    const inTurn =
      kind === 'returned'
        ? there.toReversed()
        : [...there.filter((pot) => pot.claim === by), ...there.filter((pot) => pot.claim !== by)];
    for (const pot of isBack ? [] : inTurn) {
      const fen = pot.fen < left ? pot.fen : left;
      if (fen <= 0n) continue;
      note(pot, fen, on);
      taken.push({ by, pot, fen });
      left -= fen;
    }
  }
  return moves;
}
