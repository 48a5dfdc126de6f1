import { eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getRoyaltyAccount, reportDueOn, reportingStates } from './royalty-account.server.ts';

/** Statements of a contract with what became of each claim, and the next period to report. For its two parties. */
export async function statementOf(ctx: ActorContext, contractId: string) {
  const orgId = moneyOrgOf(ctx);
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, contractId));
  if (contract === undefined || ![contract.licensorOrgId, contract.licenseeOrgId].includes(orgId)) {
    throw new AppError('not_found');
  }
  const head = { id: contract.id, no: contract.no, title: contract.title };
  if (contract.signedVersionN === null) return { contract: head, account: null, statements: [], mayFile: false };
  const { royalty, next, statements, chargedFen } = await getRoyaltyAccount(ctx, contract);
  const open = await obligationsOf(ctx, contractId);
  const paidFen = open.reduce((sum, claim) => sum + claim.paidFen, 0n);
  const claims = new Map(open.map((claim) => [claim.subjectId, claim]));
  const isLicensee = contract.licenseeOrgId === orgId;
  const isOpen = reportingStates.some((state) => state === contract.state);
  const hasEnded = next !== null && next.endOn < dayOf(ctx.now());
  return {
    contract: head,
    account:
      royalty === null
        ? null
        : { royalty, next, chargedFen, paidFen, dueOn: next === null ? null : reportDueOn(royalty, next), hasEnded },
    statements: statements.map((statement) => ({ ...statement, claim: claims.get(statement.id) ?? null })),
    mayFile: isLicensee && isOpen && hasEnded && hasRole(ctx.actor, 'officer', 'finance'),
  };
}
