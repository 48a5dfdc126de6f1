import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { type LedgerDifference, rowsOf } from './ledger-difference.ts';

interface StoredVersion {
  readonly no: string;
  readonly n: number;
  readonly data: unknown;
  readonly sha256: string;
}

/**
 * The terms that everything is recomputed from are those that were signed: each version's data still gives the hash it was
 * published and signed by. The text that is hashed is written here once more: keys sorted, no spaces.
 */
export async function* versionDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  const versions = sql<StoredVersion[]>`
    select c.no, v.n, v.data, v.sha256 from contract_versions v join contracts c on c.id = v.contract_id`;
  for await (const { no, n, data, sha256 } of rowsOf(versions)) {
    const found = createHash('sha256').update(sorted(data)).digest('hex');
    if (found !== sha256)
      yield { check: 'a version gives its hash', subject: `${no} version ${n}`, expected: sha256, found };
  }
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
