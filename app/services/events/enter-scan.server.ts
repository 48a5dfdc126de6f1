import { v7 } from 'uuid';
import type { CheckInDeed } from '#app/domain/check-in.ts';
import type { ScanOutcome } from '#app/domain/door-list.ts';
import type { Context } from '../context.server.ts';
import type { CheckInBy } from './check-in.server.ts';
import { syncScans } from './sync-scans.server.ts';

/** One scan as a plain form brings it: a code, or somebody chosen from the list, at this moment. */
export async function enterScan(
  ctx: Context,
  eventId: string,
  given: { readonly code?: string; readonly registrationId?: string; readonly deed: CheckInDeed },
  by: CheckInBy,
): Promise<ScanOutcome> {
  const method = given.code === undefined ? ('list' as const) : ('scan' as const);
  const scan = { ...given, method, scanKey: v7(), at: ctx.now() };
  const [result] = await syncScans(ctx, eventId, { sentAt: ctx.now(), scans: [scan] }, by);
  return result?.outcome ?? 'unknown';
}
