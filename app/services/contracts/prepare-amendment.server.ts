import { and, desc, eq, inArray, or } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { amendmentMachine, putAmendmentStates } from '#app/domain/amendment-machine.ts';
import { amendmentFault, changeCounts, publishedFault, waitFault } from '#app/domain/amendment-rules.ts';
import { changedClauses } from '#app/domain/contract-clauses.ts';
import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { keepRights } from '#app/domain/contract-rights.ts';
import { AppError } from '#app/domain/errors.ts';
import { changesGrant } from '#app/domain/grant-conflicts.ts';
import { contractAmendments, contractVersions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { proposedMoves, recordMoves } from './clause-moves.server.ts';
import { changeDuty } from './change-duty.server.ts';
import { standingStates } from './declare.server.ts';
import { awaitedOf, requireFree } from './grants-around.server.ts';
import {
  type Contract,
  getOwnContract,
  getVersion,
  lockContract,
  requireDeed,
  requireVerified,
} from './own-contract.server.ts';
import { performedOf } from './performed-of.server.ts';
import { requireNoneWaits } from './require-none-waits.server.ts';
import { dropDraft } from './save-draft.server.ts';
import { screenTerms } from './screen-terms.server.ts';
import { requireSoundTerms, writeVersion } from './write-version.server.ts';

export interface AmendmentInput {
  readonly contractId: string;
  /** The signed version that the person saw. */
  readonly baseVersionN: number;
  readonly terms: PayLaterTerms;
  /** Null where the change counts from its signing and names no day (`changeCounts`). */
  readonly effectiveOn: Day | null;
  readonly reason: string;
}

export type Amendment = typeof contractAmendments.$inferSelect;

/**
 * Writes a change of a signed contract as a new version that says from which day it counts. Only the own side sees it: its unit
 * approves it where it has a chain, and its signature sends it; a change of a price that must stand in publicity is agreed and published
 * first. What has been performed already is not rewritten.
 */
export async function prepareAmendment(ctx: ActorContext, input: AmendmentInput): Promise<Amendment> {
  if (!hasRole(ctx.actor, 'owner')) requireDeed(ctx, 'counter');
  const { contractId, baseVersionN, terms: typed, effectiveOn: named, reason } = input;
  const { contract: own, side } = await getOwnContract(ctx, contractId);
  requireVerified(ctx);
  if (own.signedVersionN !== baseVersionN) throw new AppError('state_changed');
  const { data, sha256: baseSha256 } = await getVersion(ctx, contractId, baseVersionN);
  const before = termsFromJson(data.terms);
  requireSoundTerms(typed, before, true);
  await screenTerms(ctx, typed, { base: before, reasons: [reason] });
  if (named !== null && named < dayOf(ctx.now())) {
    throw new AppError('invalid', { says: '生效日不能早于今天。' }, 'change.effectiveOn');
  }
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    if (!standingStates.includes(contract.state) || contract.signedVersionN !== baseVersionN) {
      throw new AppError('state_changed');
    }
    await requireNoneOpen(tx, contract, side);
    await requireNoneWaits(tx, contract);
    // A change that says nothing of the rights keeps those that are signed.
    const terms = keepRights(before, typed);
    const { isAsked } = await changeDuty(tx, contract, { before, after: terms });
    const counts = changeCounts(before, terms, isAsked);
    const today = dayOf(tx.now());
    // What counts from its signing is written today.
    const effectiveOn = named ?? today;
    const fault =
      amendmentFault(before, terms, await performedOf(tx, contractId)) ??
      waitFault(before, terms, { effectiveOn, today }) ??
      (isAsked ? publishedFault(effectiveOn, today) : null);
    if (fault === null && named === null && counts === 'day') {
      throw new AppError('invalid', { says: '请填变更从哪天起执行。' }, 'change.effectiveOn');
    }
    if (fault !== null) throw new AppError('terms_invalid', { says: fault.says }, fault.path);
    if (changesGrant(before, terms)) await requireFree(tx, contract, terms, awaitedOf(side));
    const versionN = (await lastVersionN(tx, contractId)) + 1;
    await writeVersion(tx, contract, versionN, terms, side, {
      baseVersionN,
      baseSha256,
      effectiveOn,
      reason,
      counts,
    });
    await recordMoves(tx, { contractId, versionN, side }, proposedMoves(changedClauses(before, terms)));
    const amendment = await insertRow(tx, contractAmendments, {
      contractId,
      baseVersionN,
      versionN,
      effectiveOn,
      reason,
      side,
      state: amendmentMachine.initial,
      asksPublicity: isAsked,
      proposedBy: tx.actor.userId,
      proposedAt: tx.now(),
    });
    await dropDraft(tx, contract.dealId, orgOnSide(contract, side));
    await audit(tx, { deed: 'contract.amend_prepare', subjectType: 'contract', subjectId: contractId, versionN });
    return amendment;
  });
}

/** One change of a side at a time, and none while one lies before the other side. */
async function requireNoneOpen(tx: In<ActorContext>, { id }: Contract, side: Amendment['side']): Promise<void> {
  const isOpen = or(
    inArray(contractAmendments.state, putAmendmentStates),
    and(eq(contractAmendments.state, 'prepared'), eq(contractAmendments.side, side)),
  );
  if ((await tx.db.$count(contractAmendments, and(eq(contractAmendments.contractId, id), isOpen))) > 0) {
    throw new AppError('duplicate', { says: '已有一份变更没有办完，先发出、答复或者作废。' });
  }
}

async function lastVersionN(tx: In<ActorContext>, contractId: string): Promise<number> {
  const [last] = await tx.db
    .select({ n: contractVersions.n })
    .from(contractVersions)
    .where(eq(contractVersions.contractId, contractId))
    .orderBy(desc(contractVersions.n))
    .limit(1);
  return last?.n ?? 0;
}
