import type postgres from 'postgres';
import { setImmediate } from 'node:timers/promises';
import { copyFrom } from '#db/copy-from.server.ts';
import type { SearchKind } from '../engine.ts';
import { PairCounts } from '../pair-counts.ts';
import { impactOf, packPostings, PostingLists, segmentsOf } from '../postings.ts';
import { readState } from './index-states.server.ts';

const batchSize = 1_000;
/** Documents whose terms are read before others get their turn: some milliseconds. */
const slice = 100;

/** A step of a rebuild as it stands in the database. */
export interface Plan {
  readonly gen: number;
  readonly cutter: number;
  readonly lastNum: number;
  readonly seq: number;
  readonly docs: number;
  readonly averageLen: number;
  readonly nextBase: number | null;
  readonly passes: number;
  readonly donePasses: number;
}

interface TermRow {
  readonly num: number;
  readonly slot: number;
  readonly len: number;
  readonly terms: string;
  readonly tfs: Buffer;
}

/** The lists of those terms that one pass takes. */
export async function invert(
  sql: postgres.Sql,
  kind: SearchKind,
  plan: Plan,
  pass: number,
  progress: (done: number) => void,
): Promise<PostingLists> {
  const { passes, averageLen, lastNum, nextBase } = plan;
  const state = (await readState(sql, kind))!;
  const slotOf = nextBase === null ? sql`num - ${state.baseNum}` : sql`next_num - ${nextBase}`;
  const planned = nextBase === null ? sql`` : sql`and next_num is not null`;
  const lists = new PostingLists();
  let done = 0;
  for (let after = -1; ;) {
    const rows = await sql<TermRow[]>`
      select num, ${slotOf} as slot, len, terms, tfs from search_documents
      where kind = ${kind} and num > ${after} and num <= ${lastNum} ${planned} order by num limit ${batchSize}`;
    if (rows.length === 0) return lists;
    for (const [at, { slot, len, terms, tfs }] of rows.entries()) {
      if (at % slice === slice - 1) await setImmediate();
      let place = 0;
      for (const term of terms.split(' ')) {
        if (term !== '' && (passes === 1 || partOf(term, passes) === pass)) {
          lists.add(term, slot, impactOf(tfs[place] ?? 1, len, averageLen));
        }
        place += 1;
      }
    }
    after = rows.at(-1)!.num;
    progress((done += rows.length));
  }
}

function partOf(term: string, parts: number): number {
  let hash = 0;
  for (let at = 0; at < term.length; at += 1) hash = (Math.imul(hash, 31) + term.charCodeAt(at)) | 0;
  return (hash >>> 0) % parts;
}

// A term is letters, digits and a few signs, a list as well: nothing that COPY's text form would have to escape.
export async function copyPostings(
  sql: postgres.TransactionSql,
  kind: SearchKind,
  gen: number,
  lists: PostingLists,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    let text = '';
    let bytes = 0;
    for (const [term, postings] of lists.best()) {
      let segment = 0;
      for (const part of segmentsOf(postings)) {
        text += `${kind}\t${gen}\t${term}\t${segment}\t${postings.slots.length}\t${packPostings(part)}\n`;
        segment += 1;
      }
      bytes += postings.slots.length * 3 + 40;
      if (bytes > 200_000) {
        yield text;
        await setImmediate();
        [text, bytes] = ['', 0];
      }
    }
    yield text;
  }
  await copyFrom(sql, sql`copy search_postings (kind, gen, term, segment, df, list) from stdin`, lines());
}

/** In how many documents each pair of characters stands. */
export async function writePairs(
  sql: postgres.Sql,
  kind: SearchKind,
  { gen, lastNum }: Plan,
  progress: (done: number) => void,
): Promise<void> {
  const counts = new PairCounts();
  let done = 0;
  for (let after = -1; ;) {
    const rows = await sql`
      select num, pairs from search_documents
      where kind = ${kind} and num > ${after} and num <= ${lastNum} order by num limit ${batchSize}`.raw();
    if (rows.length === 0) break;
    for (const [at, [, pairs]] of rows.entries()) {
      if (at % slice === slice - 1) await setImmediate();
      counts.add(pairs!);
    }
    after = Number(rows.at(-1)![0]);
    progress((done += rows.length));
  }
  await sql`
    insert into search_pairs (kind, gen, counts) values (${kind}, ${gen}, ${counts.bytes()})
    on conflict (kind, gen) do update set counts = excluded.counts`;
}
