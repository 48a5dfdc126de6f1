import { sql } from 'drizzle-orm';
import { achievementMachine } from '#app/domain/achievement.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { achievements } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

interface Stored {
  readonly id: string;
  readonly state: string;
  readonly achievementId: string | null;
  readonly versionN: number | null;
}

/** What an achievement has by itself, what its unit's review said of it, and what is computed: nobody uses it there. */
const ownTables = ['achievement_versions', 'achievement_people', 'import_rows', 'matches', 'review_decisions'];

/** Where the sheet and the unit's review bring a row. */
const reached: readonly string[] = sourcesOf(achievementMachine, 'undo');

const usedIn: Readonly<Record<string, string>> = {
  deals: '已有人申请洽谈或正在洽谈，不能随导入撤销。',
  contracts: '已写进合同，不能随导入撤销。',
  achievement_attachments: '已经上传材料，不能随导入撤销。',
};

interface Reference {
  readonly table: string;
  readonly column: string;
}

/** Every column that refers to an achievement; the database knows them all, whoever adds one. */
const references = async (tx: In<Context>): Promise<Reference[]> =>
  (await tx.db.execute(sql`
    select c.conrelid::regclass::text as table, a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'achievements'::regclass
      and c.conrelid::regclass::text not in (${sql.join(
        ownTables.map((table) => sql`${table}`),
        sql`, `,
      )})`)) as unknown as Reference[];

/**
 * Rows whose achievement somebody touched after the import stored it, with the reason: it was edited, sent back, answered, talked
 * about or written into a contract. The heads are locked until the end of the transaction.
 */
export async function touchedSince(tx: In<Context>, rows: readonly Stored[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ achievementId }) => achievementId ?? []);
  const wanted = `{${ids.join(',')}}`;
  const heads = await tx.db
    .select({
      id: achievements.id,
      state: achievements.state,
      versionN: achievements.versionN,
      isListed: achievements.isListed,
    })
    .from(achievements)
    .where(sql`${achievements.id} = any(${wanted}::uuid[])`)
    .for('update');
  const byId = new Map(heads.map((head) => [head.id, head]));
  const used = new Map<string, string>();
  for (const { table, column } of await references(tx)) {
    const found = (await tx.db.execute(sql`
      select distinct ${sql.identifier(column)} as id from ${sql.identifier(table)}
      where ${sql.identifier(column)} = any(${wanted}::uuid[])`)) as unknown as { id: string }[];
    for (const { id } of found) if (!used.has(id)) used.set(id, usedIn[table] ?? '已在平台别处用到，不能随导入撤销。');
  }
  const pinned = await pinnedVersions(tx, wanted);
  const reasons = new Map<string, string>();
  for (const row of rows) {
    const head = byId.get(row.achievementId ?? '');
    const isNew = row.state === 'imported';
    if (head === undefined) reasons.set(row.id, '成果已经不在了。');
    else if (head.versionN !== (isNew ? 1 : row.versionN)) reasons.set(row.id, '导入之后修改过，不随导入撤销。');
    else if (!isNew && (pinned.get(head.id) ?? 0) >= (row.versionN ?? 0))
      reasons.set(row.id, '更新后的内容已写进合同、洽谈、挂牌、登记或评价，不随导入撤销。');
    else if (isNew && used.has(head.id)) reasons.set(row.id, used.get(head.id) ?? '');
    else if (isNew && head.isListed) reasons.set(row.id, '已经挂牌，请先摘牌。');
    else if (isNew && !reached.includes(head.state)) reasons.set(row.id, '导入之后状态变过，不随导入撤销。');
  }
  return reasons;
}

/** The newest version of each that a deal, a contract, a listing, a registration or an evaluation rests on. */
async function pinnedVersions(tx: In<Context>, wanted: string): Promise<Map<string, number>> {
  const rows = (await tx.db.execute(sql`
    select id, max(n)::int as n from (
      select achievement_id as id, achievement_version_n as n from deals
      union all select achievement_id, achievement_version_n from contracts
      union all select achievement_id, version_n from listings
      union all select achievement_id, version_n from registrations
      union all select achievement_id, version_n from evaluations
    ) as pinned where id = any(${wanted}::uuid[]) group by id`)) as unknown as { id: string; n: number }[];
  return new Map(rows.map(({ id, n }) => [id, n]));
}
