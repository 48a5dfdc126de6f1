import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { mayRunDemand } from '#app/domain/access.ts';
import { type BountyKind, bountyMachine, type BountyOrigin } from '#app/domain/bounty.ts';
import { isOwnMoneyEnough } from '#app/domain/bounty-subsidy.ts';
import { addWorkingDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { bounties, demands, demandVersions, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { type Bounty, lockBounty } from './own-bounty.server.ts';

export interface CallBounty {
  readonly demandId: string;
  readonly kind: BountyKind;
  readonly origin: BountyOrigin;
  readonly authorityOrgId: string;
  readonly totalFen: Fen;
  readonly ownFen: Fen;
  readonly ratePpm: number;
  readonly conditions: string;
  readonly key?: string;
}

/** How long an authority takes for the argument, in working days (domain table, step 2). */
const argueWithinDays = 20;

/** An enterprise hands a published demand in for 揭榜挂帅 or 赛马 (征集). One post at a time for each demand. */
export async function callBounty(ctx: ActorContext, input: CallBounty): Promise<Bounty> {
  const { org } = ctx.actor;
  if (org === null || !mayRunDemand(ctx.actor)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  const { key, demandId, ...terms } = input;
  const [demand] = await ctx.db
    .select({ row: demands, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(and(eq(demands.id, demandId), eq(demands.orgId, org.orgId)));
  if (demand === undefined) throw new AppError('not_found');
  if (!isMatchable(demand.row.state)) throw new AppError('state_changed');
  if (demand.data.confidentiality === 'targeted')
    throw new AppError('invalid', { says: '只给受邀单位看的需求不能张榜，请先改公开程度。' });
  if (demand.data.metrics.length === 0)
    throw new AppError('invalid', { says: '张榜要有可以检验的指标，请先给需求补上。' });
  if (!isOwnMoneyEnough(terms.totalFen, terms.ownFen, terms.ratePpm))
    throw new AppError('invalid', { says: '自筹要够总投入减去补助的部分。' }, 'own');
  const [authority] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.id, terms.authorityOrgId), eq(organisations.kind, 'authority')));
  if (authority === undefined) throw new AppError('not_found');
  const calendar = await workCalendar(ctx);
  const dueAt = endOfDay(addWorkingDays(dayOf(ctx.now()), argueWithinDays, calendar).day);
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, isFirst } = await once(tx, key, 'bounty.call', v7());
      if (!isFirst) return lockBounty(tx, id);
      const [no = ''] = await nextNumber(tx, 'bounty');
      const row = await insertRow(tx, bounties, {
        id,
        no,
        ...terms,
        demandId,
        demandVersionN: demand.row.versionN,
        posterOrgId: org.orgId,
        state: bountyMachine.initial,
        createdBy: tx.actor.userId,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      });
      await audit(tx, { deed: 'bounty.call', subjectType: 'bounty', subjectId: id, versionN: row.demandVersionN });
      await setDeadline(tx, { kind: 'bounty.argue', subjectId: id, orgId: authority.id, dueAt });
      const notice = { kind: 'bounty.call', params: { title: demand.row.title }, href: `/desk/bounties/${id}` };
      await notifyOrganisation(tx, authority.id, ['officer'], notice);
      return row;
    },
    () => new AppError('duplicate', { says: '这项需求已经在揭榜挂帅里。' }),
  );
}
