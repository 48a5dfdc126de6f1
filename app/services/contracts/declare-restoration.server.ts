import { and, eq, isNull, or } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { bindsAtOnce } from '#app/domain/contract-declaration.ts';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { awaitWord, requireNoneOpen } from './ask-other-side.server.ts';
import { countAtOnce } from './declare-loss.server.ts';
import { declare } from './declare.server.ts';
import { getOwnContract, lockContract, requireDeed } from './own-contract.server.ts';
import { requireSeenVersion } from './require-seen-version.server.ts';
import { restoreRights } from './restore-rights.server.ts';

export interface RestorationInput {
  readonly contractId: string;
  readonly versionN: number;
  /** The declared end that is taken back. */
  readonly declarationId: string;
  readonly reason: string;
  /** The day of the decision. */
  readonly effectiveOn: string;
  readonly file: Received;
}

/**
 * A side states that a decision took the end of a right back. The licensee's word counts at once, the licensor's waits for his. A contract
 * that was settled for the end is reopened; one that was terminated stays so. Needs a fresh second factor. Throws `state_changed` where
 * that end does not stand.
 */
export async function declareRestoration(ctx: ActorContext, input: RestorationInput): Promise<void> {
  requireDeed(ctx, 'restore_rights');
  const { side } = await getOwnContract(ctx, input.contractId);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    await requireSeenVersion(tx, contract, input.versionN);
    if (contract.signedAt === null || !signedContractStates.includes(contract.state))
      throw new AppError('state_changed');
    await requireNoneOpen(tx, contract.id, 'restore_rights');
    const ofContract = eq(contractDeclarations.contractId, contract.id);
    const isLoss = and(
      ofContract,
      eq(contractDeclarations.id, input.declarationId),
      eq(contractDeclarations.event, 'lose_rights'),
      eq(contractDeclarations.answer, 'accepted'),
    );
    const isRevised = and(
      ofContract,
      eq(contractDeclarations.revises, input.declarationId),
      or(isNull(contractDeclarations.answer), eq(contractDeclarations.answer, 'accepted')),
    );
    const [lost] = await tx.db.select().from(contractDeclarations).where(isLoss);
    if (lost === undefined || (await tx.db.$count(contractDeclarations, isRevised)) > 0)
      throw new AppError('state_changed');
    if (input.effectiveOn > dayOf(tx.now()) || input.effectiveOn < (lost.effectiveOn ?? '')) {
      throw new AppError('invalid', { says: '撤销日不能早于失效日，也不能晚于今天。' }, 'effectiveOn');
    }
    const file = await keepFile(tx, input.file, 'scan', tx.actor.org?.orgId ?? contract.licensorOrgId);
    const given = { ...input, ground: 'rights_restored' } as const;
    const more = { fileId: file.id, revises: lost.id, rights: lost.rights };
    const declared = await declare(tx, contract, side, 'restore_rights', given, more);
    if (bindsAtOnce('restore_rights', side)) await restoreRights(tx, contract, await countAtOnce(tx, declared));
    else await awaitWord(tx, contract, declared);
  });
}
