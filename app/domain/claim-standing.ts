import type { Day } from './days.ts';
import type { Fen } from './money.ts';

export type ClaimStanding = 'paid' | 'written_off' | 'under_way' | 'contested' | 'late' | 'open';

/**
 * How a claim stands, in one word. One of which all that is open is out of the payee's book is written off, however late: nobody is
 * pressed for it first (政府会计制度, account 1212). `writtenOffFen` is 0 for the payer, who is told of no write-off; `underWayFen`
 * was said to be transferred and waits for the payee's word. One that its payer contests is not late, whatever day it is.
 */
export function claimStanding(
  claim: {
    readonly outstandingFen: Fen;
    readonly writtenOffFen: Fen;
    readonly underWayFen: Fen;
    readonly dueOn: Day;
    readonly isContested: boolean;
  },
  today: Day,
): ClaimStanding {
  if (claim.outstandingFen <= 0n) return 'paid';
  if (claim.underWayFen > 0n) return 'under_way';
  if (claim.writtenOffFen >= claim.outstandingFen) return 'written_off';
  if (claim.isContested) return 'contested';
  return claim.dueOn < today ? 'late' : 'open';
}
