import { inSetOffOrder, setOff } from '#app/domain/credit.ts';
import { creditSetOff } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { type contracts, creditUses } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { standingMilestones } from '../contracts/milestone-claim.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';
import { openPagesOf } from '../payments/open-pages.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { collectWrittenOff } from '../write-offs/collect-written-off.server.ts';
import { getCreditSums } from './credit-sums.server.ts';
import { recallReturns } from './recall-returns.server.ts';

/**
 * Sets what is left of a contract's credits against its open claims (`inSetOffOrder`). What is said to be under way by bank transfer is
 * left to that transfer, what stands on an open card page to that page. Called by whatever raises a claim or a credit, with the contract
 * locked; asked again it changes nothing. What the licensor was to repay and nobody is paying is credit again where a claim is open.
 */
export async function setOffCredits(
  tx: In<Context>,
  contract: Pick<typeof contracts.$inferSelect, 'id' | 'licensorOrgId' | 'licenseeOrgId'>,
): Promise<void> {
  const { leftFen, returningFen } = await getCreditSums(tx, contract.id);
  if (leftFen + returningFen <= 0n) return;
  const all = await obligationsOf(tx, contract.id);
  const pages = await openPagesOf(
    tx,
    all.filter(({ payableFen }) => payableFen > 0n).map(({ id }) => id),
  );
  const free = all.map((claim) => ({ ...claim, payableFen: claim.payableFen - (pages.get(claim.id) ?? 0n) }));
  const returns = free.filter(({ kind, payableFen }) => !claimIs(kind, 'income') && payableFen > 0n);
  const milestoneOf = await standingMilestones(tx, contract.id);
  const claims = inSetOffOrder(
    free
      .filter(({ kind }) => claimIs(kind, 'set_off'))
      .map((claim) => ({
        ...claim,
        at: claim.createdAt.getTime(),
        isTakenBack: claim.kind === 'milestone' && !milestoneOf.has(claim.id),
        isContested: milestoneOf.get(claim.id) === 'frozen',
      })),
  );
  const parts = setOff(leftFen + sumOf(returns), claims);
  const usedFen = parts.reduce((sum, { fen }) => sum + fen, 0n);
  await recallReturns(tx, contract, returns, usedFen - leftFen);
  for (const { id, fen } of parts) {
    const claim = claims.find((row) => row.id === id);
    if (claim === undefined) throw new Error('credit was not set off');
    const set = { contractId: contract.id, obligationId: id, kind: 'set_off', amountFen: fen } as const;
    const use = await insertRow(tx, creditUses, { ...set, createdAt: tx.now() });
    const settled = { ...claim, contractId: contract.id, payeeOrgId: contract.licensorOrgId };
    const openFen = claim.outstandingFen - fen;
    await collectWrittenOff(tx, { claim: settled, openFen, cause: 'credit', causeId: use.id });
    const facts = { id: use.id, occurredAt: tx.now(), amountFen: fen };
    await postInBothBooks(tx, contract, `贷项抵减 ${claim.label}`, (side) => creditSetOff({ ...facts, side }));
    await audit(tx, { deed: 'credit.set_off', subjectType: 'obligation', subjectId: id });
    if (fen === claim.outstandingFen) await settleClaim(tx, claim);
  }
}

const sumOf = (returns: readonly { readonly payableFen: Fen }[]): Fen =>
  returns.reduce((sum, { payableFen }) => sum + payableFen, 0n);
