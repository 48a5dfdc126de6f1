import { sql } from 'drizzle-orm';
import { auditLines } from '#db/schema/index.ts';
import type { Context, In } from './context.server.ts';
import { newIds } from './new-ids.ts';

export interface Deed {
  /** `<subject>.<verb>`, for example `demand.publish`. */
  readonly deed: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly orgId?: string | null;
  /** Who decided on what a job carries out; else who acts. */
  readonly actorId?: string;
  readonly versionN?: number;
}

/** Writes who did what, in the deed's own transaction. Takes no free text, so that none can leak. */
export async function audit(tx: In<Context>, deed: Deed): Promise<void> {
  await tx.db.insert(auditLines).values({ ...lineOf(tx, deed), subjectId: deed.subjectId });
}

/** The same deed done to many at once. */
export async function auditMany(tx: In<Context>, deed: Omit<Deed, 'subjectId'>, ids: readonly string[]): Promise<void> {
  const line = lineOf(tx, deed);
  await tx.db.execute(sql`
    insert into audit_lines (id, actor_id, org_id, deed, subject_type, subject_id, version_n, request_id, at)
    select given.line, ${line.actorId}::uuid, ${line.orgId}::uuid, ${line.deed}, ${line.subjectType}, given.id,
      ${line.versionN}::int, ${line.requestId}, ${line.at.toISOString()}::timestamptz
    from unnest(${`{${ids.join(',')}}`}::uuid[], ${newIds(ids.length)}::uuid[]) as given (id, line)`);
}

const lineOf = (tx: In<Context>, { deed, subjectType, orgId, actorId, versionN }: Omit<Deed, 'subjectId'>) => ({
  actorId: actorId ?? tx.actor?.userId ?? null,
  orgId: orgId === undefined ? (tx.actor?.org?.orgId ?? null) : orgId,
  deed,
  subjectType,
  versionN: versionN ?? null,
  requestId: tx.requestId,
  at: tx.now(),
});
