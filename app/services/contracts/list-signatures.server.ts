import { and, asc, desc, eq } from 'drizzle-orm';
import type { SignerStanding } from '#app/domain/signing-way.ts';
import { esignFlows, esignSigners, organisations, scanAnswers, signatures, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Who signed which version of a contract, the first one first, and what stands behind each name. */
export async function listSignatures(ctx: Pick<Context, 'db'>, contractId: string) {
  const rows = await ctx.db
    .select({ row: signatures, account: users.name, orgName: organisations.name })
    .from(signatures)
    .innerJoin(users, eq(users.id, signatures.userId))
    .innerJoin(organisations, eq(organisations.id, signatures.orgId))
    .where(eq(signatures.contractId, contractId))
    .orderBy(asc(signatures.signedAt));
  return Promise.all(
    rows.map(async ({ row: { side, versionN, sha256, signedAt, way }, account, orgName }) => {
      const { name, standing } = await signerOf(ctx, { contractId, versionN, side, way }, account);
      return { side, versionN, sha256, signedAt, way, orgName, name, standing };
    }),
  );
}

type Signed = Pick<typeof signatures.$inferSelect, 'contractId' | 'versionN' | 'side' | 'way'>;

/** On the page the account itself signs; on paper and at the provider it only named who does. */
async function signerOf(
  ctx: Pick<Context, 'db'>,
  signed: Signed,
  account: string,
): Promise<{ readonly name: string; readonly standing: SignerStanding }> {
  if (signed.way === 'provider') {
    const [row] = await ctx.db
      .select({ verified: esignSigners.verifiedName, named: esignSigners.signerName })
      .from(esignSigners)
      .innerJoin(esignFlows, eq(esignFlows.id, esignSigners.flowId))
      .where(
        and(
          eq(esignFlows.contractId, signed.contractId),
          eq(esignFlows.versionN, signed.versionN),
          eq(esignFlows.state, 'signed'),
          eq(esignSigners.side, signed.side),
        ),
      );
    if (row?.verified) return { name: row.verified, standing: 'verified' };
    return { name: row?.named ?? account, standing: 'named' };
  }
  if (signed.way === 'page') return { name: account, standing: 'account' };
  const [answer] = await ctx.db
    .select({ named: scanAnswers.signerName })
    .from(scanAnswers)
    .where(
      and(
        eq(scanAnswers.contractId, signed.contractId),
        eq(scanAnswers.versionN, signed.versionN),
        eq(scanAnswers.side, signed.side),
        eq(scanAnswers.outcome, 'confirmed'),
      ),
    )
    .orderBy(desc(scanAnswers.id))
    .limit(1);
  return { name: answer?.named ?? account, standing: 'named' };
}
