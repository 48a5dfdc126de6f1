import { type Context, inTransaction } from '../context.server.ts';
import { closePublicity } from './close-publicity.server.ts';

/** What the platform does when a publicity's last day has passed. Swept by deadline; idempotent. */
export async function endPublicity(ctx: Context, publicityId: string): Promise<void> {
  await inTransaction(ctx, (tx) => closePublicity(tx, publicityId));
}
