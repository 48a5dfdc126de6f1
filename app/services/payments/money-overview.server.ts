import { sql } from 'drizzle-orm';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { enteredDistributionStates, liveDistributionStates } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { kindsWith } from '#app/domain/obligation.ts';
import { receiptStatesArrived, receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import type { Context } from '../context.server.ts';
import { claimedFen, creditedFen, oneOfStates, outstandingFen, paidFen, writtenOffFen } from './claim-sums.server.ts';

/** The figures of one organisation's money. Each is a sum over rows that the page lists or links to. */
export interface MoneyFigures {
  /** Fixed part of the signed contracts (合同额): milestones only. */
  readonly contractFen: Fen;
  /** Less what was settled by a credit, since no money is due for it. */
  readonly dueFen: Fen;
  /** Money that arrived, an advance included, less what went back. */
  readonly receivedFen: Fen;
  /** Of what arrived, what settles no claim yet (预收款): it is not shared. */
  readonly advanceFen: Fen;
  /** Not arrived and, of a payee, still in its book. */
  readonly outstandingFen: Fen;
  /** Of a payee: out of its book after approval; the debt stands. */
  readonly writtenOffFen: Fen;
  /** The part of it that was sent and waits for the payee's word. */
  readonly awaitedFen: Fen;
  /** What was sent beside that and exceeds its claims: an advance once it is confirmed. */
  readonly awaitedExcessFen: Fen;
  /** Of what arrived, what corrected reports made a credit: it waits for the next claim. */
  readonly creditFen: Fen;
  /** Settled claims, not yet shared. */
  readonly undistributedFen: Fen;
  /** The part of it for which a plan lies there that is not entered: it waits for approval, or for the end of its notice. */
  readonly plannedFen: Fen;
}

/** A plan lies there and nothing of it stands in the book. */
const plannedStates = liveDistributionStates.filter((state) => !enteredDistributionStates.includes(state));

type Sum =
  | 'contract'
  | 'due'
  | 'awaited'
  | 'claimed'
  | 'received'
  | 'paid'
  | 'income'
  | 'back'
  | 'shared'
  | 'dead'
  | 'credit'
  | 'planned';

/** 合同额, 应收 or 应付, 到账 and 未到账 of an organisation, as the one who is paid and as the one who pays. */
export async function moneyOverview(
  ctx: Pick<Context, 'db'>,
  orgId: string,
): Promise<{ asPayee: MoneyFigures; asPayer: MoneyFigures }> {
  const figures = async (side: 'payee' | 'payer'): Promise<MoneyFigures> => {
    const column = sql.raw(`${side}_org_id`);
    const contractSide = sql.raw(side === 'payee' ? 'licensor_org_id' : 'licensee_org_id');
    const inBook =
      side === 'payee' ? sql`(${outstandingFen}::bigint - ${writtenOffFen}::bigint)` : sql`${outstandingFen}::bigint`;
    const rows = await ctx.db.execute<Record<Sum, string>>(sql`
      select
        (select coalesce(sum(m.amount_fen), 0)::text from milestones m join contracts c on c.id = m.contract_id
          where c.${contractSide} = ${orgId} and c.state in ${oneOfStates(signedContractStates)}) as contract,
        (select coalesce(sum(amount_fen - ${creditedFen}::bigint), 0)::text from obligations where ${column} = ${orgId}) as due,
        (select coalesce(sum(least(${claimedFen}::bigint, ${inBook})), 0)::text from obligations
          where ${column} = ${orgId} and ${inBook} > 0) as awaited,
        (select coalesce(sum(amount_fen), 0)::text from receipts
          where ${column} = ${orgId} and state in ${oneOfStates(receiptStatesUnderWay)}) as claimed,
        (select coalesce(sum(amount_fen), 0)::text from receipts
          where ${column} = ${orgId} and state in ${oneOfStates(receiptStatesArrived)}) as received,
        (select coalesce(sum(${paidFen}::bigint), 0)::text from obligations where ${column} = ${orgId}) as paid,
        (select coalesce(sum(${paidFen}::bigint), 0)::text from obligations
          where ${column} = ${orgId} and kind in ${oneOfStates(kindsWith('income'))}) as income,
        (select coalesce(sum(amount_fen), 0)::text from refunds
          where ${column} = ${orgId} and state in ${oneOfStates(refundStatesGivenBack)}) as back,
        (select coalesce(sum(${writtenOffFen}::bigint), 0)::text from obligations
          where ${side === 'payee'} and ${column} = ${orgId} and id in (select obligation_id from write_offs)) as dead,
        (select coalesce(sum(
            (select coalesce(sum(k.amount_fen), 0) from credits k where k.contract_id = c.id)
            - (select coalesce(sum(case u.kind when 'set_off' then u.amount_fen when 'recalled' then -u.amount_fen else 0 end), 0)
                from credit_uses u where u.contract_id = c.id)
            - (select coalesce(sum(o.amount_fen), 0) from obligations o where o.contract_id = c.id and o.kind = 'credit_return')
          ), 0)::text from contracts c
          where c.${contractSide} = ${orgId} and exists (select 1 from credits k where k.contract_id = c.id)) as credit,
        (select coalesce(sum(receipt_fen), 0)::text from distributions
          where org_id = ${orgId} and state in ${oneOfStates(enteredDistributionStates)}) as shared,
        (select coalesce(sum(receipt_fen), 0)::text from distributions
          where org_id = ${orgId} and state in ${oneOfStates(plannedStates)}) as planned`);
    const [row] = [...rows];
    const fen = (text: string | undefined): Fen => BigInt(text ?? '0');
    return {
      contractFen: fen(row?.contract),
      dueFen: fen(row?.due),
      receivedFen: fen(row?.received) - fen(row?.back),
      advanceFen: fen(row?.received) - fen(row?.back) - fen(row?.paid),
      outstandingFen: fen(row?.due) - fen(row?.paid) - fen(row?.dead),
      writtenOffFen: fen(row?.dead),
      awaitedFen: fen(row?.awaited),
      awaitedExcessFen: fen(row?.claimed) - fen(row?.awaited),
      creditFen: fen(row?.credit),
      plannedFen: side === 'payee' ? fen(row?.planned) : 0n,
      undistributedFen: side === 'payee' ? fen(row?.income) - fen(row?.shared) : 0n,
    };
  };
  const [asPayee, asPayer] = await Promise.all([figures('payee'), figures('payer')]);
  return { asPayee, asPayer };
}
