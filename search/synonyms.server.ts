import type { Database, Tx } from '#db/client.server.ts';
import { synonymGroups as groupRows, synonymVersion } from '#db/schema/index.ts';
import { type Synonyms, synonymTable } from './synonym-table.ts';
import { synonymGroups } from './synonyms.ts';

let builtIn: Synonyms | undefined;
/** The groups of the release: they hold until somebody wrote some. */
export const builtInSynonyms = (): Synonyms => (builtIn ??= synonymTable(synonymGroups, 0));

/** The groups as they stand, read again only when their version moved. */
export class SynonymStore {
  private table: Synonyms | null = null;

  constructor(private readonly db: Database | Tx) {}

  /** @param version as read beside the index's state; null where nobody wrote groups yet */
  async at(version: number | null): Promise<Synonyms> {
    if (version === null) return builtInSynonyms();
    if (this.table?.version === version) return this.table;
    const rows = await this.db.select({ words: groupRows.words }).from(groupRows).orderBy(groupRows.id);
    this.table = synonymTable(
      rows.map(({ words }) => words),
      version,
    );
    return this.table;
  }

  /** The version as it is now, for who reads no state. */
  async current(): Promise<Synonyms> {
    const [row] = await this.db.select({ version: synonymVersion.version }).from(synonymVersion);
    return this.at(row?.version ?? null);
  }
}
