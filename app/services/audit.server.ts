import { auditLines } from '#db/schema/index.ts';
import type { Context, In } from './context.server.ts';

export interface Deed {
  /** `<subject>.<verb>`, for example `demand.publish`. */
  readonly deed: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly orgId?: string | null;
  readonly versionN?: number;
}

/** Writes who did what, in the deed's own transaction. Takes no free text, so that none can leak. */
export async function audit(tx: In<Context>, deed: Deed): Promise<void> {
  await tx.db.insert(auditLines).values({
    actorId: tx.actor?.userId ?? null,
    orgId: deed.orgId === undefined ? (tx.actor?.org?.orgId ?? null) : deed.orgId,
    deed: deed.deed,
    subjectType: deed.subjectType,
    subjectId: deed.subjectId,
    versionN: deed.versionN ?? null,
    requestId: tx.requestId,
    at: tx.now(),
  });
}
