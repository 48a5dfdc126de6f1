import { synonymGroups, synonymVersion } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';

/** Writes the groups of the release once; from then on they are the administrators'. Any number of times. */
export async function writeFirstSynonyms(ctx: Context, groups: readonly (readonly string[])[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const first = await tx.db
      .insert(synonymVersion)
      .values({ version: 1 })
      .onConflictDoNothing()
      .returning({ version: synonymVersion.version });
    if (first.length === 0) return;
    await tx.db.insert(synonymGroups).values(groups.map((words) => ({ words: [...words] })));
  });
}
