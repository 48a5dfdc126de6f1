import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';

/** What moved on a bank account was no later than today; `invalid` at this field. */
export function refuseLater(ctx: ActorContext, on: Day, field: string): void {
  if (on > dayOf(ctx.now())) throw new AppError('invalid', { says: '日期不能晚于今天。' }, field);
}
