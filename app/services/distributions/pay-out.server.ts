import { isProofFresh } from '#app/domain/access.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { paidOut, taxDeclared } from '#app/domain/ledger.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { isTaxReduced, rewardConditions, taxableOf } from '#app/domain/reward-tax.ts';
import { distributionPayouts, sharePayouts } from '#db/schema/index.ts';
import { eq } from 'drizzle-orm';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { postEntries } from '../ledger/post-entries.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { moveDistribution } from './move-distribution.server.ts';
import { getDistributionFor } from './own-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';
import { requirePayable } from './require-payable.server.ts';
import { rewardFactsOf } from './reward-facts.server.ts';
import { teamLines } from './team-answers.server.ts';

interface PayOut {
  readonly id: string;
  readonly voucherNo: string;
  readonly paidOn: Day;
  /** Withheld from each person, in the order of the list. */
  readonly taxes: readonly Fen[];
}

/**
 * Finance paid the people's shares: the voucher, and the income tax withheld from each, never more than what of his share is
 * taxed. With a fresh second factor.
 */
export async function payOut(ctx: ActorContext, input: PayOut): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, input.id, 'payOut');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const { voucherNo, paidOn } = input;
  const refuse = (field: string, says: string) => new AppError('invalid', { says }, field);
  const facts = { ...(await rewardFactsOf(ctx, row)), paidOn };
  const isReduced = isTaxReduced(facts);
  return inTransaction(ctx, async (tx) => {
    await requirePayable(tx, row, paidOn);
    const done = await moveDistribution(tx, row, 'payOut');
    const team = await teamLines(tx, row.id);
    if (team.length === 0) throw new AppError('state_changed');
    const paid = team.map(({ id, amountFen, label }, at) => {
      const taxableFen = taxableOf(amountFen, isReduced);
      const taxFen = input.taxes[at] ?? 0n;
      if (taxFen > taxableFen) {
        throw refuse(`taxes[${at}]`, `${label}的代扣税额超过应税的 ${formatYuan(taxableFen)}。`);
      }
      return { shareId: id, grossFen: amountFen, taxableFen, taxFen };
    });
    const sum = (of: 'grossFen' | 'taxFen') => paid.reduce((total, line) => total + line[of], 0n);
    const [grossFen, taxFen] = [sum('grossFen'), sum('taxFen')];
    const unmet = rewardConditions(facts).filter(({ isMet }) => !isMet);
    const taxNote = isReduced
      ? '四项条件都符合，减按 50% 计税'
      : `全额计税：${unmet.map(({ label }) => label).join('；')}，未满足`;
    await tx.db.insert(sharePayouts).values(paid);
    const payout = { distributionId: row.id, voucherNo, paidOn, grossFen, taxFen, isReduced, taxNote };
    await tx.db.insert(distributionPayouts).values({ ...payout, paidBy: tx.actor.userId, paidAt: tx.now() });
    const entry = paidOut({ id: row.id, occurredAt: tx.now(), grossFen, taxFen });
    await postEntries(tx, [
      { orgId: row.orgId, contractId: row.contractId, description: `发放奖励 凭证 ${voucherNo}`, entry },
    ]);
    const people = team.flatMap(({ userId }) => (userId === null ? [] : [userId]));
    await notifyPeople(tx, people, { kind: 'distribution.pay_out', href: '/desk/money' });
    return done;
  });
}

/** The tax withheld was declared and paid: the day and the serial of the tax paper. */
export async function declareTax(
  ctx: ActorContext,
  { id, declaredOn, taxSerial }: { readonly id: string; readonly declaredOn: Day; readonly taxSerial: string },
): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, id, 'declareTax');
  if (declaredOn > dayOf(ctx.now())) throw new AppError('invalid', { says: '申报日期不能晚于今天。' }, 'declaredOn');
  return inTransaction(ctx, async (tx) => {
    const done = await moveDistribution(tx, row, 'declareTax');
    const [payout] = await tx.db
      .update(distributionPayouts)
      .set({ taxDeclaredOn: declaredOn, taxSerial, declaredBy: tx.actor.userId })
      .where(eq(distributionPayouts.distributionId, id))
      .returning();
    if (payout === undefined) throw new AppError('state_changed');
    if (declaredOn < payout.paidOn) {
      throw new AppError('invalid', { says: `申报日期不能早于发放日期 ${payout.paidOn}。` }, 'declaredOn');
    }
    if (payout.taxFen > 0n) {
      const entry = taxDeclared({ id, occurredAt: tx.now(), taxFen: payout.taxFen });
      const book = { orgId: row.orgId, contractId: row.contractId, description: `申报缴纳代扣个税 ${taxSerial}` };
      await postEntries(tx, [{ ...book, entry }]);
    }
    return done;
  });
}
