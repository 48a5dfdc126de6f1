import { and, eq } from 'drizzle-orm';
import { decidesFor } from '#app/domain/review.ts';
import { organisations } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Registration } from './own-registration.server.ts';

/** Tells the authority whose turn it is that a record waits. */
export async function tellLevel(tx: In<ActorContext>, row: Registration, title: string): Promise<void> {
  const authorities = await tx.db
    .select({ id: organisations.id, regionCode: organisations.regionCode })
    .from(organisations)
    .where(and(eq(organisations.kind, 'authority'), eq(organisations.state, 'verified')));
  for (const { id, regionCode } of authorities) {
    if (!decidesFor(regionCode, row.regionCode, row.level)) continue;
    await notifyOrganisation(tx, id, ['officer', 'approver'], {
      kind: 'registration.wait',
      params: { title },
      href: `/desk/reviews/achievements/${row.achievementId}`,
    });
  }
}
