import { and, eq, isNull } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  contracts,
  dealMessages,
  deals,
  files,
  imports,
  mandates,
  memberships,
  milestones,
  milestoneSubmissions,
  organisationPapers,
  receipts,
  royaltyStatements,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export type KeptFile = typeof files.$inferSelect;

/**
 * A file for somebody who may have it: members of the organisation that owns it, the two parties (and the mandated
 * broker) of the deal or contract it was put into, reviewers for papers of verification. For others it does not exist.
 */
export async function getFile(ctx: ActorContext, id: string): Promise<KeptFile> {
  const [file] = await ctx.db.select().from(files).where(eq(files.id, id));
  if (file === undefined || !(await mayFetch(ctx, file))) throw new AppError('not_found');
  return file;
}

async function mayFetch(ctx: ActorContext, file: KeptFile): Promise<boolean> {
  const { actor, db } = ctx;
  if (file.purpose === 'import') return mayFetchImport(ctx, file);
  if (file.purpose === 'paper' && hasPlatformRole(actor, 'reviewer', 'admin')) return true;
  const orgIds = await db
    .select({ orgId: memberships.orgId })
    .from(memberships)
    .where(and(eq(memberships.userId, actor.userId), isNull(memberships.endedAt)));
  const mine = new Set(orgIds.map((row) => row.orgId));
  if (file.purpose === 'paper') {
    const [paper] = await db.select().from(organisationPapers).where(eq(organisationPapers.fileId, file.id));
    return mine.has(paper?.orgId ?? file.orgId);
  }
  if (mine.has(file.orgId)) return true;
  const sides = await partiesOf(ctx, file);
  return sides.some((orgId) => mine.has(orgId));
}

/** An import holds what the unit has not published yet: for those who may see imports. */
async function mayFetchImport({ actor, db }: ActorContext, file: KeptFile): Promise<boolean> {
  const roles = actor.org?.roles ?? [];
  if (actor.org?.orgId !== file.orgId || !(roles.includes('officer') || roles.includes('secrecy'))) return false;
  return (await db.$count(imports, eq(imports.fileId, file.id))) > 0;
}

/** The organisations on both sides of what the file belongs to. */
async function partiesOf({ db, actor }: ActorContext, file: KeptFile): Promise<string[]> {
  const sides = { a: deals.licensorOrgId, b: deals.licenseeOrgId };
  const ofContract = { a: contracts.licensorOrgId, b: contracts.licenseeOrgId };
  const rows =
    file.purpose === 'message'
      ? await db
          .select({ ...sides, broker: mandates.brokerOrgId })
          .from(dealMessages)
          .innerJoin(deals, eq(deals.id, dealMessages.dealId))
          .leftJoin(
            mandates,
            and(eq(mandates.dealId, deals.id), eq(mandates.brokerUserId, actor.userId), eq(mandates.state, 'active')),
          )
          .where(eq(dealMessages.fileId, file.id))
      : file.purpose === 'evidence'
        ? await db
            .select(ofContract)
            .from(milestoneSubmissions)
            .innerJoin(milestones, eq(milestones.id, milestoneSubmissions.milestoneId))
            .innerJoin(contracts, eq(contracts.id, milestones.contractId))
            .where(eq(milestoneSubmissions.fileId, file.id))
        : file.purpose === 'voucher'
          ? await db
              .select({ a: receipts.payerOrgId, b: receipts.payeeOrgId })
              .from(receipts)
              .where(eq(receipts.voucherFileId, file.id))
          : file.purpose === 'statement'
            ? await db
                .select(ofContract)
                .from(royaltyStatements)
                .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
                .where(eq(royaltyStatements.fileId, file.id))
            : [];
  return rows.flatMap((row) => Object.values(row).filter((orgId): orgId is string => typeof orgId === 'string'));
}
