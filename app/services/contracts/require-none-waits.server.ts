import { AppError } from '#app/domain/errors.ts';
import type { Context } from '../context.server.ts';
import type { Contract } from './own-contract.server.ts';
import { waitingAmendment } from './take-amendment-effect.server.ts';

/** While a signed change waits for its day, what another would change is not in force yet. */
export async function requireNoneWaits(ctx: Pick<Context, 'db'>, contract: Contract): Promise<void> {
  const waiting = await waitingAmendment(ctx, contract);
  if (waiting === null) return;
  const says = `双方已签署的第 ${waiting.versionN} 版自 ${waiting.effectiveOn} 起执行，到那天以后才能再变更。`;
  throw new AppError('duplicate', { says });
}
