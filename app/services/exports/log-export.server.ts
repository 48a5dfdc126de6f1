import { eq } from 'drizzle-orm';
import { exportLogs } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';

type Log = typeof exportLogs.$inferSelect;
type Begun = Pick<Log, 'scope' | 'format' | 'query' | 'rows'> & {
  readonly applicationId?: string | null;
  readonly recordIds?: string[];
};

/** Writes down that an export begins, with how many rows it may take. */
export const beginExport = (ctx: ActorContext, begun: Begun): Promise<Log> =>
  inTransaction(ctx, async (tx) => {
    const log = await insertRow(tx, exportLogs, {
      ...begun,
      orgId: tx.actor.org?.orgId ?? null,
      userId: tx.actor.userId,
      at: tx.now(),
    });
    await audit(tx, { deed: `export.${begun.scope}`, subjectType: 'export', subjectId: log.id });
    return log;
  });

/** The same rows; how many went out is written down when the last one has, or when the reader turns away. */
export async function* counting<Row>(ctx: ActorContext, logId: string, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  let sentRows = 0;
  try {
    for await (const row of rows) {
      sentRows += 1;
      yield row;
    }
  } finally {
    await ctx.db.update(exportLogs).set({ sentRows, finishedAt: ctx.now() }).where(eq(exportLogs.id, logId));
  }
}
