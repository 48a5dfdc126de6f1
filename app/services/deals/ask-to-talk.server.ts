import { and, eq } from 'drizzle-orm';
import { hasRole, mayOwn } from '#app/domain/access.ts';
import { addWorkingDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { remindAfterDays, replyWithinDays } from '#app/domain/deal-deeds.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { isListingShown } from '#app/domain/organisation.ts';
import { achievements, deals, demands, demandVersions, matches, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { coverDeal } from '../brokers/cover-deal.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { findSold } from '../listings/find-sold.server.ts';
import { stillMatched } from '../matches/still-matched.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { answerPair } from './answer-pair.server.ts';
import { findOpenTalk } from './find-open-talk.server.ts';
import type { Deal } from './load-deal.server.ts';

export interface AskToTalk {
  readonly achievementId: string;
  readonly demandId?: string;
  readonly purpose: string;
  /** Brokers may be told when nobody answers in time. */
  readonly mayOffer?: boolean;
  readonly key?: string;
}

/**
 * Asks to talk (对接申请). An enterprise asks for an achievement, with one of its demands or without; a university or
 * institute may offer its own achievement to a published demand, and then the enterprise answers.
 */
export async function askToTalk(ctx: ActorContext, input: AskToTalk): Promise<Deal> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  if (!mayOwn(org.kind)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  const calendar = await workCalendar(ctx);
  const endOf = (days: number) => endOfDay(addWorkingDays(dayOf(ctx.now()), days, calendar).day);
  const replyDueAt = endOf(replyWithinDays);
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, deals, input.key, 'deal.ask');
    if (earlier) return earlier;
    // The achievement's row orders all requests for it, so that no pair gets two open deals.
    const [achievement] = await tx.db
      .select()
      .from(achievements)
      .where(and(eq(achievements.id, input.achievementId), eq(achievements.state, 'published')))
      .for('update');
    if (achievement === undefined) throw new AppError('not_found');
    if ((await findSold(tx, achievement.id)) !== null) {
      throw new AppError('invalid', { says: '这项成果已成交，不再接受对接；完成单位重新挂牌以后可以申请。' });
    }
    const isOffer = achievement.orgId === org.orgId;
    const demand = input.demandId === undefined ? null : await demandOf(tx, input.demandId, isOffer, achievement.id);
    if (isOffer && (demand === null || demand.orgId === org.orgId))
      throw new AppError('invalid', { says: '这是你单位自己的成果，不用申请对接。' });
    if (!isOffer && org.kind !== 'enterprise') throw new AppError('forbidden');
    const licenseeOrgId = isOffer && demand !== null ? demand.orgId : org.orgId;
    const receiverOrgId = isOffer ? licenseeOrgId : achievement.orgId;
    await refuseHidden(tx, receiverOrgId);
    await refuseSecond(tx, achievement.id, licenseeOrgId, isOffer ? demand : null);
    const [no = ''] = await nextNumber(tx, 'deal');
    const deal = await insertRow(tx, deals, {
      id,
      no,
      achievementId: achievement.id,
      achievementVersionN: achievement.versionN,
      demandId: demand?.id ?? null,
      licensorOrgId: achievement.orgId,
      licenseeOrgId,
      state: 'requested',
      origin: isOffer ? 'demand' : demand === null ? 'search' : 'match',
      purpose: input.purpose,
      askedBy: tx.actor.userId,
      replyDueAt,
      mayOffer: input.mayOffer ?? true,
      createdAt: tx.now(),
      updatedAt: tx.now(),
    });
    await audit(tx, { deed: 'deal.ask', subjectType: 'deal', subjectId: id, versionN: achievement.versionN });
    await answerPair(tx, deal, 'contacted', { orgId: org.orgId });
    await coverDeal(tx, deal);
    await setDeadline(tx, { kind: 'deal.reply', subjectId: id, orgId: receiverOrgId, dueAt: replyDueAt });
    await setDeadline(tx, { kind: 'deal.remind', subjectId: id, orgId: null, dueAt: endOf(remindAfterDays) });
    await notifyOrganisation(tx, receiverOrgId, ['officer'], { kind: 'deal.ask', href: `/desk/deals/${id}` });
    return deal;
  });
}

/** What a unit published is public only while a reviewer vouches for it, and nobody is led to one that lost its word. */
async function refuseHidden(tx: In<ActorContext>, orgId: string): Promise<void> {
  const [receiver] = await tx.db.select().from(organisations).where(eq(organisations.id, orgId));
  if (receiver === undefined || !isListingShown(receiver)) throw new AppError('not_found');
}

/** The asker's own demand; for an offer somebody's published one, a targeted one only where it was matched. */
async function demandOf(tx: In<ActorContext>, id: string, isOffer: boolean, achievementId: string) {
  const [row] = await tx.db
    .select({ id: demands.id, orgId: demands.orgId, state: demands.state, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(eq(demands.id, id));
  if (row === undefined || (!isOffer && row.orgId !== tx.actor.org?.orgId)) throw new AppError('not_found');
  if (!isMatchable(row.state)) {
    if (isOffer) throw new AppError('not_found');
    throw new AppError('state_changed');
  }
  if (isOffer && row.data.confidentiality === 'targeted') {
    const [match] = await tx.db
      .select({ id: matches.id })
      .from(matches)
      .innerJoin(demands, eq(demands.id, matches.demandId))
      .where(and(eq(matches.demandId, id), eq(matches.achievementId, achievementId), stillMatched));
    if (match === undefined) throw new AppError('not_found');
  }
  return row;
}

/** Where who offers cannot be told of another talk, the enterprise says, before its yes, that the two talk already. */
async function refuseSecond(
  tx: In<ActorContext>,
  achievementId: string,
  licenseeOrgId: string,
  offered: { readonly id: string; readonly data: DemandData } | null,
): Promise<void> {
  const demand = offered && { id: offered.id, confidentiality: offered.data.confidentiality };
  const open = await findOpenTalk(tx, { achievementId, licenseeOrgId }, demand);
  if (open === null) return;
  throw new AppError('duplicate', { says: `双方对这项成果已有对接 ${open.no}，请到那里继续谈。`, dealId: open.id });
}
