import type { Claim } from './compute-claims.ts';
import { type ContractFact, factsOf, inOrder } from './compute-facts.ts';
import { inSetOffOrder, type SetOffPlace } from './credit.ts';
import type { CreditUse } from './credit-draws.ts';
import { type Day, endOfDay } from './days.ts';
import type { OpenBalance } from './default-interest.ts';
import { type Fen, lesserFen } from './money.ts';

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
  /** What of credits was set against which claim, in the order of days; below zero: it is credit again. */
  readonly setOff: readonly CreditUse[];
}

interface Account extends SetOffPlace {
  readonly claim: Claim;
  receivedFen: Fen;
  creditedFen: Fen;
  /** A credit came of it. */
  isTakenBack: boolean;
  /** What is contested is taken away by a credit as long as it is. */
  readonly isContested: false;
  readonly balances: OpenBalance[];
}

interface Money {
  /** In which order it arrived. */
  readonly at: number;
  readonly fact: Extract<ContractFact, { kind: 'receipt' }>;
  leftFen: Fen;
  readonly used: Map<string, Fen>;
}

const isCredit = ({ claim }: Account): boolean => claim.amountFen < 0n;
const openOf = ({ claim, receivedFen, creditedFen }: Account): Fen =>
  claim.amountFen < 0n ? claim.amountFen + creditedFen : claim.amountFen - receivedFen - creditedFen;

const openClaims = (accounts: readonly Account[]): Account[] =>
  accounts.filter((account) => !isCredit(account) && openOf(account) > 0n);

/** Open claims in the order in which money settles them: the earliest due first. */
const byDue = (accounts: readonly Account[]): Account[] =>
  openClaims(accounts).sort((a, b) => (a.dueOn === b.dueOn ? a.at - b.at : a.dueOn < b.dueOn ? -1 : 1));

/** By the key of the claim, and apart those of which something was open when the day began or arose on it. */
interface Accounts {
  readonly all: Map<string, Account>;
  /** Of milestones, by the subject of their claims: those that stand. */
  readonly ofMilestone: Map<string, Account[]>;
  open: Account[];
  readonly setOff: CreditUse[];
}

const setOffOf = ({ setOff }: Accounts, { claim }: Account, fen: Fen, on: Day): void => {
  setOff.push({ kind: 'set_off', claimId: claim.key, fen, at: endOfDay(on) });
};

/** Credits are set against the open claims of the contract, whatever they came of. */
function useCredits(accounts: Accounts, on: Day): void {
  const { open } = accounts;
  const credits = open.filter(isCredit);
  let claims = credits.length === 0 ? [] : inSetOffOrder(openClaims(open));
  for (const credit of credits) {
    if (claims.length === 0) return;
    for (const account of claims) {
      const useFen = lesserFen(-openOf(credit), openOf(account));
      if (useFen <= 0n) break;
      credit.creditedFen += useFen;
      account.creditedFen += useFen;
      setOffOf(accounts, account, useFen, on);
      note(credit, on);
      note(account, on);
    }
    claims = claims.filter((account) => openOf(account) > 0n);
  }
}

/** What a milestone cost so far is taken back by a credit of it; what it costs after that stands. */
function standOrTakeBack({ ofMilestone }: Accounts, account: Account): void {
  const { subject, milestone } = account.claim;
  if (milestone === null) return;
  const standing = ofMilestone.get(subject) ?? [];
  if (isCredit(account)) for (const one of standing.splice(0)) one.isTakenBack = true;
  else ofMilestone.set(subject, [...standing, account]);
}

function note(account: Account, on: Day): void {
  if (account.balances.at(-1)?.on === on) account.balances.pop();
  account.balances.push({ on, openFen: openOf(account) });
}

/** Money that is left, by the claim that it is for; null: for the earliest due. */
type Purse = Map<string | null, Money[]>;

function pay(item: Money, account: Account, on: Day): void {
  const useFen = lesserFen(item.leftFen, openOf(account));
  if (useFen <= 0n) return;
  item.leftFen -= useFen;
  item.used.set(account.claim.key, (item.used.get(account.claim.key) ?? 0n) + useFen);
  account.receivedFen += useFen;
  note(account, on);
}

/** A receipt that names its claim pays that one and keeps the rest in advance; one that names none pays the earliest due. */
function useMoney(purse: Purse, { all, open }: Accounts, on: Day): void {
  const claims = purse.size === 0 ? [] : byDue(open);
  if (claims.length === 0) return;
  const keys = [null, ...claims.map(({ claim }) => claim.key)];
  const money = keys.flatMap((key) => purse.get(key) ?? []).sort((a, b) => a.at - b.at);
  let next = 0;
  for (const item of money) {
    const named = item.fact.claim === null ? undefined : all.get(item.fact.claim);
    if (named) pay(item, named, on);
    if (item.fact.claim !== null) continue;
    for (let account = claims[next]; account !== undefined && item.leftFen > 0n; account = claims[next]) {
      pay(item, account, on);
      // What an earlier receipt of the day settled stays settled for the later ones.
      if (openOf(account) <= 0n) next += 1;
    }
  }
  for (const key of keys) {
    const left = purse.get(key)?.filter(({ leftFen }) => leftFen > 0n) ?? [];
    if (left.length > 0) purse.set(key, left);
    else purse.delete(key);
  }
}

/**
 * Money that went back: out of what was not used first, then out of what it settled last, which is open again. Of a milestone's claim
 * that was taken back and has another one, the credit moves from that to this, so that what is owed is owed on the later day.
 */
function giveBack(item: Money, amountFen: Fen, accounts: Accounts, on: Day): void {
  const { all, open, ofMilestone } = accounts;
  let restFen = amountFen - lesserFen(amountFen, item.leftFen);
  item.leftFen -= amountFen - restFen;
  for (const [key, usedFen] of [...item.used].toReversed()) {
    const backFen = lesserFen(restFen, usedFen);
    const account = all.get(key);
    if (!account || backFen === 0n) continue;
    if (!open.includes(account)) open.push(account);
    item.used.set(key, usedFen - backFen);
    account.receivedFen -= backFen;
    restFen -= backFen;
    let movesFen = account.isTakenBack ? backFen : 0n;
    for (const standing of ofMilestone.get(account.claim.subject) ?? []) {
      const movedFen = lesserFen(movesFen, standing.creditedFen);
      if (movedFen === 0n) continue;
      if (!open.includes(standing)) open.push(standing);
      standing.creditedFen -= movedFen;
      account.creditedFen += movedFen;
      setOffOf(accounts, standing, -movedFen, on);
      setOffOf(accounts, account, movedFen, on);
      movesFen -= movedFen;
      note(standing, on);
    }
    note(account, on);
  }
}

/** By day, in the order given. */
function byDay<T>(items: readonly T[], dayOf: (item: T) => Day): ReadonlyMap<Day, readonly T[]> {
  const days = new Map<Day, T[]>();
  for (const item of items) {
    const own = days.get(dayOf(item));
    if (own) own.push(item);
    else days.set(dayOf(item), [item]);
  }
  return days;
}

/**
 * What became of every claim by a day: credits are set against claims, receipts against the claim they name or else the
 * earliest due, day by day. Nothing is invented: settled, open, advance and what went back sum to what was charged and
 * received. Amounts in fen.
 */
export function settleClaims(claims: readonly Claim[], given: readonly ContractFact[], asOf: Day): Settlement {
  const facts = inOrder(given, asOf);
  const isInterest = (key: string | null): boolean => key?.startsWith('interest:') ?? false;
  const days = [...new Set([...claims.map(({ arisesOn }) => arisesOn), ...facts.map(({ on }) => on)])].sort();
  const arising = byDay(claims, ({ arisesOn }) => arisesOn);
  const arriving = byDay(factsOf(facts, 'receipt'), ({ on }) => on);
  const returning = byDay(factsOf(facts, 'receipt_returned'), ({ on }) => on);
  const accounts: Accounts = { all: new Map(), ofMilestone: new Map(), open: [], setOff: [] };
  const ofReceipt = new Map<string | undefined, Money>();
  const purse: Purse = new Map();
  const money: Money[] = [];
  const interestFen = new Map<string, Fen>();
  for (const day of days) {
    for (const claim of arising.get(day) ?? []) {
      const place = { dueOn: claim.dueOn ?? '9999-12-31', at: accounts.all.size, isTakenBack: false };
      const fresh = { receivedFen: 0n, creditedFen: 0n, balances: [] };
      const account: Account = { claim, ...place, isContested: false, ...fresh };
      standOrTakeBack(accounts, account);
      accounts.all.set(claim.key, account);
      accounts.open.push(account);
      note(account, day);
    }
    useCredits(accounts, day);
    for (const fact of arriving.get(day) ?? []) {
      if (isInterest(fact.claim)) {
        const key = fact.claim ?? '';
        interestFen.set(key, (interestFen.get(key) ?? 0n) + fact.amountFen);
        continue;
      }
      const item: Money = { at: money.length, fact, leftFen: fact.amountFen, used: new Map() };
      money.push(item);
      ofReceipt.set(fact.id, item);
      const left = purse.get(fact.claim);
      if (left) left.push(item);
      else purse.set(fact.claim, [item]);
    }
    useMoney(purse, accounts, day);
    for (const { receipt, amountFen } of returning.get(day) ?? []) {
      const item = ofReceipt.get(receipt);
      const stillFen = item ? [...item.used.values()].reduce((sum, fen) => sum + fen, item.leftFen) : 0n;
      if (item) giveBack(item, lesserFen(amountFen ?? stillFen, stillFen), accounts, day);
    }
    accounts.open = accounts.open.filter((account) => openOf(account) !== 0n);
  }
  const settled = [...accounts.all.values()].map((account): [string, Settled] => [
    account.claim.key,
    {
      receivedFen: account.receivedFen,
      creditedFen: account.creditedFen,
      openFen: openOf(account),
      balances: account.balances,
    },
  ]);
  const advanceFen = money.reduce((sum, { leftFen }) => sum + leftFen, 0n);
  return { ofClaim: new Map(settled), advanceFen, interestFen, setOff: accounts.setOff };
}
