import { and, eq, inArray, or } from 'drizzle-orm';
import { hasPlatformRole, hasRole } from '#app/domain/access.ts';
import { maySeeApprovals } from '#app/domain/approval-access.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { paperReach } from '#app/domain/detail-reach.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { mayApproveAccount } from '#app/domain/payee-account.ts';
import { recordReaderOf } from '#app/domain/public-data.ts';
import { reachesRegion } from '#app/domain/review.ts';
import { mayReviewRegistration } from '#app/domain/review-access.ts';
import { type TradeReach, tradeReach } from '#app/domain/trade-access.ts';
import {
  achievements,
  achievementVersions,
  approvalDecisions,
  approvals,
  auctionCorrections,
  auctions,
  evaluationPapers,
  evaluations,
  contractDeclarations,
  creditUses,
  deliveries,
  esignFlows,
  files,
  clearanceReviews,
  grantClearances,
  imports,
  milestones,
  milestoneSubmissions,
  obligations,
  organisationPapers,
  organisations,
  ownerConsents,
  payeeAccounts,
  receipts,
  refunds,
  registrations,
  saleRequests,
  signatures,
  signedScans,
  trades,
  materialReturns,
  trialReports,
  writeOffs,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { mayFetchAttachment } from '../attachments/may-fetch-attachment.server.ts';
import type { ActorContext } from '../context.server.ts';
import { mayReadObjectionPaper } from '../contracts/objection-papers.server.ts';
import { isOwnPosting } from '../contracts/record-posting.server.ts';
import { isClaimed } from '../contracts/clearances.server.ts';
import { seeContract } from '../contracts/see-contract.server.ts';
import { canReadDealFile } from '../deals/can-read-deal-file.server.ts';
import { mayFetchEventFile } from '../events/may-fetch-event-file.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import type { FilePurpose } from './keep-file.server.ts';
import {
  mayFetchEntitlement,
  mayFetchInvoice,
  mayFetchLetter,
  mayFetchPriority,
  mayFetchRegistration,
  mayFetchShare,
  mayFetchStateAsset,
  mayFetchStatement,
} from './paper-files.server.ts';

export type KeptFile = typeof files.$inferSelect;

/**
 * A file for somebody to whom a page shows it: what a file was uploaded for says which page. Only the organisation he works
 * for now counts, not every one he belongs to. For others the file does not exist.
 */
export async function getFile(ctx: ActorContext, id: string): Promise<KeptFile> {
  const [file] = await ctx.db.select().from(files).where(eq(files.id, id));
  if (file === undefined || !(await mayFetch[file.purpose](ctx, id))) throw new AppError('not_found');
  return file;
}

/** The id of no organisation: UUIDs are made with version 7. */
const nobody = '00000000-0000-0000-0000-000000000000';

type MayFetch = (ctx: ActorContext, fileId: string) => Promise<boolean>;

const mayFetch: Readonly<Record<FilePurpose, MayFetch>> = {
  message: canReadDealFile,
  import: mayFetchImport,
  paper: mayFetchPaper,
  evidence: mayFetchEvidence,
  voucher: mayFetchVoucher,
  statement: mayFetchStatement,
  approval: mayFetchApproval,
  attachment: async (ctx, id) => (await mayFetchReport(ctx, id)) || mayFetchAttachment(ctx, id),
  event: mayFetchEventFile,
  // Statements of accounts are read line by line on their page; papers of accounts by those who keep or review them.
  bank_statement: async () => false,
  account_paper: mayFetchAccountPaper,
  // Opens only in its room, marked with the reader's name.
  room: async () => false,
  auction: mayFetchAuction,
  scan: async (ctx, id) => (await mayFetchEvidence(ctx, id)) || mayFetchClaimed(ctx, id),
  letter: mayFetchLetter,
  registration: mayFetchRegistration,
  invoice: mayFetchInvoice,
  share: mayFetchShare,
  write_off: mayFetchWriteOff,
  penalty_waiver: mayFetchWaiver,
  esign: mayFetchEvidence,
  posting: isOwnPosting,
  objection: mayReadObjectionPaper,
  entitlement: mayFetchEntitlement,
  state_asset: mayFetchStateAsset,
  priority: mayFetchPriority,
};

/** Readers of a trade who have no business with the papers of its sale. */
const noPapers: readonly (TradeReach | null)[] = ['deposits', null];

/**
 * A house's notice is public; its 成交确认书, as it was and as it is, and what was asked with of an auction or a trade are for the unit that
 * sold.
 */
async function mayFetchAuction({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const earlier = db
    .select({ id: auctionCorrections.auctionId })
    .from(auctionCorrections)
    .where(eq(auctionCorrections.confirmationFileId, fileId));
  const asked = db.select({ id: saleRequests.auctionId }).from(saleRequests).where(eq(saleRequests.fileId, fileId));
  const ofTrade = and(eq(saleRequests.fileId, fileId), eq(trades.orgId, actor.org?.orgId ?? nobody));
  const [askedOfTrade] = await db
    .select({ id: trades.id })
    .from(saleRequests)
    .innerJoin(trades, eq(trades.id, saleRequests.tradeId))
    .where(ofTrade);
  // As on the page of the trade: finance reads deposits alone there.
  if (askedOfTrade !== undefined) return !noPapers.includes(tradeReach(actor));
  const isPaper = or(
    eq(auctions.confirmationFileId, fileId),
    inArray(auctions.id, earlier),
    inArray(auctions.id, asked),
  );
  const isOwn = and(eq(auctions.orgId, actor.org?.orgId ?? nobody), isPaper);
  return (await db.$count(auctions, or(eq(auctions.noticeFileId, fileId), isOwn))) > 0;
}

/**
 * Issued reports and the papers behind them, for owner and evaluator; once the unit's secrecy reviewer let them out, for the
 * authorities of the region where the record was handed in for registration, and of a public record for whom its papers are open.
 */
async function mayFetchReport({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const [found] = await db
    .select({
      ownerId: evaluations.orgId,
      evaluatorId: evaluations.evaluatorOrgId,
      openedAt: evaluations.openedAt,
      state: achievements.state,
      data: achievementVersions.data,
      regionCode: registrations.regionCode,
    })
    .from(evaluations)
    .innerJoin(achievements, eq(achievements.id, evaluations.achievementId))
    .innerJoin(achievementVersions, currentVersion)
    .leftJoin(registrations, eq(registrations.achievementId, achievements.id))
    .leftJoin(evaluationPapers, eq(evaluationPapers.evaluationId, evaluations.id))
    .where(
      and(
        or(eq(evaluations.reportFileId, fileId), eq(evaluationPapers.fileId, fileId)),
        eq(evaluations.state, 'issued'),
      ),
    );
  if (found === undefined) return false;
  if ([found.ownerId, found.evaluatorId].includes(actor.org?.orgId ?? '')) return true;
  if (found.openedAt === null) return false;
  if (mayReviewRegistration(actor) && reachesRegion(actor.org?.regionCode ?? '', found.regionCode)) return true;
  return found.state === 'published' && paperReach(found.data, recordReaderOf(actor)) === 'open';
}

/** An import holds what the unit has not published yet: for those who may see imports. */
async function mayFetchImport({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  if (actor.org === null || !hasRole(actor, 'officer', 'secrecy')) return false;
  return (await db.$count(imports, and(eq(imports.fileId, fileId), eq(imports.orgId, actor.org.orgId)))) > 0;
}

/** Those who hand papers in, and the reviewers while the organisation waits for them. */
async function mayFetchPaper({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const [paper] = await db
    .select({ orgId: organisations.id, state: organisations.state })
    .from(organisationPapers)
    .innerJoin(organisations, eq(organisations.id, organisationPapers.orgId))
    .where(eq(organisationPapers.fileId, fileId));
  if (paper === undefined) return false;
  if (paper.state === 'submitted' && hasPlatformRole(actor, 'reviewer')) return true;
  return paper.orgId === actor.org?.orgId && hasRole(actor, 'owner', 'officer');
}

/** The organisation's own finance, and the operator's reviewers while the account waits for them. */
async function mayFetchAccountPaper({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const [account] = await db.select().from(payeeAccounts).where(eq(payeeAccounts.paperFileId, fileId));
  if (account === undefined) return false;
  if (account.state === 'reviewing' && hasPlatformRole(actor, 'reviewer')) return true;
  return account.orgId === actor.org?.orgId && mayApproveAccount(actor);
}

/** Both parties; a broker reads the contract, but its page gives him no evidence. */
async function mayFetchEvidence(ctx: ActorContext, fileId: string): Promise<boolean> {
  const row = await evidenceOf(ctx, fileId);
  return row !== undefined && (await sideOf(ctx, row.contractId)) !== null;
}

/** What is claimed of an earlier contract, for its other side, which answers it. */
async function mayFetchClaimed(ctx: ActorContext, fileId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ contractId: grantClearances.earlierContractId })
    .from(grantClearances)
    .leftJoin(clearanceReviews, eq(clearanceReviews.clearanceId, grantClearances.id))
    .where(and(eq(grantClearances.fileId, fileId), isClaimed));
  for (const { contractId } of rows) if ((await sideOf(ctx, contractId)) === 'licensee') return true;
  return false;
}

/** The reader's side of a contract; null of one that he looks on as a broker or does not find. */
async function sideOf(ctx: ActorContext, contractId: string): Promise<ContractSide | null> {
  try {
    return (await seeContract(ctx, contractId)).side;
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/** The unit's own people who take part in approvals; the other party never sees them. */
async function mayFetchApproval({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  if (!maySeeApprovals(actor)) return false;
  const rows = await db
    .select({ id: approvals.id })
    .from(approvalDecisions)
    .innerJoin(approvals, eq(approvals.id, approvalDecisions.approvalId))
    .where(and(eq(approvalDecisions.fileId, fileId), eq(approvals.orgId, actor.org?.orgId ?? '')));
  return rows.length > 0;
}

/**
 * The contract whose page shows the file: evidence, a delivery, a report of the trial, what shows that materials were returned, a sealed scan,
 * a consent, a letter of attorney, the document of a right's end,
 * what went to an e-sign provider and came back.
 */
async function evidenceOf({ db }: ActorContext, fileId: string): Promise<{ contractId: string } | undefined> {
  const found = await Promise.all([
    db
      .select({ contractId: milestones.contractId })
      .from(milestoneSubmissions)
      .innerJoin(milestones, eq(milestones.id, milestoneSubmissions.milestoneId))
      .where(eq(milestoneSubmissions.fileId, fileId)),
    db
      .select({ contractId: contractDeclarations.contractId })
      .from(contractDeclarations)
      .where(eq(contractDeclarations.fileId, fileId)),
    db.select({ contractId: deliveries.contractId }).from(deliveries).where(eq(deliveries.fileId, fileId)),
    db.select({ contractId: trialReports.contractId }).from(trialReports).where(eq(trialReports.fileId, fileId)),
    db
      .select({ contractId: materialReturns.contractId })
      .from(materialReturns)
      .where(eq(materialReturns.fileId, fileId)),
    db.select({ contractId: signedScans.contractId }).from(signedScans).where(eq(signedScans.fileId, fileId)),
    db.select({ contractId: ownerConsents.contractId }).from(ownerConsents).where(eq(ownerConsents.fileId, fileId)),
    db
      .select({ contractId: grantClearances.contractId })
      .from(grantClearances)
      .where(eq(grantClearances.fileId, fileId)),
    db.select({ contractId: signatures.contractId }).from(signatures).where(eq(signatures.authorityFileId, fileId)),
    db
      .select({ contractId: esignFlows.contractId })
      .from(esignFlows)
      .where(
        or(
          eq(esignFlows.originalFileId, fileId),
          eq(esignFlows.signedFileId, fileId),
          eq(esignFlows.reportFileId, fileId),
          eq(esignFlows.lateFileId, fileId),
        ),
      ),
  ]);
  return found.flat()[0];
}

async function mayFetchVoucher(ctx: ActorContext, fileId: string): Promise<boolean> {
  const { org } = ctx.actor;
  if (org === null || !maySeeMoney(ctx)) return false;
  const isParty = or(eq(receipts.payerOrgId, org.orgId), eq(receipts.payeeOrgId, org.orgId));
  const isRefundParty = or(eq(refunds.payerOrgId, org.orgId), eq(refunds.payeeOrgId, org.orgId));
  const shown = [
    await ctx.db.$count(receipts, and(eq(receipts.voucherFileId, fileId), isParty)),
    await ctx.db.$count(refunds, and(eq(refunds.voucherFileId, fileId), isRefundParty)),
  ];
  return shown.some((n) => n > 0);
}

/** The payee's own people who see its money: the payer is told of no write-off. */
async function mayFetchWriteOff(ctx: ActorContext, fileId: string): Promise<boolean> {
  const { org } = ctx.actor;
  if (org === null || !maySeeMoney(ctx)) return false;
  const isOwn = and(eq(writeOffs.documentFileId, fileId), eq(writeOffs.orgId, org.orgId));
  return (await ctx.db.$count(writeOffs, isOwn)) > 0;
}

/** The payee's own people who see its money: the document is its own decision; the payer reads sum, day and reason. */
async function mayFetchWaiver(ctx: ActorContext, fileId: string): Promise<boolean> {
  const { org } = ctx.actor;
  if (org === null || !maySeeMoney(ctx)) return false;
  const rows = await ctx.db
    .select({ id: creditUses.id })
    .from(creditUses)
    .innerJoin(obligations, eq(obligations.id, creditUses.obligationId))
    .where(and(eq(creditUses.documentFileId, fileId), eq(obligations.payeeOrgId, org.orgId)));
  return rows.length > 0;
}
