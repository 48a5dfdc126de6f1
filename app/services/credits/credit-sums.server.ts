import { eq, sql } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { contracts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The credits of one contract, in fen. */
export interface CreditSums {
  /** Taken back by corrected reports. */
  readonly raisedFen: Fen;
  /** The part of it that milestones gave back. */
  readonly ofMilestonesFen: Fen;
  /** Set against claims. */
  readonly setOffFen: Fen;
  /** To be repaid, since nothing can follow that they could be set against; less what was recalled for a claim all the same. */
  readonly returningFen: Fen;
  /** Ever made a repayment, recalled or not: it only grows. */
  readonly everReturnedFen: Fen;
  /** Of what was to be repaid, what the licensee waived. */
  readonly waivedFen: Fen;
  /** Waits for the next claim. */
  readonly leftFen: Fen;
}

/** What corrected reports took back under a contract and what became of it. The caller has locked the contract where it acts on it. */
export async function getCreditSums({ db }: Pick<Context, 'db'>, contractId: string): Promise<CreditSums> {
  const [row] = await db
    .select({
      raised: sql<string>`(select coalesce(sum(c.amount_fen), 0)::text from credits c where c.contract_id = contracts.id)`,
      ofMilestones: sql<string>`(select coalesce(sum(c.amount_fen), 0)::text from credits c
        where c.contract_id = contracts.id and c.milestone_id is not null)`,
      setOff: sql<string>`(select coalesce(sum(u.amount_fen), 0)::text from credit_uses u
        where u.contract_id = contracts.id and u.kind = 'set_off')`,
      returning: sql<string>`(select coalesce(sum(o.amount_fen), 0)::text from obligations o
        where o.contract_id = contracts.id and o.kind = 'credit_return')`,
      recalled: sql<string>`(select coalesce(sum(u.amount_fen), 0)::text from credit_uses u
        where u.contract_id = contracts.id and u.kind = 'recalled')`,
      waived: sql<string>`(select coalesce(sum(u.amount_fen), 0)::text from credit_uses u
        where u.contract_id = contracts.id and u.kind = 'waived')`,
    })
    .from(contracts)
    .where(eq(contracts.id, contractId));
  const fen = (text: string | undefined): Fen => BigInt(text ?? '0');
  const [raisedFen, setOffFen, everReturnedFen] = [fen(row?.raised), fen(row?.setOff), fen(row?.returning)];
  const returningFen = everReturnedFen - fen(row?.recalled);
  const leftFen = raisedFen - setOffFen - returningFen;
  const [ofMilestonesFen, waivedFen] = [fen(row?.ofMilestones), fen(row?.waived)];
  return { raisedFen, ofMilestonesFen, setOffFen, returningFen, everReturnedFen, waivedFen, leftFen };
}
