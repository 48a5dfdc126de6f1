import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { versionText } from '#app/domain/version-text.ts';
import { contractAmendments, contracts, contractTexts, contractVersions, signingEvidence } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { appendEvidence } from './append-evidence.server.ts';

export const textOfVersion = and(
  eq(contractTexts.contractId, contractVersions.contractId),
  eq(contractTexts.n, contractVersions.n),
);

/** Written before words were kept: its hash is over names and terms. */
export const isFromBeforeWords = sql`${contractVersions.data}->>'schemaVersion' = '1'`;

/** Some entry of the evidence names the version; with its words where asked. */
const isNamed = (withWords: boolean) => sql<boolean>`exists (
  select 1 from ${signingEvidence} named where named.contract_id = ${contractVersions.contractId}
  and named.body->>'versionN' = ${contractVersions.n}::text
  ${withWords ? sql`and named.body->>'wordsSha256' is not null` : sql``})`;

/** Versions whose words nobody kept, or that were put to signature while nothing fixed them. Words that were fixed and are gone are not written anew. */
export const lacksWords = and(
  isFromBeforeWords,
  sql`not ${isNamed(true)}`,
  sql`(${contractTexts.id} is null or ${isNamed(false)})`,
);

/**
 * Keeps, once, the words of the contract's versions from before words were kept, as the platform words them now. Where there is
 * evidence of a version, an entry fixes its words from now on.
 *
 * @returns how many versions
 */
export async function keepTextsOf(tx: In<Context>, contractId: string): Promise<number> {
  // Two who come at once keep them one after the other.
  const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, contractId)).for('update');
  if (contract === undefined) throw new Error('contract of a version is missing');
  const rows = await tx.db
    .select({ version: contractVersions, kept: contractTexts.sha256, isNamed: isNamed(false) })
    .from(contractVersions)
    .leftJoin(contractTexts, textOfVersion)
    .where(and(eq(contractVersions.contractId, contractId), lacksWords))
    .orderBy(asc(contractVersions.n));
  for (const { version, kept, isNamed: isSaid } of rows) {
    const { n, sha256: textSha256 } = version;
    const wordsSha256 = kept ?? (await keepWords(tx, version));
    if (isSaid) await appendEvidence(tx, contract, 'text_kept', { versionN: n, textSha256, wordsSha256 });
  }
  return rows.length;
}

/** The same on reading: a process of an earlier release may have written a version meanwhile. */
export async function keepMissingTexts(ctx: Context, contractId: string): Promise<void> {
  const missing = await ctx.db
    .select({ n: contractVersions.n })
    .from(contractVersions)
    .leftJoin(contractTexts, textOfVersion)
    .where(and(eq(contractVersions.contractId, contractId), isNull(contractTexts.id), lacksWords))
    .limit(1);
  if (missing.length > 0) await inTransaction(ctx, (tx) => keepTextsOf(tx, contractId));
}

async function keepWords(tx: In<Context>, { contractId, n, data }: typeof contractVersions.$inferSelect) {
  const text = versionText(data, await changeOf(tx, contractId, n));
  const sha256 = fingerprint(text);
  await tx.db.insert(contractTexts).values({ contractId, n, text, sha256, createdAt: tx.now() });
  return sha256;
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
