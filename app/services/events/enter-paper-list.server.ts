import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { eventRegistrations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { checkIn } from './check-in.server.ts';
import { listNumber } from './door-list.server.ts';
import { ownEvent } from './own-event.server.ts';

const dayMs = 24 * 3_600_000;

interface PaperList {
  readonly eventId: string;
  /** Numbers signed on the printed list. */
  readonly numbers: readonly number[];
  /** When they signed. */
  readonly at: Date;
}

/** Enters the signed paper list after the network was gone. Numbers that are nobody's stop it before anything is entered. */
export async function enterPaperList(ctx: ActorContext, input: PaperList): Promise<{ done: number; already: number }> {
  const event = await ownEvent(ctx, input.eventId);
  if (input.at > ctx.now()) throw new AppError('invalid', { says: '签到时间不能晚于现在' }, 'at');
  // A wrong year or month, and not a sheet that was passed around before the page was public.
  if (event.publishedAt !== null && input.at.getTime() < event.publishedAt.getTime() - dayMs) {
    throw new AppError('invalid', { says: '签到时间早于活动发布，请核对日期' }, 'at');
  }
  const rows = await ctx.db
    .select({ id: eventRegistrations.id, state: eventRegistrations.state, n: listNumber })
    .from(eventRegistrations)
    .where(eq(eventRegistrations.eventId, event.id));
  const byNumber = new Map(rows.filter(({ state }) => state === 'registered').map(({ n, id }) => [n, id]));
  const unknown = input.numbers.filter((n) => !byNumber.has(n));
  if (unknown.length > 0) {
    const says = `名单里没有这些序号，或报名已取消：${unknown.slice(0, 20).join('、')}`;
    throw new AppError('invalid', { says }, 'numbers');
  }
  const counts = { done: 0, already: 0 };
  for (const n of input.numbers) {
    const registrationId = byNumber.get(n) ?? '';
    const scan = { scanKey: v7(), registrationId, deed: 'in', method: 'paper', at: input.at } as const;
    const outcome = await checkIn(ctx, event.id, scan, { userId: ctx.actor.userId });
    counts[outcome === 'done' ? 'done' : 'already'] += 1;
  }
  return counts;
}
