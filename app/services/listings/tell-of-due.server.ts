import { inArray } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { dueParams, namesInShort } from '#app/domain/listing-due.ts';
import { achievements } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Listing } from './own-listing.server.ts';

/** Tells a unit's officers in one notice what they should confirm, and in one what was taken off. */
export async function tellOfDue(
  tx: In<Context>,
  orgId: string,
  { asked, gone }: { readonly asked: readonly Listing[]; readonly gone: readonly Listing[] },
): Promise<void> {
  const ids = [...asked, ...gone].map(({ achievementId }) => achievementId);
  if (ids.length === 0) return;
  const names = new Map(
    (
      await tx.db
        .select({ id: achievements.id, name: achievements.name })
        .from(achievements)
        .where(inArray(achievements.id, ids))
    ).map(({ id, name }) => [id, name]),
  );
  const nameOf = ({ achievementId }: Listing): string => names.get(achievementId) ?? '';
  if (asked.length > 0) {
    const params = {
      ...dueParams(asked.map((row) => ({ ...row, name: nameOf(row) }))),
      // With the reader's own secret they make the link of his mail (`confirm-link`).
      orgId,
      day: dayOf(tx.now()),
    };
    await notifyOrganisation(tx, orgId, ['officer'], { kind: 'listing.due', params, href: '/desk/listings?due=1' });
  }
  if (gone.length > 0) {
    const params = { title: namesInShort(gone.map(nameOf)) };
    await notifyOrganisation(tx, orgId, ['officer'], { kind: 'listing.expire', params, href: '/desk/listings?gone=1' });
  }
}
