import { and, asc, eq, isNull } from 'drizzle-orm';
import { versionText } from '#app/domain/version-text.ts';
import { contractAmendments, contracts, contractTexts, contractVersions, signingEvidence } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { addEvidence } from './add-evidence.server.ts';

/**
 * Keeps, once, the words of versions that were written before words were kept: as the platform words them now. Their hash stays
 * over names and terms; where there is evidence, an entry fixes the words from now on. Any number of times; returns how many.
 */
export async function keepOldTexts(ctx: Context): Promise<number> {
  const lacking = await ctx.db
    .selectDistinct({ id: contractVersions.contractId })
    .from(contractVersions)
    .leftJoin(contractTexts, isText)
    .where(isNull(contractTexts.id));
  let kept = 0;
  for (const { id } of lacking) kept += await inTransaction(ctx, (tx) => keepTextsOf(tx, id));
  return kept;
}

const isText = and(eq(contractTexts.contractId, contractVersions.contractId), eq(contractTexts.n, contractVersions.n));

async function keepTextsOf(tx: In<Context>, contractId: string): Promise<number> {
  // Two processes that start at once keep them one after the other.
  const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, contractId)).for('update');
  if (contract === undefined) throw new Error('contract of a version is missing');
  const rows = await tx.db
    .select({ version: contractVersions })
    .from(contractVersions)
    .leftJoin(contractTexts, isText)
    .where(and(eq(contractVersions.contractId, contractId), isNull(contractTexts.id)))
    .orderBy(asc(contractVersions.n));
  const said = await tx.db
    .select({ body: signingEvidence.body })
    .from(signingEvidence)
    .where(eq(signingEvidence.contractId, contractId));
  for (const { version } of rows) {
    const { n, data, sha256: textSha256 } = version;
    const text = versionText(data, await changeOf(tx, contractId, n));
    const sha256 = fingerprint(text);
    await tx.db.insert(contractTexts).values({ contractId, n, text, sha256, createdAt: tx.now() });
    if (said.some(({ body }) => body.versionN === n)) {
      await addEvidence(tx, contract, 'text_kept', { versionN: n, textSha256, wordsSha256: sha256 });
    }
  }
  return rows.length;
}

async function changeOf(tx: In<Context>, contractId: string, versionN: number) {
  const [change] = await tx.db
    .select({
      baseVersionN: contractAmendments.baseVersionN,
      baseSha256: contractVersions.sha256,
      effectiveOn: contractAmendments.effectiveOn,
      reason: contractAmendments.reason,
    })
    .from(contractAmendments)
    .innerJoin(
      contractVersions,
      and(eq(contractVersions.contractId, contractId), eq(contractVersions.n, contractAmendments.baseVersionN)),
    )
    .where(and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.versionN, versionN)));
  return change;
}
