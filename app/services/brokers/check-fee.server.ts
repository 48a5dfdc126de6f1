import { highFeePpm, maxFeePpm } from '#app/domain/commission.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';

interface Fee {
  readonly feePpm: number | null;
  readonly feeFen?: Fen | null;
  readonly isHighFeeConfirmed: boolean;
}

/** Highest fixed commission: 1,000 万元. */
const maxFeeFen = 1_000_000_000n;

/** A commission is a share of cash within its bounds, or a fixed sum: one of the two. */
export function checkFee({ feePpm, feeFen = null, isHighFeeConfirmed }: Fee): void {
  const fail = (says: string): never => {
    throw new AppError('invalid', { says }, 'fee');
  };
  if ((feePpm === null) === (feeFen === null)) fail('佣金按比例或者按固定数额，选一种。');
  if (feeFen !== null && (feeFen <= 0n || feeFen > maxFeeFen)) fail('固定佣金要大于 0，最多 1,000 万元。');
  if (feePpm === null) return;
  if (feePpm <= 0 || feePpm > maxFeePpm) fail('佣金比例要大于 0，最多 50%。');
  if (feePpm > highFeePpm && !isHighFeeConfirmed) fail('佣金超过到账额的 10%。确实这样约定的，请勾选下面的确认。');
}
