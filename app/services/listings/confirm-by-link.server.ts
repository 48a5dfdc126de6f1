import { AppError } from '#app/domain/errors.ts';
import type { Context } from '../context.server.ts';
import { readConfirmLink } from './confirm-link.server.ts';
import { confirmListings } from './confirm-listings.server.ts';

/** Confirms, as the member whom the link names, those of its listings that he chose. Answers how many. */
export async function confirmByLink(
  ctx: Context,
  { code, ids }: { readonly code: string; readonly ids: readonly string[] },
): Promise<number> {
  const { holder, rows } = await readConfirmLink(ctx, code);
  const chosen = rows.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
  if (chosen.length === 0) throw new AppError('state_changed');
  return confirmListings(holder, { ids: chosen });
}
