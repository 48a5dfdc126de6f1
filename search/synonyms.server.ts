import type { Database, Tx } from '#db/client.server.ts';
import { synonymGroups as groupRows, synonymVersion } from '#db/schema/index.ts';
import { type Synonyms, synonymTable } from './synonym-table.ts';
import { synonymGroups } from './synonyms.ts';

let builtIn: Synonyms | undefined;
/** The groups of the release: they hold until somebody wrote some. */
export const builtInSynonyms = (): Synonyms => (builtIn ??= synonymTable(synonymGroups, 0));

export interface SynonymStore {
  /** @param version as read beside the index's state; null where nobody wrote groups yet */
  at(version: number | null): Promise<Synonyms>;
  /** The version as it is now, for who reads no state. */
  current(): Promise<Synonyms>;
}

/** The groups as they stand, read again only when their version moved. */
export function synonymStore(db: Database | Tx): SynonymStore {
  let table: Synonyms | null = null;
  const at = async (version: number | null): Promise<Synonyms> => {
    if (version === null) return builtInSynonyms();
    if (table?.version === version) return table;
    const rows = await db.select({ words: groupRows.words }).from(groupRows).orderBy(groupRows.id);
    return (table = synonymTable(
      rows.map(({ words }) => words),
      version,
    ));
  };
  const current = async (): Promise<Synonyms> => {
    const [row] = await db.select({ version: synonymVersion.version }).from(synonymVersion);
    return at(row?.version ?? null);
  };
  return { at, current };
}
