import { eq } from 'drizzle-orm';
import { achievements, demands } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';

/** Says that the search must look again at all that an organisation published: its name or its standing has changed. */
export async function noteListings(tx: In<Context>, orgId: string): Promise<void> {
  const [owned, asked] = await Promise.all([
    tx.db.select({ id: achievements.id }).from(achievements).where(eq(achievements.orgId, orgId)),
    tx.db.select({ id: demands.id }).from(demands).where(eq(demands.orgId, orgId)),
  ]);
  await noteSearchChange(tx, 'achievement', ...owned.map((row) => row.id));
  await noteSearchChange(tx, 'demand', ...asked.map((row) => row.id));
}
