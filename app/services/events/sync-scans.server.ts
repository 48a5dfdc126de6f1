import { and, eq } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { type CheckInDeed, type CheckInMethod, scanTime } from '#app/domain/check-in.ts';
import type { ScanOutcome } from '#app/domain/door-list.ts';
import { eventRegistrations, eventStewards } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { checkIn, type CheckInBy } from './check-in.server.ts';
import { openTicket } from './ticket-code.server.ts';

export interface SentScan {
  readonly scanKey: string;
  /** What the camera saw; or, from the list, the registration itself. */
  readonly code?: string | undefined;
  readonly registrationId?: string | undefined;
  readonly deed: CheckInDeed;
  readonly method: CheckInMethod;
  readonly at: Date;
}

export interface ScanResult {
  readonly scanKey: string;
  readonly outcome: ScanOutcome;
}

/**
 * Takes the scans that a phone gathered, online or not. `sentAt` is the phone's clock as it sends them: by how much it is off,
 * all its times are moved. One bad scan holds up no other.
 */
export async function syncScans(
  ctx: Context,
  eventId: string,
  input: { readonly sentAt: Date; readonly scans: readonly SentScan[] },
  by: CheckInBy,
): Promise<ScanResult[]> {
  const now = ctx.now().getTime();
  const sentAt = input.sentAt.getTime();
  const since = await linkMadeAt(ctx, by);
  const results: ScanResult[] = [];
  for (const scan of input.scans) {
    const { scanKey } = scan;
    try {
      const registrationId = scan.code === undefined ? scan.registrationId : await ofTicket(ctx, eventId, scan.code);
      if (registrationId === 'forged' || registrationId === 'replaced' || registrationId === undefined) {
        results.push({ scanKey, outcome: registrationId ?? 'unknown' });
        continue;
      }
      const at = new Date(scanTime({ at: scan.at.getTime(), sentAt, now, since }));
      results.push({ scanKey, outcome: await checkIn(ctx, eventId, { ...scan, registrationId, at }, by) });
    } catch (error) {
      if (!isAppError(error)) throw error;
      results.push({ scanKey, outcome: 'unknown' });
    }
  }
  return results;
}

async function linkMadeAt(ctx: Context, { stewardId }: CheckInBy): Promise<number> {
  if (stewardId === undefined) return 0;
  const [steward] = await ctx.db
    .select({ madeAt: eventStewards.createdAt })
    .from(eventStewards)
    .where(eq(eventStewards.id, stewardId));
  return steward?.madeAt.getTime() ?? 0;
}

/** Whose ticket it is: not signed with this event's key is forged, an older serial was replaced. */
async function ofTicket(ctx: Context, eventId: string, code: string): Promise<string> {
  const ticket = await openTicket(ctx, eventId, code);
  if (ticket === null) return 'forged';
  const [row] = await ctx.db
    .select({ serial: eventRegistrations.ticketSerial })
    .from(eventRegistrations)
    .where(and(eq(eventRegistrations.id, ticket.registrationId), eq(eventRegistrations.eventId, eventId)));
  if (row === undefined) return 'forged';
  return row.serial === ticket.serial ? ticket.registrationId : 'replaced';
}
