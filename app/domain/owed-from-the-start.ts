import { type Day, dayOf } from './days.ts';
import type { ClaimMovement } from './interest-charge.ts';
import type { Fen } from './money.ts';
import { type ChargedClaim, type CreditPart, setOffDraws, type SetOffUse } from './taken-back-claims.ts';

type Charged = Pick<ChargedClaim, 'id' | 'of' | 'kind' | 'amountFen' | 'raisedAt'>;

/** What corrections took back of one claim. */
export interface OwnCredit {
  /** It was never owed: the claim is so much less from its first day. In fen. */
  readonly fen: Fen;
  /** What the books set against any claim of it since, day by day: from then on the books say the same. */
  readonly movements: readonly ClaimMovement[];
}

const before: Day = '0001-01-01';
const least = (a: Fen, b: Fen): Fen => (a < b ? a : b);

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
  setOff: readonly SetOffUse[],
  credits: readonly CreditPart[],
  claims: readonly Charged[],
): ReadonlyMap<string, OwnCredit> {
  const shares = sharesOf(credits, claims);
  const ofItself = claims.map(({ id }) => ({ id, of: id, kind: 'royalty' as const }));
  const own = new Map<string, { fen: Fen; movements: ClaimMovement[] }>();
  for (const { of, fen } of shares) {
    if (of === '') continue;
    const { fen: beforeFen, movements } = own.get(of) ?? { fen: 0n, movements: [] };
    own.set(of, { fen: beforeFen + fen, movements: [...movements, { on: before, fen: -fen }] });
  }
  for (const { part, fen, at } of setOffDraws(setOff, shares, ofItself)) {
    own.get(shares[part]?.of ?? '')?.movements.push({ on: dayOf(at), fen });
  }
  return own;
}

/** The credits cut by the claims that they lower; what lowers none is of nothing. No claim is lowered below nothing. */
function sharesOf(credits: readonly CreditPart[], claims: readonly Charged[]): CreditPart[] {
  const loweredFen = new Map<string, Fen>();
  const newest = claims.toReversed();
  return credits.flatMap(({ of, kind, fen, raisedAt }): CreditPart[] => {
    let leftFen = fen;
    const shares = newest.flatMap((claim): CreditPart[] => {
      if (claim.of !== of || claim.kind !== kind || claim.raisedAt > raisedAt) return [];
      const before = loweredFen.get(claim.id) ?? 0n;
      const part = least(claim.amountFen - before, leftFen);
      if (part <= 0n) return [];
      loweredFen.set(claim.id, before + part);
      leftFen -= part;
      return [{ of: claim.id, kind: 'royalty', fen: part, raisedAt }];
    });
    return leftFen > 0n ? [...shares, { of: '', kind: 'royalty', fen: leftFen, raisedAt }] : shares;
  });
}
