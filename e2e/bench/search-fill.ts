import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type postgres from 'postgres';
import { bodyOf } from '#search/documents.ts';
import { pairList } from '#search/pair-list.ts';
import { unhurried } from '#search/postgres/index-states.server.ts';
import { moveWords } from '#search/postgres/move-words.server.ts';
import { factsOf } from '#search/second-stage.ts';
import { cutterVersion } from '#search/text.ts';
import { proposedWords, type ProposedWord, WordCounts, wordKey, wordLines } from '#search/words.ts';
import type { Corpus } from './search-corpus.ts';

const kind = 'achievement';

/**
 * Writes the rows that `put` would write, by COPY and with terms cut word by word: a million in minutes in place of an
 * hour. What is measured afterwards, the rebuild included, is the production code alone.
 */
export async function fillByCopy(sql: postgres.Sql, corpus: Corpus, from: number, to: number): Promise<void> {
  await sql`insert into search_indexes (kind, cutter) values (${kind}, ${cutterVersion}) on conflict do nothing`;
  const [state] = await sql<{ last: number }[]>`select last_num as last from search_indexes where kind = ${kind}`;
  const base = state!.last;
  let length = 0;
  let words = new Map<string, ProposedWord & { times: number }>();
  await sql.begin(async (tx) => {
    await unhurried(tx);
    const into = await tx`
      copy search_documents (kind, id, num, seq, org_id, fields, chains, modes, region_code, trl, pay_later, price_fen,
        confirmed_on, published_on, hash, cutter, len, terms, tfs, words, title_key, pairs, facts, document) from stdin`.writable();
    for (let at = from; at < to; at += 1) {
      const { document, counts, length: own } = corpus.cut(at);
      length += own;
      const proposed = proposedWords(document);
      for (const word of proposed) {
        const key = `${word.role} ${word.word}`;
        const known = words.get(key);
        if (known) known.times += 1;
        else words.set(key, { ...word, times: 1 });
      }
      const list = (codes: readonly string[]) => `{${codes.join(',')}}`;
      const tfs = Buffer.from(Uint8Array.from(counts.values(), (count) => Math.min(255, count))).toString('hex');
      const row = [
        kind,
        document.id,
        base + 1 + at - from,
        Math.floor((base + at - from) / 500) + 1,
        document.orgId,
        list(document.fields),
        list(document.chains),
        list(document.modes),
        document.regionCode,
        document.trl ?? '\\N',
        document.payLater,
        document.priceMinFen ?? '\\N',
        document.confirmedOn ?? '\\N',
        document.publishedOn,
        `bench ${at}`,
        cutterVersion,
        own,
        [...counts.keys()].join(' '),
        `\\\\x${tfs}`,
        wordLines(proposed).replaceAll('\n', '\\n'),
        wordKey(document.title).slice(0, 60),
        pairList({ title: document.title, body: bodyOf(document) }),
        JSON.stringify(factsOf(document)),
        JSON.stringify(document).replaceAll('\\', '\\\\'),
      ];
      if (!into.write(`${row.join('\t')}\n`)) await once(into, 'drain');
      if (at % 500 === 0) await setImmediate();
      if ((at + 1) % 50_000 === 0) console.log(`${at + 1} of ${to} documents`);
    }
    into.end();
    await once(into, 'finish');
  });
  const all = [...words.values()];
  words = new Map();
  for (let at = 0; at < all.length; at += 5_000) {
    const counts = new WordCounts();
    for (const word of all.slice(at, at + 5_000)) counts.add(Array.from({ length: word.times }, () => word));
    await moveWords(sql, kind, counts);
  }
  await sql`
    update search_indexes set last_num = ${base + to - from}, docs = docs + ${to - from},
      total_len = total_len + ${length}, seq = ${Math.floor((base + to - from) / 500) + 1} where kind = ${kind}`;
}
