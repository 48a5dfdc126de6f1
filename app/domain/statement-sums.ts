import type { Fen } from './money.ts';

interface ReportSums {
  /** What the period came to by this report, before a cap. */
  readonly periodFen: Fen;
  /** What it came to by the report before this one; 0 where it is the first. */
  readonly earlierFen: Fen;
  readonly dueFen: Fen;
  /** Of royalties, as credits. */
  readonly takenBackFen: Fen;
}

/**
 * From what a period came to down to what its report makes due: less what an earlier report of it came to, and what else moved with it
 * (minima, the cap, other periods), so that the lines add up to what is due less what became a credit. None where the period
 * is due as it is. 30,000.00 after 25,000.00, 5,000.00 due → 本期提成 30,000.00, 减：原申报已计 25,000.00.
 */
export function statementSums({ periodFen, earlierFen, dueFen, takenBackFen }: ReportSums): (readonly [string, Fen])[] {
  const elsewhereFen = dueFen - takenBackFen - (periodFen - earlierFen);
  if (earlierFen === 0n && elsewhereFen === 0n) return [];
  return [
    ['本期提成', periodFen],
    ...(earlierFen === 0n ? [] : [['减：原申报已计', earlierFen] as const]),
    ...(elsewhereFen === 0n ? [] : [['最低提成、封顶和其他各期随之变动', elsewhereFen] as const]),
  ];
}
