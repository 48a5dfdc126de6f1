import { Readable } from 'node:stream';
import { and, eq, isNull } from 'drizzle-orm';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { contracts, esignFlows, files } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { keepFileFor } from '../files/keep-file.server.ts';
import { printPdf } from '../papers/print-pdf.server.ts';
import { paperOfVersion } from '../papers/version-paper.server.ts';
import { type Flow, signersOf } from './own-esign.server.ts';

/** Largest file that is handed in or taken back. */
export const mostBytes = 50 * 1_048_576;

export type KeptFile = typeof files.$inferSelect;

/**
 * The printed text of the frozen version as it goes to the provider. It is printed once and kept: whatever is handed in again, and
 * whatever comes back, is held against these very bytes.
 */
export async function originalOf(ctx: Context, flow: Flow): Promise<KeptFile> {
  if (flow.originalFileId !== null) return getKept(ctx, flow.originalFileId);
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, flow.contractId));
  if (contract === undefined) throw new Error('contract of an e-sign flow is missing');
  const version = await getVersion(ctx, contract.id, flow.versionN);
  const signers = await signersOf(ctx, flow.id);
  const nameOf = (side: ContractSide) => signers.find((row) => row.side === side)?.signerName ?? '';
  const forEsign = { licensor: nameOf('licensor'), licensee: nameOf('licensee') };
  const paper = await paperOfVersion(ctx, contract, version, { isSigned: false, signatures: [], forEsign });
  const stored = await ctx.files.put(Readable.from([await printPdf(paper)]), mostBytes);
  return inTransaction(ctx, async (tx) => {
    const owner = { orgId: contract.licensorOrgId, uploadedBy: flow.proposedBy };
    const name = `${contract.no}-V${flow.versionN}.pdf`;
    const file = await keepFileFor(tx, { ...stored, name }, 'esign', owner);
    const isFirst = and(eq(esignFlows.id, flow.id), isNull(esignFlows.originalFileId));
    const [row] = await tx.db.update(esignFlows).set({ originalFileId: file.id }).where(isFirst).returning();
    if (row === undefined) throw new Error('the text of an e-sign flow was printed twice');
    return file;
  });
}

export async function getKept(ctx: Pick<Context, 'db'>, id: string): Promise<KeptFile> {
  const [file] = await ctx.db.select().from(files).where(eq(files.id, id));
  if (file === undefined) throw new Error('kept file is missing');
  return file;
}
