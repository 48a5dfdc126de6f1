import { and, desc, eq, sql } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import { signingEvidence } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';

/** The day since which a version lay open to both sides for signing; null of one from before changes were written down so. */
export async function frozenOn(ctx: Pick<Context, 'db'>, contractId: string, versionN: number): Promise<Day | null> {
  const isOfVersion = sql`${signingEvidence.body}->>'versionN' = ${String(versionN)}`;
  const [entry] = await ctx.db
    .select({ at: signingEvidence.createdAt })
    .from(signingEvidence)
    .where(and(eq(signingEvidence.contractId, contractId), eq(signingEvidence.kind, 'frozen'), isOfVersion))
    .orderBy(desc(signingEvidence.n))
    .limit(1);
  return entry === undefined ? null : dayOf(entry.at);
}

/**
 * A version lies open to both sides for signing: its text is frozen, and stands in the evidence before anything that is said of it.
 * Of a change that was put already it stands there. The contract is locked.
 */
export async function freezeVersion(
  tx: In<Context>,
  contract: Contract,
  { versionN, replaces }: { readonly versionN: number; readonly replaces: number | null },
): Promise<void> {
  if (replaces !== null && (await frozenOn(tx, contract.id, versionN)) !== null) return;
  const { sha256: textSha256 } = await getVersion(tx, contract.id, versionN);
  await addEvidence(tx, contract, 'frozen', { versionN, textSha256, ...(replaces === null ? {} : { replaces }) });
}
