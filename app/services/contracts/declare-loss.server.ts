import { eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { bindsAtOnce, type LossCause } from '#app/domain/contract-declaration.ts';
import { rightKey, rightLabel } from '#app/domain/contract-rights.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { awaitWord, requireNoneOpen } from './ask-other-side.server.ts';
import { declare, requireStandingDeclaration } from './declare.server.ts';
import { passMilestones } from './deem-milestone.server.ts';
import type { DeclarationRow } from './last-declaration.server.ts';
import { loseRights } from './lose-rights.server.ts';
import { type Contract, getVersion, lockContract } from './own-contract.server.ts';
import { requireSeenVersion } from './require-seen-version.server.ts';
import { standingEnds } from './standing-stops.server.ts';

export interface LossInput {
  readonly contractId: string;
  readonly versionN: number;
  /** Keys (`rightKey`) of those that the contract names; it may name none. */
  readonly rights: readonly string[];
  readonly cause: LossCause;
  readonly reason: string;
  /** The first day without protection. */
  readonly effectiveOn: string;
  /** Share of royalties and least sums that goes on; 0: none. Unit: ppm. */
  readonly keepsPpm: number;
  /** Positions of milestones that stop, where something goes on. */
  readonly stops: readonly number[];
  /** The decision or the entry of the register. */
  readonly file: Received;
}

/**
 * A side states that a right named in the contract ended, with the official document. The licensor's word binds himself and counts at
 * once; the licensee's waits for the licensor's, who may contest it: then nothing changes until it is decided and stated anew. Needs a
 * fresh second factor. Throws `invalid` for a day that lies ahead or before signing, for rights and milestones that are not there, and
 * for a right whose end stands.
 */
export async function declareLoss(ctx: ActorContext, input: LossInput): Promise<void> {
  const given = { ...input, ground: 'rights_lost' } as const;
  const own = await requireStandingDeclaration(ctx, 'lose_rights', given);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const contract = await passMilestones(tx, await lockContract(tx, input.contractId));
    await requireSeenVersion(tx, contract, input.versionN);
    if (contract.state !== own.contract.state) throw new AppError('state_changed');
    await requireNoneOpen(tx, contract.id, 'lose_rights');
    const rights = await checkLoss(tx, contract, input);
    const file = await keepFile(tx, input.file, 'scan', tx.actor.org?.orgId ?? contract.licensorOrgId);
    const { cause, keepsPpm } = input;
    const stops = keepsPpm > 0 ? input.stops : [];
    const more = { rights, cause, keepsPpm, stops, fileId: file.id };
    const declared = await declare(tx, contract, own.side, 'lose_rights', given, more);
    if (bindsAtOnce('lose_rights', own.side)) await loseRights(tx, contract, await countAtOnce(tx, declared));
    else await awaitWord(tx, contract, declared);
  });
}

/** A word against oneself needs no answer. */
export async function countAtOnce(tx: In<ActorContext>, { id }: DeclarationRow): Promise<DeclarationRow> {
  const [row] = await tx.db
    .update(contractDeclarations)
    .set({ answer: 'accepted', answeredAt: tx.now() })
    .where(eq(contractDeclarations.id, id))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}

async function checkLoss(tx: In<ActorContext>, contract: Contract, input: LossInput) {
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const terms = termsFromJson(data.terms);
  const named = (terms.rights ?? []).map((right) => ({ key: rightKey(right), label: rightLabel(right) }));
  const ended = named.filter(({ key }) => input.rights.includes(key));
  const refuse = (says: string, path: string): AppError => new AppError('invalid', { says }, path);
  if (ended.length !== input.rights.length) throw refuse('合同里没有这件权利，请重新勾选。', 'rights');
  if (named.length > 0 && ended.length === 0) throw refuse('请勾选失效的权利。', 'rights');
  const over = new Set(
    (await standingEnds(tx, contract.id)).flatMap(({ rights }) => rights?.map(({ key }) => key) ?? []),
  );
  if (ended.some(({ key }) => over.has(key))) throw refuse('这件权利已经登记失效，不用再登记。', 'rights');
  if (input.effectiveOn > dayOf(tx.now())) throw refuse('失效日不能晚于今天。', 'effectiveOn');
  if (input.effectiveOn < dayOf(contract.signedAt ?? tx.now()))
    throw refuse('失效日不能早于合同签署日。', 'effectiveOn');
  if (input.stops.some((position) => position < 1 || position > terms.milestones.length))
    throw refuse('合同里没有这个里程碑，请重新勾选。', 'stops');
  return ended;
}
