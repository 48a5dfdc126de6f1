import { and, eq } from 'drizzle-orm';
import { regionCovers } from '#app/domain/access.ts';
import { organisations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/** Tells the authorities that answer for a region. */
export async function tellOffices(tx: In<Context>, regionCode: string, notice: { kind: string; href: string }) {
  const offices = await tx.db
    .select({ id: organisations.id, regionCode: organisations.regionCode })
    .from(organisations)
    .where(and(eq(organisations.kind, 'authority'), eq(organisations.state, 'verified')));
  for (const office of offices) {
    if (regionCovers(office.regionCode, regionCode)) await notifyOrganisation(tx, office.id, ['officer'], notice);
  }
}
