import { and, eq, or } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { files, milestones, milestoneSubmissions, royaltyStatements, statementQueries } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import type { KeptFile } from '../files/get-file.server.ts';
import { noteOpening } from './find-grant.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';

/** A file of the granted contract that the view shows: evidence, a paper beside a report, an answer to a question. No other exists. */
export async function openAuditorFile(ctx: Context, grant: AuditorGrant, fileId: string): Promise<KeptFile> {
  const { contractId } = grant;
  const ofEvidence = await ctx.db
    .select({ id: milestoneSubmissions.fileId })
    .from(milestoneSubmissions)
    .innerJoin(milestones, eq(milestones.id, milestoneSubmissions.milestoneId))
    .where(and(eq(milestones.contractId, contractId), eq(milestoneSubmissions.fileId, fileId)));
  const ofReports = await ctx.db
    .select({ id: royaltyStatements.id })
    .from(royaltyStatements)
    .leftJoin(statementQueries, eq(statementQueries.statementId, royaltyStatements.id))
    .where(
      and(
        eq(royaltyStatements.contractId, contractId),
        or(eq(royaltyStatements.fileId, fileId), eq(statementQueries.fileId, fileId)),
      ),
    );
  if (ofEvidence.length + ofReports.length === 0) throw new AppError('not_found');
  const [file] = await ctx.db.select().from(files).where(eq(files.id, fileId));
  if (file === undefined) throw new AppError('not_found');
  await inTransaction(ctx, (tx) => noteOpening(tx, grant, 'file', fileId));
  return file;
}
