import { eq } from 'drizzle-orm';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { loweredPeriods, partsToJson, raisedPeriods } from '#app/domain/period-charged.ts';
import { fenToJson } from '#app/domain/money.ts';
import { royaltyBooks } from '#app/domain/royalty-books.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { raiseCredit } from '../credits/raise-credit.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { raiseClaim } from '../payments/raise-claim.server.ts';
import { reportFacts } from '../royalties/contract-facts.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import type { DeclarationRow } from './last-declaration.server.ts';
import type { Contract } from './own-contract.server.ts';
import { settleContract } from './settle-contract.server.ts';
import { tellCapReached } from './tell-cap-reached.server.ts';

/** What is known without this declaration. */
const without = (facts: readonly ContractFact[], id: string, revises: string | null) =>
  facts.filter((fact) => fact.id !== id && !(fact.kind === 'patent_restored' && fact.loss === revises));

/**
 * Books what the end of a right, or what took it back, makes of royalties that were charged: less is a credit, more a claim, each a line
 * of its own; no statement is touched. The working by periods is kept with the declaration. The contract is locked.
 */
export async function chargeByRights(
  tx: In<Context>,
  contract: Contract,
  { id, revises }: DeclarationRow,
  label: string,
): Promise<void> {
  const { terms, royalty, books, facts, reports, asOf, booked, chargedFen } = await getRoyaltyAccount(tx, contract);
  if (royalty !== null && books !== null) {
    const known = [...without(facts, id, revises), ...reportFacts(reports)];
    const was = royaltyBooks({ ...terms, royalty }, known, asOf, booked).periods;
    // A period that lies whole after the end is none any more.
    const now = was.map((one) => books.periods.find(({ period }) => period.key === one.period.key) ?? gone(one));
    const { dueFen, takenBackFen } = books;
    const working = {
      dueFen: fenToJson(dueFen),
      takenBackFen: fenToJson(takenBackFen),
      lowered: takenBackFen > 0n ? partsToJson(loweredPeriods(was, now)) : [],
      raised: dueFen > 0n ? partsToJson(raisedPeriods(was, books.periods)) : [],
    };
    await tx.db.update(contractDeclarations).set({ working }).where(eq(contractDeclarations.id, id));
    if (dueFen > 0n) {
      const dueOn = addDays(dayOf(tx.now()), royalty.payWithinDays);
      await raiseClaim(tx, { contract, kind: 'royalty', subjectId: id, label, amountFen: dueFen, dueOn });
      await tellCapReached(tx, contract, chargedFen);
    }
    if (takenBackFen > 0n) await raiseCredit(tx, { contract, declarationId: id, label, amountFen: takenBackFen });
    await setOffCredits(tx, contract);
  }
  await settleContract(tx, contract.id, await planNextReport(tx, contract));
}

const gone = <Period extends { readonly amountFen: bigint }>(period: Period): Period => ({ ...period, amountFen: 0n });
