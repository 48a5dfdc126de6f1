import { eq } from 'drizzle-orm';
import type { AuditorPage } from '#app/domain/auditor.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { auditEvidence, auditReceipts, auditStatements, auditTerms } from './audit-parts.server.ts';
import { noteOpening } from './find-grant.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';

const parts = {
  terms: auditTerms,
  statements: auditStatements,
  evidence: auditEvidence,
  receipts: auditReceipts,
} as const satisfies Record<AuditorPage, unknown>;

/** One part of the accounts for the auditor, after it was written down that he opened it. He reads one contract and writes nothing. */
export async function openAccounts(ctx: Context, grant: AuditorGrant, part: AuditorPage) {
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, grant.contractId));
  if (contract === undefined || contract.signedVersionN === null) throw new AppError('not_found');
  await inTransaction(ctx, (tx) => noteOpening(tx, grant, part));
  const { no, title } = contract;
  const nothing = { terms: null, statements: null, evidence: null, receipts: null };
  return { contract: { no, title }, ...nothing, [part]: await parts[part](ctx, contract) } as {
    readonly contract: { readonly no: string; readonly title: string };
    readonly terms: Awaited<ReturnType<typeof auditTerms>> | null;
    readonly statements: Awaited<ReturnType<typeof auditStatements>> | null;
    readonly evidence: Awaited<ReturnType<typeof auditEvidence>> | null;
    readonly receipts: Awaited<ReturnType<typeof auditReceipts>> | null;
  };
}
