import { setImmediate } from 'node:timers/promises';
import { termsOf } from '../documents.ts';
import type { SearchDocument, SearchKind } from '../engine.ts';
import type { Sql } from '../postgres/index-states.server.ts';
import { cutterVersion } from '../text.ts';
import { type RemoteDocument, remoteDocument } from './settings.ts';

/** Bytes of one request; a server takes 100 MB by default and indexes larger ones in one go. */
export const requestBytes = 16 * 1024 * 1024;
const rowsAtOnce = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

/** One request: documents, a JSON text a line. */
export interface Batch {
  readonly lines: string;
  readonly ids: readonly string[];
}

interface DocumentRow {
  readonly id: string;
  readonly document: SearchDocument;
  readonly cutter: number;
  readonly terms: string;
  readonly tfs: Buffer;
}

/** The documents with these ids, as many requests as they take. */
export const batchesOf = (sql: Sql, kind: SearchKind, ids: readonly string[], mostBytes = requestBytes) =>
  inRequests(rowsOf(sql, kind, ids), mostBytes);

/** Documents behind an id until a request is full; null where there is none. */
export async function batchAfter(sql: Sql, kind: SearchKind, after: string | null): Promise<Batch | null> {
  for await (const batch of inRequests(rowsAfter(sql, kind, after), requestBytes)) return batch;
  return null;
}

async function* rowsOf(sql: Sql, kind: SearchKind, ids: readonly string[]): AsyncGenerator<DocumentRow[]> {
  for (let at = 0; at < ids.length; at += rowsAtOnce) {
    yield sql<DocumentRow[]>`
      select id, document, cutter, terms, tfs from search_documents
      where kind = ${kind} and id = any(${ids.slice(at, at + rowsAtOnce)}::uuid[])`;
  }
}

async function* rowsAfter(sql: Sql, kind: SearchKind, after: string | null): AsyncGenerator<DocumentRow[]> {
  for (let last = after ?? firstId; ;) {
    const rows: DocumentRow[] = await sql<DocumentRow[]>`
      select id, document, cutter, terms, tfs from search_documents
      where kind = ${kind} and id > ${last} order by id limit ${rowsAtOnce}`;
    yield rows;
    if (rows.length < rowsAtOnce) return;
    last = rows.at(-1)!.id;
  }
}

async function* inRequests(parts: AsyncIterable<readonly DocumentRow[]>, mostBytes: number): AsyncGenerator<Batch> {
  let [lines, ids, bytes]: [string[], string[], number] = [[], [], 0];
  for await (const rows of parts) {
    for (const [at, row] of rows.entries()) {
      // Cutting a document anew takes a while: other requests get their turn in between.
      if (at % 50 === 49) await setImmediate();
      const line = `${JSON.stringify(documentOf(row))}\n`;
      const size = Buffer.byteLength(line);
      if (ids.length > 0 && bytes + size > mostBytes) {
        yield { lines: lines.join(''), ids };
        [lines, ids, bytes] = [[], [], 0];
      }
      lines.push(line);
      ids.push(row.id);
      bytes += size;
    }
  }
  if (ids.length > 0) yield { lines: lines.join(''), ids };
}

/** The terms as they were cut when the document was put, unless the cutter has changed since. */
function documentOf({ document, cutter, terms, tfs }: DocumentRow): RemoteDocument {
  if (cutter !== cutterVersion) return remoteDocument(document, termsOf(document).counts);
  const counts = terms === '' ? [] : terms.split(' ').map((term, at) => [term, tfs[at] ?? 1] as const);
  return remoteDocument(document, counts);
}
