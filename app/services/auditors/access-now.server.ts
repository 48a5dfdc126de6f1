import { type AuditorAccess, auditorAccess } from '#app/domain/auditor.ts';
import type { Context } from '../context.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';

/** Whether a grant opens the accounts now, by the calendar of working days. */
export const accessNow = async (ctx: Pick<Context, 'db' | 'now'>, grant: AuditorGrant): Promise<AuditorAccess> =>
  auditorAccess(grant, ctx.now(), await workCalendar(ctx));
