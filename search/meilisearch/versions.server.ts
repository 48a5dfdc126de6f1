import type postgres from 'postgres';
import { alone, inTurn } from '../advisory-lock.server.ts';
import type { SearchKind } from '../engine.ts';
import type { Sql } from '../postgres/index-states.server.ts';

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
 * who waited for a second one could wait for himself. It is no transaction: the server may take its time.
 */
export const holding = <Value>(
  sql: postgres.Sql,
  kind: SearchKind,
  run: (connection: postgres.ReservedSql) => Promise<Value>,
): Promise<Value> => inTurn(sql, `search_remote ${kind}`, run);

/** Runs alone among all processes for this kind, or not at all (false). */
export const rebuildingAlone = (sql: postgres.Sql, kind: SearchKind, run: () => Promise<void>): Promise<boolean> =>
  alone(sql, `search_remote_rebuild ${kind}`, run);
