import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import { type PublicityState, standingPublicityStates } from '#app/domain/publicity.ts';
import type { Context } from '../context.server.ts';
import { earliestSigning } from './earliest-signing.server.ts';
import type { Contract } from './own-contract.server.ts';

interface AheadOfSigning {
  readonly requiresPublicity: boolean;
  readonly publicity: { readonly state: PublicityState; readonly endsAt: Date } | null;
  readonly publicityDays: number;
  readonly unit: Parameters<typeof earliestSigning>[1];
}

/** The earliest day on which an unsigned contract can be signed, as the composer reckons it: after the notice that stands, or one that begins today. */
export async function signingAhead(
  ctx: Pick<Context, 'db' | 'now'>,
  { state }: Pick<Contract, 'state'>,
  { requiresPublicity, publicity, publicityDays, unit }: AheadOfSigning,
): Promise<Day> {
  const today = dayOf(ctx.now());
  if (!requiresPublicity || state === 'signing') return today;
  if (publicity === null || !standingPublicityStates.includes(publicity.state))
    return earliestSigning(ctx, unit, publicityDays);
  const dayAfter = addDays(dayOf(publicity.endsAt), 1);
  return dayAfter > today ? dayAfter : today;
}
