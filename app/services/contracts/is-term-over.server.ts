import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { termOf } from '#app/domain/schedule.ts';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';

/** The last day of a signed contract's term has passed; never of one that is not signed. */
export async function isTermOver(
  ctx: Pick<Context, 'db' | 'now'>,
  { id, signedAt, signedVersionN }: Contract,
): Promise<boolean> {
  if (signedAt === null || signedVersionN === null) return false;
  const { data } = await getVersion(ctx, id, signedVersionN);
  return termOf(termsFromJson(data.terms), { signedOn: dayOf(signedAt) }).endOn < dayOf(ctx.now());
}
