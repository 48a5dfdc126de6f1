import { AppError } from '#app/domain/errors.ts';
import type { Database } from '#db/client.server.ts';
import type { Context } from '../context.server.ts';
import { moveClock } from './clock.server.ts';
import { sweepDeadlines } from './sweep-deadlines.server.ts';

/** Demo and tests: moves the platform's clock on by whole days and does at once what fell due in between. Refused elsewhere. */
export async function advanceClock(
  ctx: Context,
  { days, isDemo }: { readonly days: number; readonly isDemo: boolean },
): Promise<void> {
  if (!isDemo) throw new AppError('forbidden');
  await moveClock(ctx.db as Database, days * 86_400_000);
  await sweepDeadlines(ctx);
}
