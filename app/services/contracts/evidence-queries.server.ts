import { and, asc, eq, inArray } from 'drizzle-orm';
import type { EvidenceReport } from '#app/domain/evidence-report.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractTexts, contractVersions, signingEvidence } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { keepMissingTexts, textOfVersion } from './keep-texts.server.ts';
import { partiesOf } from './queries.server.ts';
import { seeContract } from './see-contract.server.ts';

/** The evidence of a contract with the data and the words of each version that it names: for both parties. */
export async function evidenceReport(ctx: ActorContext, id: string): Promise<EvidenceReport> {
  const { contract, side } = await seeContract(ctx, id);
  if (side === null) throw new AppError('forbidden');
  await keepMissingTexts(ctx, id);
  const rows = await ctx.db
    .select()
    .from(signingEvidence)
    .where(eq(signingEvidence.contractId, id))
    .orderBy(asc(signingEvidence.n));
  const named = [...new Set(rows.map(({ body }) => Number(body.versionN)).filter(Number.isInteger))];
  const versions =
    named.length === 0
      ? []
      : await ctx.db
          .select({
            n: contractVersions.n,
            sha256: contractVersions.sha256,
            data: contractVersions.data,
            text: contractTexts.text,
            textSha256: contractTexts.sha256,
          })
          .from(contractVersions)
          .leftJoin(contractTexts, textOfVersion)
          .where(and(eq(contractVersions.contractId, id), inArray(contractVersions.n, named)))
          .orderBy(asc(contractVersions.n));
  return {
    schemaVersion: 1,
    contractNo: contract.no,
    title: contract.title,
    versions: versions.map(({ text, textSha256, ...version }) => ({
      ...version,
      ...(text !== null && textSha256 !== null && { text, textSha256 }),
    })),
    entries: rows.map(({ n, kind, createdAt, body, previousSha256, sha256 }) => ({
      n,
      kind,
      at: createdAt.toISOString(),
      body,
      previousSha256,
      sha256,
    })),
  };
}

/** The evidence as its page shows it, with what the contract calls the two sides. */
export async function proofPage(ctx: ActorContext, id: string) {
  const report = await evidenceReport(ctx, id);
  const { contract } = await seeContract(ctx, id);
  const { sides } = await partiesOf(ctx, contract);
  return { report, sides };
}
