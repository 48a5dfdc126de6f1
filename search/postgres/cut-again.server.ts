import type postgres from 'postgres';
import type { SearchDocument, SearchKind } from '../engine.ts';
import { cutterVersion } from '../text.ts';
import { WordCounts, wordLines } from '../words.ts';
import { moveWords } from './move-words.server.ts';
import { cutAll, lockState } from './write-documents.server.ts';

const batchSize = 1_000;

/**
 * Cuts again every document that another cutter cut, a batch a transaction: writers wait for a batch at most, and after
 * a break only the rest is left. Searches do not notice: the postings they read stay.
 */
export async function cutAgain(sql: postgres.Sql, kind: SearchKind, progress: (done: number) => void): Promise<void> {
  let done = 0;
  for (let after = -1; ;) {
    const old = await sql<{ num: number; document: SearchDocument }[]>`
      select num, document from search_documents
      where kind = ${kind} and num > ${after} and cutter <> ${cutterVersion} order by num limit ${batchSize}`;
    if (old.length === 0) return;
    const cut = await cutAll(old.map(({ document }) => document));
    await sql.begin(async (tx) => {
      await lockState(tx, kind);
      // A document that was changed meanwhile has another number, and the new cut.
      const rows = await tx<{ num: number; len: number; words: string }[]>`
        select num, len, words from search_documents
        where kind = ${kind} and num = any(${old.map(({ num }) => num)}) and cutter <> ${cutterVersion}`;
      const before = new Map(rows.map((row) => [row.num, row]));
      const counts = new WordCounts();
      let length = 0;
      const written = cut.flatMap(({ hash, len, terms, tfs, titleKey, pairs, facts, proposed }, at) => {
        const { num } = old[at]!;
        const row = before.get(num);
        if (!row) return [];
        counts.takeBack(row.words);
        counts.add(proposed);
        length += len - row.len;
        return [{ num, hash, len, terms, tfs, words: wordLines(proposed), title_key: titleKey, pairs, facts }];
      });
      await moveWords(tx, kind, counts);
      await tx`
        update search_documents d set hash = x.hash, len = x.len, terms = x.terms, tfs = decode(x.tfs, 'base64'),
          words = x.words, title_key = x.title_key, pairs = x.pairs, facts = x.facts, cutter = ${cutterVersion}
        from json_to_recordset(${JSON.stringify(written)}::text::json)
          as x(num int, hash text, len int, terms text, tfs text, words text, title_key text,
            pairs text, facts json)
        where d.kind = ${kind} and d.num = x.num`;
      await tx`update search_indexes set total_len = total_len + ${length} where kind = ${kind}`;
    });
    after = old.at(-1)!.num;
    progress((done += old.length));
  }
}
