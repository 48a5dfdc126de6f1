import { distributionMachine } from '#app/domain/distribution.ts';
import { planShares, shareFaults } from '#app/domain/distribution-shares.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { mayDoMoney, moneySideOf, receiptDeeds } from '#app/domain/receipt-deeds.ts';
import { rewardPublicityDays } from '#app/domain/reward-tax.ts';
import { distributionPublicities, distributions, distributionShares } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import type { Receipt } from '../payments/move-receipt.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { lockName } from '../lock-name.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { getShareFacts } from './share-facts.server.ts';
import { workersOf } from './workers-of.server.ts';

export type DistributionRow = typeof distributions.$inferSelect;

export interface ProposedShares {
  readonly receiptId: string;
  readonly costs: readonly { readonly label: string; readonly amountFen: Fen }[];
  /** Of the net income. */
  readonly teamPpm: number;
  readonly ttoPpm: number;
  /** Who did it and his part of the team's, for work that stands alone; elsewhere they are the achievement's. */
  readonly people?: readonly { readonly name: string; readonly sharePpm: number }[];
  /** The main contributors, by their place in the team's list. */
  readonly main?: readonly number[];
  /** The reward list is to stand in publicity; null: not asked for. */
  readonly publicity?: { readonly contact: string } | null;
  readonly key?: string;
}

/** The officer proposes how a receipt is shared; the sums are fixed to the fen, wait for its people's word and another person's approval. */
export async function proposeDistribution(ctx: ActorContext, input: ProposedShares): Promise<DistributionRow> {
  if (!mayDoMoney(ctx.actor, 'propose')) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, input.receiptId);
  if (moneySideOf(ctx.actor, receipt) !== 'payee') throw new AppError('not_found');
  return inTransaction(ctx, (tx) => propose(tx, receipt, input));
}

async function propose(tx: In<ActorContext>, found: Receipt, input: ProposedShares): Promise<DistributionRow> {
  const { id, earlier } = await onceRow(tx, distributions, input.key, 'distribution.propose');
  if (earlier) return earlier;
  const { receipt, ...use } = await lockReceipt(tx, found);
  if (!receiptDeeds(tx.actor, { ...receipt, ...use }).includes('propose')) throw new AppError('state_changed');
  const { id: receiptId, contractId, payeeOrgId } = receipt;
  // Proposals of two receipts at once would each carry the whole of a fixed commission.
  await lockName(tx.db, `shares:${contractId}`);
  const facts = await getShareFacts(tx, receiptId);
  const rewarded = facts.isWorkAlone ? await workersOf(tx, payeeOrgId, input.people ?? []) : facts.people;
  const [fault] = shareFaults({ ...input, people: rewarded }, facts);
  if (facts.isWorkAlone && fault) throw new AppError('invalid', { says: fault.says }, fault.field);
  const people = rewarded.map((person, at) => ({ ...person, isMain: input.main?.includes(at) ?? false }));
  const { result, lines } = planShares({ ...facts, ...input, people, receiptFen: facts.shareableFen });
  const row = await insertRow(tx, distributions, {
    id,
    receiptId,
    orgId: payeeOrgId,
    contractId,
    receiptFen: facts.shareableFen,
    netFen: result.netFen,
    teamPpm: input.teamPpm,
    floorPpm: result.floorPpm,
    floorSource: result.floorSource,
    floorBinds: result.floorBinds,
    // Where nobody is rewarded nobody has to confirm.
    state: lines.some(({ kind }) => kind === 'person') ? distributionMachine.initial : 'confirmed',
    proposedBy: tx.actor.userId,
    proposedAt: tx.now(),
  });
  await tx.db
    .insert(distributionShares)
    .values(lines.map((line, at) => ({ ...line, distributionId: id, position: at + 1 })));
  // It waits for another person now, no longer for the officer.
  await clearDeadline(tx, 'receipt.distribute', receiptId);
  await audit(tx, { deed: 'distribution.propose', subjectType: 'distribution', subjectId: id });
  if (input.publicity) {
    const { contact } = input.publicity;
    await tx.db
      .insert(distributionPublicities)
      .values({ distributionId: id, workingDays: rewardPublicityDays, contact });
  }
  if (row.state === 'confirmed') {
    const notice = { kind: 'distribution.propose', params: { title: receipt.no }, href: `/desk/receipts/${receiptId}` };
    await notifyOrganisation(tx, payeeOrgId, ['finance', 'approver'], notice);
  } else {
    const people = lines.flatMap(({ kind, userId }) => (kind === 'person' && userId !== null ? [userId] : []));
    await notifyPeople(tx, people, { kind: 'distribution.ask', params: { title: receipt.no }, href: '/desk' });
  }
  return row;
}
