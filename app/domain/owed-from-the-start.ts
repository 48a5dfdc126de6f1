import { type CreditPart, type CreditUse, creditDraws } from './credit-draws.ts';
import { type Day, dayOf } from './days.ts';
import type { ClaimMovement } from './interest-charge.ts';
import { type Fen, lesserFen } from './money.ts';
import type { ChargedClaim } from './taken-back-claims.ts';

type Charged = Pick<ChargedClaim, 'id' | 'of' | 'kind' | 'amountFen' | 'raisedAt'>;

/** So much of a claim's own credit paid another claim, which is less to be paid by it; `on` is the last day of it. */
export interface SetElsewhere {
  readonly claimId: string;
  readonly fen: Fen;
  readonly on: Day;
}

/** What corrections took back of one claim. */
export interface OwnCredit {
  /** It was never owed: the claim is so much less from its first day. In fen. */
  readonly fen: Fen;
  /** What the books set against any claim of it since, day by day: from then on the books say the same. */
  readonly movements: readonly ClaimMovement[];
  /** Of it, what was set against other claims: this one is paid as it was charged. */
  readonly elsewhere: readonly SetElsewhere[];
  /** Of it, what became a repayment of the licensor, waived or not. */
  readonly returnedFen: Fen;
  /** Of it, what nothing has taken up yet. */
  readonly waitingFen: Fen;
}

const before: Day = '0001-01-01';

/**
 * What was really owed of each claim, for default interest (民法典 art. 585 makes good a loss by late payment of what was owed; design
 * default, to be confirmed: `interest.correction`). The sales were what they were, a report only told of them: a credit of a milestone or
 * of a period lowers the claims of that milestone or period from their first day, the newest that was there first. In the books it does
 * so only once it is set off, and perhaps against another claim; so it is put before all and taken away again as it is used. What is open
 * is then what the books say less the own credit that is not used yet. A credit of something else is a payment on the day of its use, and
 * a period that had no claim (more returns than sales) lowers nothing else.
 * Claims and credits the oldest first, uses in the order in which they were made.
 * 100,000.00 corrected to 15,000.00 before anything was paid → 15,000.00 from the first day to the last.
 */
export function owedFromTheStart(
  uses: readonly CreditUse[],
  credits: readonly CreditPart[],
  claims: readonly Charged[],
): ReadonlyMap<string, OwnCredit> {
  const shares = sharesOf(credits, claims);
  const ofItself = claims.map(({ id }) => ({ id, of: id, kind: 'royalty' as const }));
  const own = new Map<string, OwnCredit>();
  const nothing: OwnCredit = { fen: 0n, movements: [], elsewhere: [], returnedFen: 0n, waitingFen: 0n };
  for (const { of, fen } of shares) {
    if (of === '') continue;
    const was = own.get(of) ?? nothing;
    const movements = [...was.movements, { on: before, fen: -fen }];
    own.set(of, { ...was, fen: was.fen + fen, waitingFen: was.waitingFen + fen, movements });
  }
  for (const { kind, claimId, part, fen, at } of creditDraws(uses, shares, ofItself)) {
    const of = shares[part]?.of ?? '';
    const was = own.get(of);
    // What is waived was repaid in the books before.
    if (was === undefined || kind === 'waived') continue;
    const on = dayOf(at);
    own.set(of, {
      ...was,
      movements: [...was.movements, { on, fen }],
      waitingFen: was.waitingFen - fen,
      ...(kind === 'returned' && { returnedFen: was.returnedFen + fen }),
      ...(kind === 'set_off' && claimId !== of && { elsewhere: withSetOff(was.elsewhere, { claimId, fen, on }) }),
    });
  }
  return own;
}

function withSetOff(before: readonly SetElsewhere[], one: SetElsewhere): SetElsewhere[] {
  const same = before.find(({ claimId }) => claimId === one.claimId);
  const others = before.filter((each) => each !== same);
  const fen = (same?.fen ?? 0n) + one.fen;
  return fen === 0n ? others : [...others, { ...one, fen, on: one.fen < 0n && same ? same.on : one.on }];
}

/**
 * The credits cut by the claims that they lower; what lowers none is of nothing. No claim is lowered below nothing. Not by the order of
 * `takenBackByClaim`, which puts all of a credit on some claim, since all of it was invoiced, and what stands no longer first: what was
 * never owed is of its own milestone or period alone, and which milestone stands changes later, as no interest once charged may.
 */
function sharesOf(credits: readonly CreditPart[], claims: readonly Charged[]): CreditPart[] {
  const loweredFen = new Map<string, Fen>();
  const newest = claims.toReversed();
  return credits.flatMap(({ of, kind, fen, raisedAt }): CreditPart[] => {
    let leftFen = fen;
    const shares = newest.flatMap((claim): CreditPart[] => {
      if (claim.of !== of || claim.kind !== kind || claim.raisedAt > raisedAt) return [];
      const lowered = loweredFen.get(claim.id) ?? 0n;
      const part = lesserFen(claim.amountFen - lowered, leftFen);
      if (part <= 0n) return [];
      loweredFen.set(claim.id, lowered + part);
      leftFen -= part;
      return [{ of: claim.id, kind: 'royalty', fen: part, raisedAt }];
    });
    return leftFen > 0n ? [...shares, { of: '', kind: 'royalty', fen: leftFen, raisedAt }] : shares;
  });
}
