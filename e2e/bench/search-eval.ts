import { readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { rank } from '#app/domain/matching.ts';
import { openDatabase } from '#db/client.server.ts';
import { createTestDatabase } from '#db/testing.server.ts';
import { blankDocument } from '#search/blank-document.ts';
import type { SearchDocument, SearchEngine } from '#search/engine.ts';
import { noFacts } from './search-paths.ts';
import { openEvaluated } from './search-engines.ts';

// npm run --silent eval:relevance -- --engine postgres|meilisearch --docs FILE --queries FILE > results.jsonl
// Reads {id,title,body} and {qid,set,text} a line, indexes with the production code into a database of its own that is
// dropped afterwards, and answers each question as the platform does: sets a, b and c by the search page's path, all
// others as demands (candidates, then the rules; no facts of the fields). Prints {qid,ids} a line, up to 100 ids, and
// nothing else on the output; what it does goes to the error output.

const most = 100;

const { values } = parseArgs({
  options: { engine: { type: 'string', default: 'postgres' }, docs: { type: 'string' }, queries: { type: 'string' } },
});
if (!values.docs || !values.queries || !['postgres', 'meilisearch'].includes(values.engine)) {
  console.error('usage: eval:relevance --engine postgres|meilisearch --docs FILE --queries FILE');
  process.exit(2);
}

interface Doc {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}
interface Query {
  readonly qid: string;
  readonly set: string;
  readonly text: string;
}

const lines = <Row>(file: string): Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);

const uuidOf = (at: number): string => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`;

const documentOf = ({ title, body }: Doc, at: number): SearchDocument => ({
  ...blankDocument(uuidOf(at)),
  title: title ?? '',
  summary: body ?? '',
});

/** Short questions are typed into the search box, the others are texts of demands. */
const isTyped = (set: string): boolean => /^[abc](_|$)/.test(set);

async function typed(search: SearchEngine, words: string): Promise<string[]> {
  const { hits } = await search.search({
    kind: 'achievement',
    words,
    filters: {},
    sort: 'relevance',
    offset: 0,
    limit: most,
  });
  return hits.map(({ document }) => document.id);
}

async function demanded(search: SearchEngine, text: string): Promise<string[]> {
  const answer = await search.match({ kind: 'achievement', text, limit: 200 });
  return rank(noFacts, answer, answer.candidates).map(({ id }) => id);
}

/** Whole lines even where the output is a pipe that is slow to read. */
function print(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

const docs = lines<Doc>(values.docs);
const queries = lines<Query>(values.queries);
const database = await createTestDatabase('relevance');
const opened = openDatabase(database.url, { applicationName: 'chengguo-eval', statementTimeoutMs: 0 });
try {
  const { search, drop } = await openEvaluated(values.engine, opened.db);
  try {
    const from = performance.now();
    for (let at = 0; at < docs.length; at += 2_000) {
      await search.put(docs.slice(at, at + 2_000).map((doc, n) => documentOf(doc, at + n)));
    }
    await search.rebuild('achievement');
    console.error(`${docs.length} documents indexed by ${search.name} in ${Math.round(performance.now() - from)} ms`);
    const asked = performance.now();
    for (const { qid, set, text } of queries) {
      const ids = await (isTyped(set) ? typed(search, text) : demanded(search, text));
      print(JSON.stringify({ qid, ids: ids.slice(0, most).map((id) => docs[Number(id.slice(24))]!.id) }));
    }
    console.error(`${queries.length} questions in ${Math.round(performance.now() - asked)} ms`);
  } finally {
    await drop();
  }
} finally {
  await opened.close();
  await database.drop();
}
