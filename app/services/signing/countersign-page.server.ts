import { and, eq, isNull } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayCountersign } from '#app/domain/page-turn.ts';
import { pageSigners } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { requireCountersigner } from './require-countersigner.server.ts';
import { lockOpenVersion } from './signable.server.ts';
import { tellTurn } from './tell-turn.server.ts';

/** Who was named to countersign has read the version and says so, with a fresh second factor; it binds nobody by itself. */
export async function countersignPage(
  ctx: ActorContext,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<void> {
  const own = await requireCountersigner(ctx, contractId, versionN);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const signable = await lockOpenVersion(tx, own, 'page');
    const { contract } = signable;
    const page = await pageSigningOf(tx, { contractId, versionN });
    if (!mayCountersign(page, { side: own.side, userId: tx.actor.userId })) throw new AppError('state_changed');
    const [row] = await tx.db
      .update(pageSigners)
      .set({ countersignedAt: tx.now() })
      .where(
        and(
          eq(pageSigners.contractId, contractId),
          eq(pageSigners.versionN, versionN),
          eq(pageSigners.side, own.side),
          eq(pageSigners.userId, tx.actor.userId),
          eq(pageSigners.role, 'countersign'),
          isNull(pageSigners.countersignedAt),
        ),
      )
      .returning({ id: pageSigners.id });
    if (row === undefined) throw new AppError('state_changed');
    const { sha256: textSha256 } = await getVersion(tx, contractId, versionN);
    await addEvidence(tx, contract, 'page_countersigned', {
      versionN,
      textSha256,
      side: own.side,
      organisation: tx.actor.org?.orgName ?? '',
      signer: tx.actor.name,
      way: 'page',
      secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
      address: tx.address ?? null,
    });
    await audit(tx, { deed: 'signing.countersign', subjectType: 'contract', subjectId: contractId, versionN });
    const notice = {
      kind: 'signing.countersign',
      params: { title: contract.title },
      href: `/desk/contracts/${contractId}`,
    };
    await notifyOrganisation(tx, orgOnSide(contract, own.side), ['owner', 'approver', 'officer'], notice);
    await tellTurn(tx, signable, page);
  });
}
