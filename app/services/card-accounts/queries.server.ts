import { desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { AppError } from '#app/domain/errors.ts';
import { maskedAccountNo, mayApproveAccount } from '#app/domain/payee-account.ts';
import { cardAccounts, organisations, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

const proposer = alias(users, 'proposer');
const approver = alias(users, 'approver');

/** Every card account that the actor's organisation has or had, the newest first, as the provider last said. */
export async function listOwnCardAccounts(ctx: ActorContext) {
  const { org } = ctx.actor;
  if (org === null || !mayApproveAccount(ctx.actor)) throw new AppError('forbidden');
  const [unit] = await ctx.db
    .select({ orgName: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, org.orgId));
  const rows = await ctx.db
    .select({
      id: cardAccounts.id,
      state: cardAccounts.state,
      account: cardAccounts.account,
      country: cardAccounts.country,
      reason: cardAccounts.reason,
      proposedBy: cardAccounts.proposedBy,
      filedBy: cardAccounts.filedBy,
      proposedAt: cardAccounts.proposedAt,
      approvedAt: cardAccounts.approvedAt,
      approveNote: cardAccounts.approveNote,
      isEnabled: cardAccounts.isEnabled,
      isFiled: cardAccounts.isFiled,
      name: cardAccounts.name,
      methods: cardAccounts.methods,
      due: cardAccounts.due,
      disabledReason: cardAccounts.disabledReason,
      askedAt: cardAccounts.askedAt,
      activeFrom: cardAccounts.activeFrom,
      endedAt: cardAccounts.endedAt,
      endNote: cardAccounts.endNote,
      proposer: proposer.name,
      approver: approver.name,
    })
    .from(cardAccounts)
    .leftJoin(proposer, eq(proposer.id, cardAccounts.proposedBy))
    .leftJoin(approver, eq(approver.id, cardAccounts.approvedBy))
    .where(eq(cardAccounts.orgId, org.orgId))
    .orderBy(desc(cardAccounts.proposedAt), desc(cardAccounts.id));
  // The end is enough to tell it from another at the provider; the whole is nobody's to read here.
  const accounts = rows.map(({ account, ...row }) => ({
    ...row,
    accountEnd: account === null ? null : maskedAccountNo(account),
  }));
  return { orgName: unit?.orgName ?? '', isOffered: ctx.payments.isEnabled, accounts };
}
