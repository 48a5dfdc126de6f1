import { setImmediate } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type postgres from 'postgres';
import { bodyOf } from './documents.ts';
import type { SearchDocument, SearchKind } from './engine.ts';
import { PairCounts } from './pair-counts.ts';
import { readState, type IndexState } from './postgres-index.server.ts';
import { cutAll } from './postgres-write.server.ts';
import { impactOf, PostingBuilder, segmentsOf, slotBytes } from './postings.ts';
import { cutterVersion } from './text.ts';

const batchSize = 2_000;
/** Documents whose postings are held in memory at once are about so many: more are done in several passes over terms. */
const documentsAPass = 150_000;

/**
 * Writes the postings of all documents as the next generation and points to it; searches go on with the old one
 * meanwhile. The generation before stays until the next rebuild, for those who are reading it. One rebuild at a time:
 * a second one returns at once with false.
 */
export async function rebuildIndex(
  sql: postgres.Sql,
  kind: SearchKind,
  progress: (done: number, of: number) => void = () => {},
): Promise<boolean> {
  return sql.begin(async (tx) => {
    // The pointer row is locked at the end only, so that puts go on.
    await tx`set local statement_timeout = 0`;
    await tx`set local idle_in_transaction_session_timeout = 0`;
    const [lock] = await tx<{ mine: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext(${`search_rebuild ${kind}`})) as mine`;
    if (!lock?.mine) return false;
    let state = await readState(tx, kind);
    if (!state) return true;
    if (state.cutter !== cutterVersion) await cutAgain(tx, kind);
    if (state.lastNum - state.baseNum > 2 * state.docs + 20_000) await renumber(tx, kind);
    state = (await readState(tx, kind))!;

    const gen = state.gen + 1;
    const passes = Math.max(1, Math.ceil(state.docs / documentsAPass));
    await tx`delete from search_postings where kind = ${kind} and gen <> ${state.gen}`;
    for (let pass = 0; pass < passes; pass += 1) {
      const builder = await invert(tx, kind, state, pass, passes, (done) =>
        progress(pass * state.docs + done, passes * state.docs),
      );
      await copyPostings(tx, kind, gen, builder);
    }
    await writePairs(tx, kind, gen, state);
    await flip(tx, kind, gen, state);
    return true;
  });
}

interface TermRow {
  readonly num: number;
  readonly len: number;
  readonly terms: string;
  readonly tfs: Buffer;
}

async function invert(
  sql: postgres.TransactionSql,
  kind: SearchKind,
  state: IndexState,
  pass: number,
  passes: number,
  progress: (done: number) => void,
): Promise<PostingBuilder> {
  const builder = new PostingBuilder();
  const averageLength = state.docs === 0 ? 1 : state.totalLen / state.docs;
  let done = 0;
  const batches = sql<TermRow[]>`
    select num, len, terms, tfs from search_documents
    where kind = ${kind} and num <= ${state.lastNum} order by num`.cursor(batchSize);
  for await (const rows of batches) {
    for (const { num, len, terms, tfs } of rows) {
      for (const [at, term] of terms.split(' ').entries()) {
        if (term === '' || (passes > 1 && partOf(term, passes) !== pass)) continue;
        builder.add(term, num - state.baseNum, impactOf(tfs[at] ?? 1, len, averageLength));
      }
    }
    done += rows.length;
    progress(done);
    await setImmediate();
  }
  return builder;
}

function partOf(term: string, parts: number): number {
  let hash = 0;
  for (let at = 0; at < term.length; at += 1) hash = (Math.imul(hash, 31) + term.charCodeAt(at)) | 0;
  return (hash >>> 0) % parts;
}

// A term is letters, digits and a few signs: nothing that COPY's text form would have to escape.
async function copyPostings(
  sql: postgres.TransactionSql,
  kind: SearchKind,
  gen: number,
  builder: PostingBuilder,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    let text = '';
    let terms = 0;
    for (const [term, postings] of builder.postings()) {
      let segment = 0;
      for (const { slots, impacts } of segmentsOf(postings)) {
        const nums = slotBytes(slots).toString('hex');
        const bytes = Buffer.from(impacts).toString('hex');
        text += `${kind}\t${gen}\t${term}\t${segment}\t${postings.slots.length}\t\\\\x${nums}\t\\\\x${bytes}\n`;
        segment += 1;
      }
      if (text.length > 65_536) {
        yield text;
        text = '';
      }
      if ((terms += 1) % 2_000 === 0) await setImmediate();
    }
    yield text;
  }
  const into = await sql`
    copy search_postings (kind, gen, term, segment, df, nums, impacts) from stdin`.writable();
  await pipeline(Readable.from(lines()), into);
}

async function writePairs(
  sql: postgres.TransactionSql,
  kind: SearchKind,
  gen: number,
  state: IndexState,
): Promise<void> {
  const counts = new PairCounts();
  const batches = sql<{ document: SearchDocument }[]>`
    select document from search_documents where kind = ${kind} and num <= ${state.lastNum}`.cursor(batchSize);
  for await (const rows of batches) {
    for (const { document } of rows) counts.add(`${document.title}\n${bodyOf(document)}`);
    await setImmediate();
  }
  await sql`delete from search_pairs where kind = ${kind} and gen <> ${state.gen}`;
  await sql`insert into search_pairs (kind, gen, counts) values (${kind}, ${gen}, ${counts.bytes()})`;
}

/** Removals that the new postings no longer need are forgotten; who has not seen them reads everything again. */
async function flip(sql: postgres.TransactionSql, kind: SearchKind, gen: number, state: IndexState): Promise<void> {
  await sql`delete from search_removals where kind = ${kind} and seq <= ${state.seq}`;
  await sql`
    update search_indexes set gen = ${gen}, cutter = ${cutterVersion}, built_num = ${state.lastNum},
      floor_seq = ${state.seq} where kind = ${kind}`;
}

/** The cutter changed: every document is cut again, in the rebuild's own transaction, while writers wait. */
async function cutAgain(sql: postgres.TransactionSql, kind: SearchKind): Promise<void> {
  await readState(sql, kind, true);
  for (let after = -1; ;) {
    const rows = await sql<{ num: number; document: SearchDocument }[]>`
      select num, document from search_documents where kind = ${kind} and num > ${after} order by num limit ${batchSize}`;
    if (rows.length === 0) break;
    const cut = (await cutAll(rows.map(({ document }) => document))).map(({ hash, len, terms, tfs }, at) => ({
      num: rows[at]!.num,
      hash,
      len,
      terms,
      tfs,
    }));
    await sql`
      update search_documents d
      set hash = x.hash, len = x.len, terms = x.terms, tfs = decode(x.tfs, 'base64')
      from jsonb_to_recordset(${JSON.stringify(cut)}::text::jsonb) as x(num int, hash text, len int, terms text, tfs text)
      where d.kind = ${kind} and d.num = x.num`;
    after = rows.at(-1)!.num;
  }
  await sql`
    update search_indexes set total_len = (select coalesce(sum(len), 0) from search_documents where kind = ${kind})
    where kind = ${kind}`;
}

/** Numbers of changed documents leave holes: when holes are the most, all get new numbers above a new base. */
async function renumber(sql: postgres.TransactionSql, kind: SearchKind): Promise<void> {
  const state = (await readState(sql, kind, true))!;
  await sql`
    update search_documents d set num = ${state.lastNum} + x.place
    from (select id, (row_number() over (order by num))::int as place from search_documents where kind = ${kind}) x
    where d.kind = ${kind} and d.id = x.id`;
  await sql`
    update search_indexes set base_num = last_num, last_num = last_num + docs where kind = ${kind}`;
}
