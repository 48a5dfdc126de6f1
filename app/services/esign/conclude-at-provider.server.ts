import { eq } from 'drizzle-orm';
import { letterFault } from '#app/domain/authority-letter.ts';
import { mostOf } from '#app/domain/contract.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import {
  areSealsWhole,
  type AsideReason,
  type CheckedSeal,
  type ProviderFlow,
  sealOf,
  signerOf,
} from '#app/domain/esign.ts';
import { authorityLetters, esignFlows, esignSigners } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { concludeVersion } from '../contracts/conclude-version.server.ts';
import { type Contract, type ContractVersion, getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { requireVersionFree } from '../contracts/require-version-free.server.ts';
import { signingFault } from '../contracts/signing-fault.server.ts';
import { keepFileFor } from '../files/keep-file.server.ts';
import { keepSignature } from '../signing/keep-signature.server.ts';
import { isSignable, type Signable, signableOf } from '../signing/signable.server.ts';
import { endFlow } from './end-flow.server.ts';
import { mostBytes, originalOf } from './esign-paper.server.ts';
import { holdsOriginal } from './holds-original.server.ts';
import { type Flow, moveFlow, type Signer, signersOf } from './own-esign.server.ts';

/**
 * The provider says that both have signed. The signed PDF is fetched and held against the text that was handed in, the provider is
 * asked about the signatures in it, the powers of who signed are looked at on the day of his signature: then the contract is
 * concluded, or its change takes effect, as by the other ways, once. What does not fit is set aside and told, never taken for signed.
 */
export async function concludeAtProvider(
  ctx: Context,
  flow: Flow & { readonly providerFlowId: string },
  seen: ProviderFlow,
): Promise<void> {
  const original = await originalOf(ctx, flow);
  const version = await getVersion(ctx, flow.contractId, flow.versionN);
  const signed = await ctx.files.put(await ctx.esign.signedFile(flow.providerFlowId), mostBytes);
  const match = await holdsOriginal(ctx.files, {
    original: original.sha256,
    signed: signed.sha256,
    versionSha256: version.sha256,
  });
  const checked = match === null ? [] : await ctx.esign.checkFile(flow.providerFlowId, signed.sha256);
  // Not verified yet is no verdict: it is asked again.
  if (match !== null && checked.length === 0) throw new AppError('unavailable', { reason: 'no_seals_yet' });
  const names = (await signersOf(ctx, flow.id)).map(({ orgName }) => orgName);
  const fault: AsideReason | null = match === null ? 'file' : areSealsWhole(checked, names) ? null : 'seal';
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, flow.contractId);
    const subject = await signableOf(tx, contract, flow.versionN);
    const signers = await signersOf(tx, flow.id);
    const times = signers.map(({ side }) => signedAtOf(flow, signerOf(seen, side)?.signedAt ?? tx.now(), tx.now()));
    const lastSignedAt = new Date(Math.max(...times.map((at) => at.getTime())));
    const isOpen = isSignable(subject) && (await isStillSound(tx, subject.amendment, lastSignedAt));
    const reason = fault ?? (isOpen ? await signedFault(tx, subject, { signers, seen, version }) : 'version');
    if (reason !== null) return void (await endFlow(tx, contract, flow.id, { event: 'setAside', reason }));
    if ((await moveFlow(tx, flow.id, 'finish')) === null) return;
    const owner = { orgId: contract.licensorOrgId, uploadedBy: flow.proposedBy };
    const name = `${contract.no}-V${flow.versionN}-signed.pdf`;
    const file = await keepFileFor(tx, { ...signed, name }, 'esign', owner);
    await tx.db.update(esignFlows).set({ signedFileId: file.id }).where(eq(esignFlows.id, flow.id));
    for (const [i, signer] of signers.entries())
      await keepSealed(tx, contract, signer, { signedAt: times[i] ?? tx.now(), checked, version });
    await addEvidence(tx, contract, 'esign_kept', {
      versionN: flow.versionN,
      textSha256: version.sha256,
      paper: 'signed',
      fileSha256: signed.sha256,
      originalSha256: original.sha256,
      match,
      provider: flow.provider,
      providerFlow: flow.providerFlowId,
    });
    await concludeVersion(tx, subject, { way: 'provider' }, lastSignedAt);
    await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId: flow.id });
  });
}

/** When a side signed, as the provider's clock says, which may go otherwise than ours: between the opening of the flow and now. */
const signedAtOf = ({ openedAt }: Flow, said: Date, now: Date): Date =>
  new Date(Math.min(Math.max(said.getTime(), openedAt?.getTime() ?? 0), now.getTime()));

/** A change that would count anew what was reported while it lay at the provider binds nobody; it is judged as of the last signature. */
const isStillSound = async (tx: In<Context>, amendment: Signable['amendment'], signedAt: Date): Promise<boolean> =>
  amendment === null || (await signingFault(tx, amendment, dayOf(signedAt))) === null;

/** What the owner gave away while this lay at the provider is not given twice; and the signers had their powers. */
async function signedFault(
  tx: In<Context>,
  subject: Signable,
  { signers, seen, version }: { signers: readonly Signer[]; seen: ProviderFlow; version: ContractVersion },
): Promise<AsideReason | null> {
  try {
    await requireVersionFree(tx, subject);
  } catch (error) {
    if (isAppError(error) && error.code === 'conflict') return 'granted';
    throw error;
  }
  return authorityFault(tx, signers, seen, version);
}

/** An attorney's letter covers the day on which he signed; one that was revoked later covered it still. */
async function authorityFault(
  tx: In<Context>,
  signers: readonly Signer[],
  seen: ProviderFlow,
  { contractId, data }: ContractVersion,
): Promise<AsideReason | null> {
  const sumFen = mostOf(termsFromJson(data.terms));
  for (const { authority, letterId, side } of signers) {
    if (authority !== 'attorney') continue;
    const signedAt = signerOf(seen, side)?.signedAt ?? tx.now();
    const letter = letterId === null ? null : await getLetter(tx, letterId);
    if (letter === null) return 'authority';
    const revokedAt = letter.revokedAt !== null && letter.revokedAt <= signedAt ? letter.revokedAt : null;
    if (letterFault({ ...letter, revokedAt }, { contractId, sumFen, on: dayOf(signedAt) }) !== null) return 'authority';
  }
  return null;
}

async function getLetter(tx: In<Context>, id: string) {
  const [letter] = await tx.db.select().from(authorityLetters).where(eq(authorityLetters.id, id)).for('share');
  return letter ?? null;
}

interface SignedBy {
  readonly signedAt: Date;
  readonly checked: readonly CheckedSeal[];
  readonly version: ContractVersion;
}

/** His seal in the file, and his side's signature. */
async function keepSealed(
  tx: In<Context>,
  contract: Contract,
  { id, side, namedBy: userId, authority, letterId, orgName }: Signer,
  { signedAt, checked, version }: SignedBy,
): Promise<void> {
  const certificateBy = sealOf(checked, orgName)?.certificateBy ?? null;
  await tx.db.update(esignSigners).set({ certificateBy }).where(eq(esignSigners.id, id));
  await keepSignature(tx, contract, {
    versionN: version.n,
    side,
    way: 'provider',
    userId,
    authority,
    letterId,
    signedAt,
  });
}
