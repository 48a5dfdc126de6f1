import type { Claim } from './compute-claims.ts';
import { type ContractFact, factsOf, inOrder } from './compute-facts.ts';
import type { Day } from './days.ts';
import type { OpenBalance } from './default-interest.ts';
import type { Fen } from './money.ts';

export interface Settled {
  /** By receipts that stand. */
  readonly receivedFen: Fen;
  /** By credits of other lines. For a credit: how much of it was used, positive. */
  readonly creditedFen: Fen;
  /** Still to pay; for a credit what is left to carry, negative. */
  readonly openFen: Fen;
  /** What was open at the end of each day on which it changed. */
  readonly balances: readonly OpenBalance[];
}

export interface Settlement {
  readonly ofClaim: ReadonlyMap<string, Settled>;
  /** Received and not used for any claim yet. */
  readonly advanceFen: Fen;
  /** Received for interest, by the key of the interest. */
  readonly interestFen: ReadonlyMap<string, Fen>;
}

interface Account {
  readonly claim: Claim;
  receivedFen: Fen;
  creditedFen: Fen;
  readonly balances: OpenBalance[];
}

interface Money {
  readonly fact: Extract<ContractFact, { kind: 'receipt' }>;
  leftFen: Fen;
  readonly used: Map<string, Fen>;
}

const least = (a: Fen, b: Fen): Fen => (a < b ? a : b);
const isCredit = ({ claim }: Account): boolean => claim.amountFen < 0n;
const openOf = ({ claim, receivedFen, creditedFen }: Account): Fen =>
  claim.amountFen < 0n ? claim.amountFen + creditedFen : claim.amountFen - receivedFen - creditedFen;
const dueOf = ({ claim }: Account): Day => claim.dueOn ?? '9999-12-31';

/** Claims in the order in which money and credits settle them: the earliest due first. */
const byDue = (accounts: readonly Account[]): Account[] =>
  accounts
    .filter((account) => !isCredit(account) && openOf(account) > 0n)
    .sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : Number(dueOf(a) > dueOf(b))));

/** Credits are set against the open claims of the contract, a withdrawn milestone's own claim before all others. */
function useCredits(accounts: readonly Account[], on: Day): void {
  for (const credit of accounts.filter(isCredit)) {
    const isOwn = ({ claim }: Account): boolean => claim.subject === credit.claim.subject;
    const open = byDue(accounts);
    for (const account of [...open.filter(isOwn), ...open.filter((one) => !isOwn(one))]) {
      const useFen = least(-openOf(credit), openOf(account));
      if (useFen <= 0n) continue;
      credit.creditedFen += useFen;
      account.creditedFen += useFen;
      note(credit, on);
      note(account, on);
    }
  }
}

function note(account: Account, on: Day): void {
  if (account.balances.at(-1)?.on === on) account.balances.pop();
  account.balances.push({ on, openFen: openOf(account) });
}

/** A receipt that names its claim pays that one and keeps the rest in advance; one that names none pays the earliest due. */
function useMoney(money: readonly Money[], accounts: readonly Account[], on: Day): void {
  for (const item of money.filter(({ leftFen }) => leftFen > 0n)) {
    const named = item.fact.claim;
    for (const account of byDue(accounts)) {
      if (named !== null && account.claim.key !== named) continue;
      const useFen = least(item.leftFen, openOf(account));
      if (useFen <= 0n) continue;
      item.leftFen -= useFen;
      item.used.set(account.claim.key, (item.used.get(account.claim.key) ?? 0n) + useFen);
      account.receivedFen += useFen;
      note(account, on);
    }
  }
}

/** Money that went back: out of what was not used first, then out of what it settled last, which is open again. */
function giveBack(item: Money, amountFen: Fen, accounts: readonly Account[], on: Day): void {
  let restFen = amountFen - least(amountFen, item.leftFen);
  item.leftFen -= amountFen - restFen;
  for (const [key, usedFen] of [...item.used].toReversed()) {
    const backFen = least(restFen, usedFen);
    const account = accounts.find(({ claim }) => claim.key === key);
    if (!account || backFen === 0n) continue;
    item.used.set(key, usedFen - backFen);
    account.receivedFen -= backFen;
    restFen -= backFen;
    note(account, on);
  }
}

/**
 * What became of every claim by a day: credits are set against claims, receipts against the claim they name or else the
 * earliest due, day by day. Nothing is invented: settled, open, advance and what went back sum to what was charged and
 * received. Amounts in fen.
 */
export function settleClaims(claims: readonly Claim[], given: readonly ContractFact[], asOf: Day): Settlement {
  const facts = inOrder(given).filter(({ on }) => on <= asOf);
  const receipts = factsOf(facts, 'receipt');
  const isInterest = (key: string | null): boolean => key?.startsWith('interest:') ?? false;
  const days = [...new Set([...claims.map(({ arisesOn }) => arisesOn), ...facts.map(({ on }) => on)])].sort();
  const accounts: Account[] = [];
  const money: Money[] = [];
  const interestFen = new Map<string, Fen>();
  for (const day of days) {
    for (const claim of claims.filter(({ arisesOn }) => arisesOn === day)) {
      const account: Account = { claim, receivedFen: 0n, creditedFen: 0n, balances: [] };
      accounts.push(account);
      note(account, day);
    }
    useCredits(accounts, day);
    for (const fact of receipts.filter(({ on }) => on === day)) {
      if (isInterest(fact.claim)) {
        const key = fact.claim ?? '';
        interestFen.set(key, (interestFen.get(key) ?? 0n) + fact.amountFen);
      } else money.push({ fact, leftFen: fact.amountFen, used: new Map() });
    }
    useMoney(money, accounts, day);
    for (const { receipt, amountFen } of factsOf(facts, 'receipt_returned').filter(({ on }) => on === day)) {
      const item = money.find(({ fact }) => fact.id === receipt);
      const stillFen = item ? [...item.used.values()].reduce((sum, fen) => sum + fen, item.leftFen) : 0n;
      if (item) giveBack(item, least(amountFen ?? stillFen, stillFen), accounts, day);
    }
  }
  const settled = accounts.map((account): [string, Settled] => [
    account.claim.key,
    {
      receivedFen: account.receivedFen,
      creditedFen: account.creditedFen,
      openFen: openOf(account),
      balances: account.balances,
    },
  ]);
  return { ofClaim: new Map(settled), advanceFen: money.reduce((sum, { leftFen }) => sum + leftFen, 0n), interestFen };
}
