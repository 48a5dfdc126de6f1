import { and, eq, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type Actor, hasRole } from '#app/domain/access.ts';
import { maySeeApprovals } from '#app/domain/approval-access.ts';
import { isAppError } from '#app/domain/errors.ts';
import {
  authorityLetters,
  commissionPayments,
  contractRegistrations,
  contracts,
  distributions,
  distributionShares,
  entitlements,
  invoices,
  priorityAnswers,
  priorityInquiries,
  registrationResults,
  royaltyStatements,
  scanAnswers,
  shareAnswers,
  signatures,
  stateAssetFilings,
  statementPapers,
  statementQueries,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { seeContract } from '../contracts/see-contract.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';

/** Letters of attorney: the organisation's own signers and officers, and the other party of a contract signed by one. */
export async function mayFetchLetter(ctx: ActorContext, fileId: string): Promise<boolean> {
  const [letter] = await ctx.db.select().from(authorityLetters).where(eq(authorityLetters.fileId, fileId));
  if (letter === undefined) return false;
  if (letter.orgId === ctx.actor.org?.orgId && hasRole(ctx.actor, 'owner', 'officer', 'approver', 'legal')) return true;
  const used = await Promise.all([
    ctx.db.select({ id: signatures.contractId }).from(signatures).where(eq(signatures.authorityFileId, fileId)),
    ctx.db.select({ id: scanAnswers.contractId }).from(scanAnswers).where(eq(scanAnswers.letterId, letter.id)),
  ]);
  for (const id of new Set(used.flat().map((row) => row.id))) if (await isParty(ctx, id)) return true;
  return false;
}

/** The certificate of a registered contract: both parties. */
export async function mayFetchRegistration(ctx: ActorContext, fileId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ contractId: contractRegistrations.contractId })
    .from(registrationResults)
    .innerJoin(contractRegistrations, eq(contractRegistrations.id, registrationResults.registrationId))
    .where(eq(registrationResults.fileId, fileId));
  return row !== undefined && isParty(ctx, row.contractId);
}

/** The agreement of an entitlement: the own unit's people who decide about its contracts. */
export async function mayFetchEntitlement({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  if (!maySeeApprovals(actor)) return false;
  return (await db.$count(entitlements, and(eq(entitlements.fileId, fileId), isOf(actor, entitlements.orgId)))) > 0;
}

/** 评估备案表 and 交易凭证 of a state-owned assignment: the same people of the owner; the other party reads their numbers on the contract. */
export async function mayFetchStateAsset({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  if (!maySeeApprovals(actor)) return false;
  const { filingFileId, certificateFileId, orgId } = stateAssetFilings;
  const isPaper = or(eq(filingFileId, fileId), eq(certificateFileId, fileId));
  return (await db.$count(stateAssetFilings, and(isPaper, isOf(actor, orgId)))) > 0;
}

/** What a completer signed about buying first, or how his claim ended: the same people, and he himself. */
export async function mayFetchPriority({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const rows = await db
    .select({ people: priorityInquiries.people, name: priorityAnswers.name })
    .from(priorityAnswers)
    .innerJoin(priorityInquiries, eq(priorityInquiries.id, priorityAnswers.inquiryId))
    .where(and(eq(priorityAnswers.fileId, fileId), isOf(actor, priorityInquiries.orgId)));
  if (maySeeApprovals(actor)) return rows.length > 0;
  return rows.some(({ people, name }) => people.some((each) => each.name === name && each.userId === actor.userId));
}

const isOf = (actor: Actor, orgId: PgColumn) => (actor.org === null ? sql`false` : eq(orgId, actor.org.orgId));

/** Invoices: those of both parties who see money. */
export async function mayFetchInvoice(ctx: ActorContext, fileId: string): Promise<boolean> {
  const { org } = ctx.actor;
  if (org === null || !maySeeMoney(ctx)) return false;
  const isOwn = or(eq(invoices.sellerOrgId, org.orgId), eq(invoices.buyerOrgId, org.orgId));
  return (await ctx.db.$count(invoices, and(eq(invoices.fileId, fileId), isOwn))) > 0;
}

/** The list that the rewarded people signed, a broker's mandate and invoice: the unit's people of money. */
export async function mayFetchShare(ctx: ActorContext, fileId: string): Promise<boolean> {
  const { org } = ctx.actor;
  if (org === null || !maySeeMoney(ctx)) return false;
  const rows = await ctx.db
    .select({ id: shareAnswers.id })
    .from(shareAnswers)
    .innerJoin(distributionShares, eq(distributionShares.id, shareAnswers.shareId))
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(and(eq(shareAnswers.fileId, fileId), eq(distributions.orgId, org.orgId)));
  const commissions = await ctx.db
    .select({ id: commissionPayments.id })
    .from(commissionPayments)
    .innerJoin(distributionShares, eq(distributionShares.id, commissionPayments.shareId))
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(
      and(
        or(eq(commissionPayments.agreementFileId, fileId), eq(commissionPayments.invoiceFileId, fileId)),
        eq(distributions.orgId, org.orgId),
      ),
    );
  return rows.length + commissions.length > 0;
}

/** What stands with a report or beside it, or answers a question about it: those of both parties who see money. */
export async function mayFetchStatement(ctx: ActorContext, fileId: string): Promise<boolean> {
  const { org } = ctx.actor;
  if (org === null || !maySeeMoney(ctx)) return false;
  const isParty = or(eq(contracts.licensorOrgId, org.orgId), eq(contracts.licenseeOrgId, org.orgId));
  const rows = await ctx.db
    .select({ id: royaltyStatements.id })
    .from(royaltyStatements)
    .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
    .where(and(eq(royaltyStatements.fileId, fileId), isParty));
  const answers = await ctx.db
    .select({ id: statementQueries.id })
    .from(statementQueries)
    .innerJoin(royaltyStatements, eq(royaltyStatements.id, statementQueries.statementId))
    .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
    .where(and(eq(statementQueries.fileId, fileId), isParty));
  const papers = await ctx.db
    .select({ id: statementPapers.id })
    .from(statementPapers)
    .innerJoin(royaltyStatements, eq(royaltyStatements.id, statementPapers.statementId))
    .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
    .where(and(eq(statementPapers.fileId, fileId), isParty));
  return rows.length + answers.length + papers.length > 0;
}

async function isParty(ctx: ActorContext, contractId: string): Promise<boolean> {
  try {
    return (await seeContract(ctx, contractId)).side !== null;
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return false;
    throw error;
  }
}
