import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type BankAccount, isOwnName, mayApproveAccount } from '#app/domain/payee-account.ts';
import { isLimitHeld, limitAt } from '#app/domain/second-person.ts';
import { organisations, payeeAccounts, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';

const account = {
  id: payeeAccounts.id,
  accountName: payeeAccounts.accountName,
  bankName: payeeAccounts.bankName,
  accountNo: payeeAccounts.accountNo,
};

/** Where a payer sends money to: the verified account, and whether another one is on its way. */
export interface ShownAccount {
  readonly account: (BankAccount & { readonly id: string }) | null;
  /** A verified account waits for its day to pass: from when it counts. */
  readonly changesAt: Date | null;
}

/** The account of an organisation as its payers see it. The caller has checked that the reader is one of them. */
export async function getShownAccount({ db }: Pick<Context, 'db'>, orgId: string): Promise<ShownAccount> {
  const rows = await db
    .select({ ...account, state: payeeAccounts.state, activeFrom: payeeAccounts.activeFrom })
    .from(payeeAccounts)
    .where(and(eq(payeeAccounts.orgId, orgId), inArray(payeeAccounts.state, ['active', 'held'])));
  const active = rows.find(({ state }) => state === 'active');
  const shown = active && {
    id: active.id,
    accountName: active.accountName,
    bankName: active.bankName,
    accountNo: active.accountNo,
  };
  return { account: shown ?? null, changesAt: rows.find(({ state }) => state === 'held')?.activeFrom ?? null };
}

const proposer = alias(users, 'proposer');
const approver = alias(users, 'approver');

/** Every account that the actor's organisation has or had, the newest first. The small amount is never among it. */
export async function listOwnAccounts(ctx: ActorContext) {
  const { org } = ctx.actor;
  if (org === null || !mayApproveAccount(ctx.actor)) throw new AppError('forbidden');
  const [unit] = await ctx.db
    .select({
      name: organisations.name,
      twoPersonFen: organisations.twoPersonFen,
      twoPersonFrom: organisations.twoPersonFrom,
      twoPersonBeforeFen: organisations.twoPersonBeforeFen,
      twoPersonAskedFen: organisations.twoPersonAskedFen,
      twoPersonAskedBy: organisations.twoPersonAskedBy,
      twoPersonAskedAt: organisations.twoPersonAskedAt,
      twoPersonAsker: users.name,
    })
    .from(organisations)
    .leftJoin(users, eq(users.id, organisations.twoPersonAskedBy))
    .where(eq(organisations.id, org.orgId));
  const rows = await ctx.db
    .select({
      ...account,
      state: payeeAccounts.state,
      reason: payeeAccounts.reason,
      way: payeeAccounts.way,
      proposedBy: payeeAccounts.proposedBy,
      proposedAt: payeeAccounts.proposedAt,
      approvedAt: payeeAccounts.approvedAt,
      probeSentAt: payeeAccounts.probeSentAt,
      probeUntil: payeeAccounts.probeUntil,
      probeTries: payeeAccounts.probeTries,
      paperFileId: payeeAccounts.paperFileId,
      verifiedAt: payeeAccounts.verifiedAt,
      activeFrom: payeeAccounts.activeFrom,
      endedAt: payeeAccounts.endedAt,
      endNote: payeeAccounts.endNote,
      proposer: proposer.name,
      approver: approver.name,
    })
    .from(payeeAccounts)
    .leftJoin(proposer, eq(proposer.id, payeeAccounts.proposedBy))
    .leftJoin(approver, eq(approver.id, payeeAccounts.approvedBy))
    .where(eq(payeeAccounts.orgId, org.orgId))
    .orderBy(desc(payeeAccounts.proposedAt), desc(payeeAccounts.id));
  if (unit === undefined) throw new AppError('not_found');
  const accounts = rows.map((row) => ({ ...row, isOwnName: isOwnName(row.accountName, unit.name) }));
  const { twoPersonFrom, twoPersonBeforeFen, ...shown } = unit;
  const kept = { twoPersonFen: unit.twoPersonFen, twoPersonFrom, twoPersonBeforeFen };
  return {
    ...shown,
    /** What counts now; `twoPersonFen` counts from the end of the hold. */
    limitFen: limitAt(kept, ctx.now()),
    heldUntil: isLimitHeld(kept, ctx.now()) ? twoPersonFrom : null,
    accounts,
  };
}

/** Accounts that wait for the operator: a small amount to be sent, or papers to be read. */
export async function listAccountsToVerify(ctx: ActorContext) {
  if (!hasPlatformRole(ctx.actor, 'reviewer')) throw new AppError('forbidden');
  const columns = {
    ...account,
    orgId: organisations.id,
    orgName: organisations.name,
    isSample: organisations.isSample,
    uscc: organisations.uscc,
    proposedAt: payeeAccounts.proposedAt,
  };
  const [toSend, toRead] = await Promise.all([
    ctx.db
      .select({ ...columns, probeFen: payeeAccounts.probeFen })
      .from(payeeAccounts)
      .innerJoin(organisations, eq(organisations.id, payeeAccounts.orgId))
      .where(and(eq(payeeAccounts.state, 'probing'), isNull(payeeAccounts.probeSentAt)))
      .orderBy(asc(payeeAccounts.proposedAt))
      .limit(200),
    ctx.db
      .select({ ...columns, paperFileId: payeeAccounts.paperFileId })
      .from(payeeAccounts)
      .innerJoin(organisations, eq(organisations.id, payeeAccounts.orgId))
      .where(eq(payeeAccounts.state, 'reviewing'))
      .orderBy(asc(payeeAccounts.proposedAt))
      .limit(200),
  ]);
  return { toSend, toRead };
}
