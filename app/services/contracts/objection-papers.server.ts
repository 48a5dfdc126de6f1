import { asc, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { mayReadObjections } from '#app/domain/contract-deeds.ts';
import { files, objectionPapers, objections, publicities } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';

/** Keeps what an objection rests on, as papers of the unit that decides it. The caller has written the objection. */
export async function keepObjectionPapers(
  tx: In<ActorContext>,
  { objectionId, orgId }: { readonly objectionId: string; readonly orgId: string },
  papers: readonly Received[],
): Promise<void> {
  for (const paper of papers) {
    const { id: fileId } = await keepFile(tx, paper, 'objection', orgId);
    await tx.db.insert(objectionPapers).values({ id: v7(), objectionId, fileId, createdAt: tx.now() });
  }
}

export interface ObjectionPaper {
  readonly fileId: string;
  readonly name: string;
  readonly sha256: string;
}

/** The papers of these objections; the caller knows who may read them. */
export async function papersOfObjections(
  { db }: Pick<Context, 'db'>,
  ids: readonly string[],
): Promise<Map<string, ObjectionPaper[]>> {
  const found = new Map<string, ObjectionPaper[]>();
  if (ids.length === 0) return found;
  const rows = await db
    .select({
      objectionId: objectionPapers.objectionId,
      fileId: files.id,
      name: files.name,
      sha256: files.sha256,
    })
    .from(objectionPapers)
    .innerJoin(files, eq(files.id, objectionPapers.fileId))
    .where(inArray(objectionPapers.objectionId, [...ids]))
    .orderBy(asc(objectionPapers.id));
  for (const { objectionId, ...paper } of rows) found.set(objectionId, [...(found.get(objectionId) ?? []), paper]);
  return found;
}

/** Who objected, and those of the unit who handle or decide it, as with its grounds. */
export async function mayReadObjectionPaper({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const [row] = await db
    .select({ filedBy: objections.filedBy, orgId: publicities.orgId })
    .from(objectionPapers)
    .innerJoin(objections, eq(objections.id, objectionPapers.objectionId))
    .innerJoin(publicities, eq(publicities.id, objections.publicityId))
    .where(eq(objectionPapers.fileId, fileId));
  return (
    row !== undefined && (row.filedBy === actor.userId || (row.orgId === actor.org?.orgId && mayReadObjections(actor)))
  );
}
