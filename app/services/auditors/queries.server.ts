import { desc, eq, inArray } from 'drizzle-orm';
import { auditOpensOn, auditorAccess, mayAgreeToAudit, mayInviteAuditor, needsAgreement } from '#app/domain/auditor.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { auditorGrants, auditorOpenings, files } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getOwnContract } from '../contracts/own-contract.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { auditInForce } from './audit-in-force.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';

const openingsShown = 500;

/**
 * Auditors of a contract, for both parties alike: who, until when, and everything that was opened. The number the code goes to is the
 * licensor's to know; the other side sees its last digits.
 */
export async function listAuditors(ctx: ActorContext, contractId: string) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  if (!maySeeMoney(ctx)) throw new AppError('forbidden');
  const grants = await ctx.db
    .select()
    .from(auditorGrants)
    .where(eq(auditorGrants.contractId, contractId))
    .orderBy(desc(auditorGrants.createdAt));
  const ids = grants.map(({ id }) => id);
  const openings =
    ids.length === 0
      ? []
      : await ctx.db
          .select({
            id: auditorOpenings.id,
            grantId: auditorOpenings.grantId,
            sight: auditorOpenings.sight,
            at: auditorOpenings.at,
            address: auditorOpenings.address,
            fileName: files.name,
          })
          .from(auditorOpenings)
          .leftJoin(files, eq(files.id, auditorOpenings.fileId))
          .where(inArray(auditorOpenings.grantId, ids))
          .orderBy(desc(auditorOpenings.at))
          .limit(openingsShown);
  const isLicensor = side === 'licensor';
  const calendar = await workCalendar(ctx);
  const { id, no, title, signedAt } = contract;
  const { noticeDays } = await auditInForce(ctx, contractId);
  return {
    contract: { id, no, title },
    noticeDays,
    earliestOn: auditOpensOn(dayOf(ctx.now()), noticeDays, calendar),
    isLicensor,
    mayAgree: side === 'licensee' && mayAgreeToAudit(ctx.actor),
    mayInvite: isLicensor && signedAt !== null && mayInviteAuditor(ctx.actor),
    grants: grants.map((grant) => ({
      id: grant.id,
      name: grant.name,
      firm: grant.firm,
      reason: grant.reason,
      phone: isLicensor ? grant.phone : `尾号 ${grant.phone.slice(-4)}`,
      opensAt: grant.opensAt,
      endsAt: grant.endsAt,
      access: auditorAccess(grant, ctx.now(), calendar),
      needsAgreement: needsAgreement(grant, calendar),
      noticeDays: grant.noticeDays,
      agreedAt: grant.agreedAt,
      openings: openings.filter(({ grantId }) => grantId === grant.id),
    })),
  };
}
