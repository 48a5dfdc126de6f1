import type postgres from 'postgres';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { priceBandsOf } from '#app/domain/price-band.ts';
import { bodyOf, cleanDocument, termsOf } from '../documents.ts';
import type { SearchDocument, SearchKind } from '../engine.ts';
import { pairList } from '../pair-list.ts';
import { type ComparedFacts, factsOf } from '../second-stage.ts';
import { searchedFields } from '../settings.ts';
import { type CutText, cutterVersion, cutText, cutTexts } from '../text.ts';
import { type ProposedWord, proposedWords, WordCounts, wordKey, wordLines } from '../words.ts';
import { type IndexState, readState, type Sql } from './index-states.server.ts';
import { moveWords } from './move-words.server.ts';

/** Documents put at once; more are put in several transactions. */
const batchSize = 500;

/**
 * Writes documents, each under a new number; one whose content is as before is left alone. Writers of an index go one
 * after the other (the pointer row is locked), so that the order of `seq` is the order of commits.
 */
export async function putDocuments(
  sql: postgres.Sql,
  kind: SearchKind,
  documents: readonly SearchDocument[],
): Promise<IndexState | null> {
  const latest = [...new Map(documents.map((document) => [document.id, document])).values()];
  let state: IndexState | null = null;
  let ready = cutAll(latest.slice(0, batchSize));
  for (let from = 0; from < latest.length; from += batchSize) {
    const rows = await ready;
    // The next are cut while the database writes these.
    const [written] = await Promise.all([
      sql.begin((tx) => putRows(tx, kind, rows)),
      (ready = cutAll(latest.slice(from + batchSize, from + 2 * batchSize))),
    ]);
    state = written;
  }
  return state;
}

export interface CutRow {
  readonly document: SearchDocument;
  readonly hash: string;
  readonly len: number;
  readonly terms: string;
  /** Base64 of one byte a term. */
  readonly tfs: string;
  readonly titleKey: string;
  readonly pairs: string;
  readonly facts: ComparedFacts;
  readonly proposed: readonly ProposedWord[];
}

/** The longest beginning of a title that is compared with what somebody types. */
const titleKeyChars = 60;

/** So many documents are cut while others get their turn; meanwhile the library cuts the texts of the next. */
const sliceSize = 20;

/** Cutting takes most of the time of a put: other requests get their turn in between. */
export async function cutAll(documents: readonly SearchDocument[]): Promise<CutRow[]> {
  const rows: CutRow[] = [];
  const cutSlice = (from: number) => {
    const slice = documents.slice(from, from + sliceSize).map(cleanDocument);
    const texts = cutTexts(slice.flatMap((document) => searchedFields.map(({ of }) => of(document))));
    // It is awaited with its slice; until then nobody else listens.
    texts.catch(() => {});
    return { slice, texts };
  };
  let ready = cutSlice(0);
  for (let from = 0; from < documents.length; from += sliceSize) {
    const { slice } = ready;
    const texts = await ready.texts;
    ready = cutSlice(from + sliceSize);
    const cut = (text: string) => texts.get(text) ?? cutText(text);
    for (const document of slice) rows.push(cutRow(document, cut));
    await setImmediate();
  }
  return rows;
}

function cutRow(document: SearchDocument, cut: (text: string) => CutText): CutRow {
  const { counts, length } = termsOf(document, (text) => cut(text).indexed);
  return {
    document,
    hash: createHash('sha256')
      .update(`${cutterVersion}\n${JSON.stringify(document)}`)
      .digest('hex'),
    len: length,
    terms: [...counts.keys()].join(' '),
    tfs: Buffer.from(Uint8Array.from(counts.values(), (count) => Math.min(255, count))).toString('base64'),
    titleKey: wordKey(document.title).slice(0, titleKeyChars),
    pairs: pairList({ title: document.title, body: bodyOf(document) }),
    facts: factsOf(document),
    proposed: proposedWords(document, (text) => cut(text).words),
  };
}

export async function lockState(sql: Sql, kind: SearchKind): Promise<IndexState> {
  await sql`insert into search_indexes (kind, cutter) values (${kind}, ${cutterVersion}) on conflict do nothing`;
  return (await readState(sql, kind, true))!;
}

async function putRows(sql: postgres.TransactionSql, kind: SearchKind, rows: readonly CutRow[]): Promise<IndexState> {
  const state = await lockState(sql, kind);
  const stored = await sql<{ id: string; num: number; hash: string; len: number; words: string }[]>`
    select id, num, hash, len, words from search_documents
    where kind = ${kind} and id = any(${rows.map(({ document }) => document.id)}::uuid[])`;
  const before = new Map(stored.map((row) => [row.id, row]));
  const changed = rows.filter(({ document, hash }) => before.get(document.id)?.hash !== hash);
  if (changed.length === 0) return state;

  const seq = state.seq + 1;
  const replaced = changed.flatMap(({ document }) => before.get(document.id) ?? []);
  await noteRemovals(
    sql,
    kind,
    seq,
    replaced.map(({ num }) => num),
  );
  const counts = new WordCounts();
  for (const { words } of replaced) counts.takeBack(words);
  for (const { proposed } of changed) counts.add(proposed);
  await moveWords(sql, kind, counts);
  const written = changed.map(({ proposed, titleKey, ...row }, at) => ({
    ...row,
    words: wordLines(proposed),
    title_key: titleKey,
    num: state.lastNum + 1 + at,
    id: row.document.id,
    org_id: row.document.orgId,
    fields: row.document.fields,
    chains: row.document.chains,
    modes: row.document.modes,
    region_code: row.document.regionCode,
    trl: row.document.trl,
    pay_later: row.document.payLater,
    is_listed: row.document.isListed,
    is_provincial: row.document.isProvincial,
    rights: row.document.rights,
    prices: priceBandsOf(row.document),
    price_fen: row.document.priceMinFen ?? row.document.priceMaxFen,
    confirmed_on: row.document.confirmedOn,
    published_on: row.document.publishedOn,
  }));
  await sql`
    insert into search_documents (kind, id, num, seq, org_id, fields, chains, modes, region_code, trl, pay_later,
      is_listed, is_provincial, rights, prices, price_fen, confirmed_on, published_on, hash, cutter, len, terms, tfs, words, title_key, next_num, pairs, facts, document)
    select ${kind}, id, num, ${seq}, org_id, fields, chains, modes, region_code, trl, pay_later,
      is_listed, is_provincial, rights, prices, price_fen, confirmed_on, published_on, hash, ${cutterVersion}, len, terms, decode(tfs, 'base64'), words, title_key, null,
      pairs, facts, document
    from json_to_recordset(${JSON.stringify(written)}::text::json) as x(id uuid, num int, org_id uuid, fields text[],
      chains text[], modes text[], region_code text, trl smallint, pay_later boolean, is_listed boolean,
      is_provincial boolean, rights text[], prices text[], price_fen bigint,
      confirmed_on date, published_on date, hash text, len int, terms text, tfs text, words text, title_key text,
      pairs text, facts json, document json)
    on conflict (kind, id) do update set num = excluded.num, seq = excluded.seq, org_id = excluded.org_id,
      fields = excluded.fields, chains = excluded.chains, modes = excluded.modes, region_code = excluded.region_code,
      trl = excluded.trl, pay_later = excluded.pay_later, is_listed = excluded.is_listed,
      is_provincial = excluded.is_provincial, rights = excluded.rights, prices = excluded.prices, price_fen = excluded.price_fen,
      confirmed_on = excluded.confirmed_on, published_on = excluded.published_on, hash = excluded.hash,
      cutter = excluded.cutter, len = excluded.len, terms = excluded.terms, tfs = excluded.tfs, words = excluded.words,
      title_key = excluded.title_key, next_num = null, pairs = excluded.pairs, facts = excluded.facts,
      document = excluded.document`;
  return moveState(sql, kind, {
    ...state,
    seq,
    lastNum: state.lastNum + changed.length,
    docs: state.docs + changed.length - replaced.length,
    totalLen: state.totalLen + sumOf(changed) - sumOf(replaced),
  });
}

/** Removes documents; ids that are not there are no fault. */
export async function removeDocuments(sql: postgres.Sql, kind: SearchKind, ids: readonly string[]): Promise<void> {
  await sql.begin(async (tx) => {
    const state = await lockState(tx, kind);
    const gone = await tx<{ num: number; len: number; words: string }[]>`
      delete from search_documents where kind = ${kind} and id = any(${[...ids]}::uuid[]) returning num, len, words`;
    if (gone.length === 0) return;
    const counts = new WordCounts();
    for (const { words } of gone) counts.takeBack(words);
    await moveWords(tx, kind, counts);
    const seq = state.seq + 1;
    await noteRemovals(
      tx,
      kind,
      seq,
      gone.map(({ num }) => num),
    );
    await moveState(tx, kind, {
      ...state,
      seq,
      docs: state.docs - gone.length,
      totalLen: state.totalLen - sumOf(gone),
    });
  });
}

const sumOf = (rows: readonly { readonly len: number }[]): number => rows.reduce((sum, { len }) => sum + len, 0);

async function noteRemovals(sql: Sql, kind: SearchKind, seq: number, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return;
  await sql`insert into search_removals (kind, seq, num) select ${kind}, ${seq}, unnest(${[...nums]}::int[])`;
}

async function moveState(sql: Sql, kind: SearchKind, state: IndexState): Promise<IndexState> {
  await sql`
    update search_indexes set seq = ${state.seq}, last_num = ${state.lastNum}, docs = ${state.docs},
      total_len = ${state.totalLen} where kind = ${kind}`;
  return state;
}
