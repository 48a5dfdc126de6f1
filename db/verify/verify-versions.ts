import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { type LedgerDifference, rowsOf } from './ledger-difference.ts';

interface StoredVersion {
  readonly no: string;
  readonly n: number;
  readonly data: unknown;
  readonly sha256: string;
  /** The words, null where none were kept, and the hash they were kept by. */
  readonly words: unknown;
  readonly words_sha256: string | null;
  /** The hash of the words that the evidence names, the first one. */
  readonly named_sha256: string | null;
  readonly is_signed: boolean;
}

/**
 * The terms that everything is recomputed from are those that were signed: each version's data still gives the hash it was
 * published and signed by, and its words are those the hash covers, or, of versions from before, those that the evidence names;
 * what was signed has words. What is hashed is written here once more: keys sorted, no spaces.
 */
export async function* versionDifferences(sql: postgres.ISql): AsyncGenerator<LedgerDifference> {
  const versions = sql<StoredVersion[]>`
    select c.no, v.n, v.data, v.sha256, t.text as words, t.sha256 as words_sha256,
      (select e.body->>'wordsSha256' from signing_evidence e
        where e.contract_id = v.contract_id and e.body->>'versionN' = v.n::text and e.body->>'wordsSha256' is not null
        order by e.n limit 1) as named_sha256,
      exists (select 1 from signatures s where s.contract_id = v.contract_id and s.version_n = v.n) as is_signed
    from contract_versions v join contracts c on c.id = v.contract_id
    left join contract_texts t on t.contract_id = v.contract_id and t.n = v.n`;
  for await (const version of rowsOf(versions)) {
    const { no, n, data, sha256, words, words_sha256: kept, named_sha256: named } = version;
    const subject = `${no} version ${n}`;
    const found = hashOf(data);
    if (found !== sha256) yield { check: 'a version gives its hash', subject, expected: sha256, found };
    // The version's own hash covers the words from schema version 2 on; before, they have one of their own.
    const covered = (data as { readonly textSha256?: string }).textSha256 ?? named ?? kept ?? '';
    const wordsFound = words === null ? '' : hashOf(words);
    if (wordsFound !== covered)
      yield {
        check: 'the words of a version are those it was written with',
        subject,
        expected: covered,
        found: wordsFound,
      };
    else if (words === null && version.is_signed)
      yield { check: 'what was signed has words', subject, expected: 'words', found: '' };
  }
}

const hashOf = (value: unknown): string => createHash('sha256').update(sorted(value)).digest('hex');

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
