import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { dealMachine } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { labelOf } from '#app/domain/machine.ts';
import {
  type WorkLine,
  type WorkRecordFacts,
  type WorkRole,
  workRoleLabels,
  workRoles,
} from '#app/domain/work-record.ts';
import {
  achievements,
  brokers,
  contracts,
  deals,
  mandates,
  organisations,
  users,
  workConfirmations,
} from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { listCommission, listOwnMandates } from './mandate-queries.server.ts';

/** Mandates that came into force: what was only offered is no work. */
const worked = ['active', 'ended'] as const;
const levelWords = { junior: '初级技术经纪人', middle: '中级技术经理人', senior: '高级技术经理人' } as const;

const roleOf = (role: string): string => workRoleLabels[workRoles.find((word) => word === role) ?? 'matched'];

/** The broker's own record (业绩): every deal of a mandate in force, with cash received and who confirmed it. */
export async function getWorkRecord(ctx: ActorContext): Promise<WorkRecordFacts> {
  const own = (await listOwnMandates(ctx)).filter(({ state }) => worked.some((word) => word === state));
  const [[broker], commission, confirmed, signed] = await Promise.all([
    ctx.db
      .select({ broker: brokers, org: organisations.name })
      .from(brokers)
      .innerJoin(organisations, eq(organisations.id, brokers.orgId))
      .where(eq(brokers.userId, ctx.actor.userId)),
    listCommission(ctx, own),
    own.length === 0
      ? []
      : ctx.db
          .select({ mandateId: workConfirmations.mandateId, role: workConfirmations.role, org: organisations.name })
          .from(workConfirmations)
          .innerJoin(organisations, eq(organisations.id, workConfirmations.orgId))
          .where(
            inArray(
              workConfirmations.mandateId,
              own.map(({ id }) => id),
            ),
          )
          .orderBy(asc(workConfirmations.createdAt), asc(organisations.name)),
    own.length === 0
      ? []
      : ctx.db
          .select({ dealId: contracts.dealId, no: contracts.no, signedAt: contracts.signedAt })
          .from(contracts)
          .where(
            inArray(
              contracts.dealId,
              own.map(({ dealId }) => dealId),
            ),
          ),
  ]);
  if (broker === undefined) throw new AppError('forbidden');
  const lines = own.map((mandate): WorkLine => {
    const contract = signed.find(({ dealId, signedAt }) => dealId === mandate.dealId && signedAt !== null);
    const words = confirmed.filter(({ mandateId }) => mandateId === mandate.id);
    return {
      dealNo: mandate.dealNo,
      achievement: mandate.achievementName,
      client: mandate.clientName,
      role: [...new Set(words.map(({ role }) => roleOf(role)))].join('、'),
      startsOn: mandate.startsOn,
      stage: labelOf(dealMachine, mandate.dealState),
      contractNo: contract?.no ?? null,
      signedOn: contract?.signedAt ? dayOf(contract.signedAt) : null,
      cashFen: commission
        .filter((line) => line.contractNo === contract?.no && line.mandateId === mandate.id)
        .reduce((sum, { cashFen }) => sum + cashFen, 0n),
      confirmedBy: words.map(({ org }) => org),
    };
  });
  const { level, certificateNo, isSample } = broker.broker;
  const { name } = ctx.actor;
  return { name, org: broker.org, level: levelWords[level], certificateNo, isSample, lines, at: ctx.now() };
}

/** Mandates in deals of the actor's organisation, for its word on the broker's work. */
export async function listWorkToConfirm(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  return ctx.db
    .select({
      mandateId: mandates.id,
      brokerName: users.name,
      achievementName: achievements.name,
      dealId: deals.id,
      dealNo: deals.no,
      role: workConfirmations.role,
    })
    .from(mandates)
    .innerJoin(deals, eq(deals.id, mandates.dealId))
    .innerJoin(achievements, eq(achievements.id, deals.achievementId))
    .innerJoin(users, eq(users.id, mandates.brokerUserId))
    .leftJoin(workConfirmations, and(eq(workConfirmations.mandateId, mandates.id), eq(workConfirmations.orgId, orgId)))
    .where(
      and(inArray(mandates.state, [...worked]), or(eq(deals.licensorOrgId, orgId), eq(deals.licenseeOrgId, orgId))),
    )
    .orderBy(desc(mandates.createdAt))
    .limit(100);
}

/** A party of the deal confirms what the broker did in it; it may say it better later, and one word stands for each party. */
export async function confirmWork(
  ctx: ActorContext,
  input: { readonly mandateId: string; readonly role: WorkRole },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const known = await listWorkToConfirm(ctx);
  if (!known.some(({ mandateId }) => mandateId === input.mandateId)) throw new AppError('not_found');
  if (!org.verified) throw new AppError('organisation_unverified');
  await inTransaction(ctx, async (tx) => {
    const given = { role: input.role, confirmedBy: tx.actor.userId };
    await tx.db
      .insert(workConfirmations)
      .values({ mandateId: input.mandateId, orgId: org.orgId, ...given, createdAt: tx.now() })
      .onConflictDoUpdate({ target: [workConfirmations.mandateId, workConfirmations.orgId], set: given });
    await audit(tx, { deed: 'mandate.confirm_work', subjectType: 'mandate', subjectId: input.mandateId });
    const [mandate] = await tx.db.select().from(mandates).where(eq(mandates.id, input.mandateId));
    if (mandate === undefined) throw new AppError('not_found');
    await notifyPeople(tx, [mandate.brokerUserId], { kind: 'mandate.confirm_work', href: '/desk/mandates' });
  });
}
