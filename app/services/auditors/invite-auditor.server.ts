import { asc, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { auditOfYear, auditTimeFaults, mayInviteAuditor } from '#app/domain/auditor.ts';
import { type Day, dayOf, endOfDay, startOfDay } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { auditorGrants } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { getOwnContract, lockContract } from '../contracts/own-contract.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { auditInForce } from './audit-in-force.server.ts';
import { newSecret, secretHash } from './auditor-secret.server.ts';

export type AuditorGrant = typeof auditorGrants.$inferSelect;

export interface InviteAuditor {
  readonly contractId: string;
  readonly name: string;
  readonly firm: string;
  readonly phone: string;
  readonly reason: string;
  readonly opensOn: Day;
  readonly endsOn: Day;
  /** The licensee is asked to agree to a shorter notice; until it does, nothing opens before the notice is over. */
  readonly asksEarly: boolean;
  readonly key?: string | undefined;
}

/**
 * The licensor lets a named person outside the platform read the accounts of one signed contract for a time (民法典 art. 846: the method of
 * inspecting the accounts is agreed). The licensee is told at once, with name and days. The link is made when it is fetched.
 */
export async function inviteAuditor(ctx: ActorContext, input: InviteAuditor): Promise<AuditorGrant> {
  if (!mayInviteAuditor(ctx.actor)) throw new AppError('forbidden');
  const { contract, side } = await getOwnContract(ctx, input.contractId);
  if (side !== 'licensor') throw new AppError('forbidden');
  if (contract.signedAt === null) throw new AppError('state_changed');
  const agreed = await auditInForce(ctx, contract.id);
  refuseFaults(auditTimeFaults(input, dayOf(ctx.now()), agreed, await workCalendar(ctx)));
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    // Two invitations at once are one after the other.
    await lockContract(tx, contract.id);
    const { id, earlier } = await onceRow(tx, auditorGrants, input.key, 'auditor.invite');
    if (earlier) return earlier;
    await requireRoomInYear(tx, input, agreed.timesAYear);
    const { name, firm, phone, reason, opensOn, endsOn } = input;
    const grant = await insertRow(tx, auditorGrants, {
      id,
      contractId: contract.id,
      orgId: contract.licensorOrgId,
      name,
      firm,
      phone,
      reason,
      // Of a secret that nobody was told: no link opens it before one is fetched.
      tokenHash: secretHash(newSecret()),
      opensAt: startOfDay(opensOn),
      endsAt: endOfDay(endsOn),
      noticeDays: agreed.noticeDays,
      invitedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'auditor.invite', subjectType: 'auditor_grant', subjectId: id });
    const href = `/desk/contracts/${contract.id}/auditors`;
    const notice = { kind: 'auditor.invite', params: { title: contract.title }, href };
    await notifyParties(tx, contract, ['owner', 'officer', 'finance', 'legal'], notice);
    return grant;
  });
}

async function requireRoomInYear(
  tx: In<ActorContext>,
  { contractId, ...days }: InviteAuditor,
  timesAYear: number,
): Promise<void> {
  const grants = await tx.db
    .select()
    .from(auditorGrants)
    .where(eq(auditorGrants.contractId, contractId))
    .orderBy(asc(auditorGrants.opensAt));
  const found = auditOfYear(days, grants, timesAYear);
  if (found === null) return;
  const says = `合同约定每年查阅 ${timesAYear} 次，${days.opensOn.slice(0, 4)} 年已经用完，最后一次 ${dayOf(found.opensAt)} 开始；请放到下一年，或者和那一次同时进行。`;
  throw new AppError('invalid', { says }, 'opensOn');
}
