import { sql } from 'drizzle-orm';
import type { KnownAchievement } from '#app/domain/find-duplicates.ts';
import { patentYears } from '#app/domain/patent-number.ts';
import type { Context } from '../context.server.ts';

/** What a unit has in the library, as far as a file can repeat it. What was taken back with its import is not there. */
export async function knownAchievements({ db }: Context, orgId: string): Promise<KnownAchievement[]> {
  const kinds = sql.join(
    Object.keys(patentYears).map((kind) => sql`${kind}`),
    sql`, `,
  );
  return (await db.execute(sql`
    select a.id, a.no, a.name, a.reg_no as "regNo",
      array(select r ->> 'number' from jsonb_array_elements(v.data -> 'ip') r
        where r ->> 'type' in (${kinds}) and r ->> 'number' is not null) as patents
    from achievements a join achievement_versions v on v.achievement_id = a.id and v.n = a.version_n
    where a.org_id = ${orgId}::uuid and a.undone_at is null
    order by a.id`)) as unknown as KnownAchievement[];
}
