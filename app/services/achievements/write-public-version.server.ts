import { eq } from 'drizzle-orm';
import { type AchievementData, nameKey } from '#app/domain/achievement-data.ts';
import type { PersonInput } from '#app/domain/people-input.ts';
import { achievements, achievementVersions } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { replacePeople } from './replace-people.server.ts';

interface PublicVersion {
  readonly id: string;
  /** The version's number; the caller holds the record's row. */
  readonly n: number;
  readonly data: AchievementData;
  /** As `officialNumber` allows it. */
  readonly regNo: string | null;
  readonly authorId: string;
  /** Null leaves the team as it is. */
  readonly people: readonly PersonInput[] | null;
  readonly columns?: Partial<Pick<typeof achievements.$inferInsert, 'reviewFlags' | 'priceFloorFen' | 'confirmedOn'>>;
}

/**
 * The next version of a public record: from now on everybody reads and finds this one. Projects that it names are matched by the
 * caller, since an import does that once for all its rows.
 */
export async function writePublicVersion(
  tx: In<Context>,
  { id, n, data, regNo, authorId, people, columns }: PublicVersion,
): Promise<void> {
  await tx.db.insert(achievementVersions).values({ achievementId: id, n, data, sha256: fingerprint(data), authorId });
  await tx.db
    .update(achievements)
    .set({ ...columns, name: data.name, nameKey: nameKey(data.name), regNo, versionN: n, updatedAt: tx.now() })
    .where(eq(achievements.id, id));
  if (people !== null) await replacePeople(tx, id, people);
  await noteSearchChange(tx, 'achievement', id);
}
