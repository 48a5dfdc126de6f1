import { inArray } from 'drizzle-orm';
import { giveUpFrom, hasGivenUp } from '#app/domain/esign.ts';
import { files } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Flow, Signer } from './own-esign.server.ts';

/** A flow as both sides see it. */
export const shownFlow = (flow: Flow) => ({
  id: flow.id,
  state: flow.state,
  versionN: flow.versionN,
  provider: flow.provider,
  providerFlowId: flow.providerFlowId,
  proposedBySide: flow.proposedBySide,
  isAway: flow.askFaults > 0,
  expiresAt: flow.expiresAt,
  cancelReason: flow.cancelReason,
  giveUpFrom: giveUpFrom(flow),
  isLateKept: flow.lateFileId !== null,
  endNote: flow.endNote,
  createdAt: flow.createdAt,
  endedAt: flow.endedAt,
});

/** A signer's own number and link are his side's alone. */
export const shownSigners = (rows: readonly Signer[], flow: Flow, side: Signer['side'], maySteer: boolean) =>
  rows
    .toSorted((a, b) => a.orderNo - b.orderNo)
    .map((row) => ({
      side: row.side,
      orgName: row.orgName,
      signerName: row.signerName,
      authority: row.authority,
      readAt: row.readAt,
      signedAt: row.signedAt,
      verifiedName: row.verifiedName,
      certificateBy: row.certificateBy,
      hasGivenUp: hasGivenUp(row, flow),
      mobile: row.side === side ? row.mobile : null,
      link: row.side === side && maySteer ? row.link : null,
    }));

/** What went to the provider and what came back. */
export async function papersOf(ctx: Pick<Context, 'db'>, flow: Flow) {
  const kinds = {
    signed: flow.signedFileId,
    late: flow.lateFileId,
    report: flow.reportFileId,
    original: flow.originalFileId,
  };
  const ids = Object.values(kinds).filter((id) => id !== null);
  if (ids.length === 0) return [];
  const found = await ctx.db.select({ id: files.id, sha256: files.sha256 }).from(files).where(inArray(files.id, ids));
  return (['signed', 'late', 'report', 'original'] as const).flatMap((kind) =>
    found.filter(({ id }) => id === kinds[kind]).map((file) => ({ kind, ...file })),
  );
}
