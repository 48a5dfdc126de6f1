import { changesPrice } from '#app/domain/amendment-rules.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';

/** A price that stood in publicity is not changed without one (促进科技成果转化法 art. 18). */
export async function requirePriceKept(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  { baseVersionN, versionN }: { readonly baseVersionN: number; readonly versionN: number },
): Promise<void> {
  const before = await getVersion(ctx, contract.id, baseVersionN);
  const after = await getVersion(ctx, contract.id, versionN);
  const { exemption } = await publicityDuty(ctx, contract, versionN);
  if (exemption === null && changesPrice(termsFromJson(before.data.terms), termsFromJson(after.data.terms))) {
    throw new AppError('terms_invalid', { says: '价款公示过，不能用变更改动；要改价款，请另订合同并重新公示。' });
  }
}
