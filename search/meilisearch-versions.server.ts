import type postgres from 'postgres';
import type { SearchKind } from './engine.ts';
import type { Sql } from './postgres-index.server.ts';

/** Under this name changes wait for Meilisearch and its indexes are kept track of. */
export const meilisearchName = 'meilisearch';

/** Which version of an index is searched, and which is being built and how far. */
export interface Versions {
  readonly live: number | null;
  readonly liveSettings: string | null;
  readonly building: number | null;
  readonly buildingSettings: string | null;
  /** Documents up to this id have arrived in the version being built. */
  readonly builtTo: string | null;
}

export const noVersions: Versions = {
  live: null,
  liveSettings: null,
  building: null,
  buildingSettings: null,
  builtTo: null,
};

/** The version to search; null where there is none or where changes still wait for it. */
export async function readLive(sql: Sql, kind: SearchKind): Promise<number | null> {
  const [row] = await sql<{ live: number | null }[]>`
    select live from search_remotes
    where engine = ${meilisearchName} and kind = ${kind}
      and not exists (select from search_backlog where engine = ${meilisearchName})`;
  return row?.live ?? null;
}

export async function readVersions(sql: Sql, kind: SearchKind): Promise<Versions> {
  const [row] = await sql`
    select live, live_settings as "liveSettings", building, building_settings as "buildingSettings",
      built_to as "builtTo"
    from search_remotes where engine = ${meilisearchName} and kind = ${kind}`;
  return (row as Versions | undefined) ?? noVersions;
}

export async function writeVersions(sql: Sql, kind: SearchKind, versions: Versions): Promise<void> {
  const { live, liveSettings, building, buildingSettings, builtTo } = versions;
  await sql`
    insert into search_remotes (engine, kind, live, live_settings, building, building_settings, built_to)
    values (${meilisearchName}, ${kind}, ${live}, ${liveSettings}, ${building}, ${buildingSettings}, ${builtTo})
    on conflict (engine, kind) do update set live = excluded.live, live_settings = excluded.live_settings,
      building = excluded.building, building_settings = excluded.building_settings, built_to = excluded.built_to`;
}

/**
 * Nobody else hands documents of the kind to Meilisearch meanwhile. Documents are read and handed over within one hold,
 * so that what was read last is what arrives last, whoever sends it. Everything in a hold is asked on its own connection:
 * who waited for a second one could wait for himself.
 */
export const holding = <Value>(
  sql: postgres.Sql,
  kind: SearchKind,
  run: (tx: postgres.TransactionSql) => Promise<Value>,
): Promise<Value> =>
  sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    await tx`set local idle_in_transaction_session_timeout = '180s'`;
    await tx`select pg_advisory_xact_lock(hashtext(${`search_remote ${kind}`}))`;
    return run(tx);
  }) as Promise<Value>;

/** Runs alone among all processes for this kind, or not at all (false). A process that dies lets go. */
export async function rebuildingAlone(sql: postgres.Sql, kind: SearchKind, run: () => Promise<void>): Promise<boolean> {
  const connection = await sql.reserve();
  const name = `search_remote_rebuild ${kind}`;
  try {
    const [lock] = await connection<{ mine: boolean }[]>`select pg_try_advisory_lock(hashtext(${name})) as mine`;
    if (!lock?.mine) return false;
    try {
      await run();
      return true;
    } finally {
      await connection`select pg_advisory_unlock(hashtext(${name}))`;
    }
  } finally {
    connection.release();
  }
}
