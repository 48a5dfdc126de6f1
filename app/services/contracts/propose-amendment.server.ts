import { and, desc, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { amendmentMachine } from '#app/domain/amendment-machine.ts';
import { amendmentFault } from '#app/domain/amendment-rules.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { contractAmendments, contractVersions, milestones, royaltyStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { standingStates } from './declare.server.ts';
import { getOwnContract, getVersion, lockContract, requireDeed, requireVerified } from './own-contract.server.ts';
import { requireAmendable } from './require-amendable.server.ts';
import { requireSoundTerms, writeVersion } from './write-version.server.ts';

export interface AmendmentInput {
  readonly contractId: string;
  readonly terms: PayLaterTerms;
  readonly effectiveOn: Day;
  readonly reason: string;
}

export type Amendment = typeof contractAmendments.$inferSelect;

/**
 * Puts a change of a signed contract to the other side, as a new version that says from which day it counts. What has been
 * performed already is not rewritten: reached milestones stay, and the royalty stays once revenue was reported under it. Who
 * proposes binds his own side, the other's signature completes it: so he must be one who signs, with a fresh second factor.
 */
export async function proposeAmendment(ctx: ActorContext, input: AmendmentInput): Promise<Amendment> {
  requireDeed(ctx, 'sign');
  const { side } = await getOwnContract(ctx, input.contractId);
  requireVerified(ctx);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  requireSoundTerms(input.terms);
  if (input.effectiveOn < dayOf(ctx.now())) {
    throw new AppError('invalid', { says: '生效日不能早于今天。' }, 'effectiveOn');
  }
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    const baseVersionN = contract.signedVersionN;
    if (!standingStates.includes(contract.state) || baseVersionN === null) throw new AppError('state_changed');
    const open = and(eq(contractAmendments.contractId, contract.id), eq(contractAmendments.state, 'proposed'));
    if ((await tx.db.$count(contractAmendments, open)) > 0) {
      throw new AppError('duplicate', { says: '已有一份变更等待答复，先答复或者收回。' });
    }
    const { data } = await getVersion(tx, contract.id, baseVersionN);
    const reached = await tx.db.select().from(milestones).where(eq(milestones.contractId, contract.id));
    const reported = await tx.db.$count(royaltyStatements, eq(royaltyStatements.contractId, contract.id));
    const fault = amendmentFault(termsFromJson(data.terms), input.terms, {
      reached: reached.filter(({ state }) => state !== 'pending').map(({ position }) => position),
      hasReports: reported > 0,
    });
    if (fault !== null) throw new AppError('terms_invalid', { says: fault.says }, fault.path);
    const [last] = await tx.db
      .select({ n: contractVersions.n })
      .from(contractVersions)
      .where(eq(contractVersions.contractId, contract.id))
      .orderBy(desc(contractVersions.n))
      .limit(1);
    const versionN = (last?.n ?? 0) + 1;
    await writeVersion(tx, contract, versionN, input.terms, side);
    await requireAmendable(tx, contract, { baseVersionN, versionN }, orgOnSide(contract, side));
    const [amendment] = await tx.db
      .insert(contractAmendments)
      .values({
        contractId: contract.id,
        baseVersionN,
        versionN,
        effectiveOn: input.effectiveOn,
        reason: input.reason,
        side,
        state: nextState(amendmentMachine, 'prepared', 'propose'),
        proposedBy: tx.actor.userId,
        proposedAt: tx.now(),
      })
      .returning();
    if (amendment === undefined) throw new Error('amendment was not stored');
    await audit(tx, { deed: 'contract.amend', subjectType: 'contract', subjectId: contract.id, versionN });
    const notice = {
      kind: 'contract.amend',
      params: { title: contract.title },
      href: `/desk/contracts/${contract.id}/changes`,
    };
    const orgId = orgOnSide(contract, otherContractSide(side));
    await notifyOrganisation(tx, orgId, ['owner', 'officer', 'approver', 'legal'], notice);
    return amendment;
  });
}
