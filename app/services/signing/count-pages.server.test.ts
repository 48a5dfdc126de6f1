import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext } from '#seeds/make.ts';
import { pagesOfFiles } from './count-pages.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A PDF of these objects, the first being its root. */
function pdf(objects: readonly string[]): string {
  const at: number[] = [];
  const body = objects.reduce((text, object, i) => {
    at.push(text.length);
    return `${text}${i + 1} 0 obj\n${object}\nendobj\n`;
  }, '%PDF-1.4\n');
  const rows = at.map((from) => `${String(from).padStart(10, '0')} 00000 n \n`).join('');
  const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return `${body}${head}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`;
}

const root = '<< /Type /Catalog /Pages 2 0 R >>';
const page = (parent: number) => `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 10 10] >>`;
/** One page, and the number that the file says. */
const flat = (count: number) => pdf([root, `<< /Type /Pages /Count ${count} /Kids [3 0 R] >>`, page(2)]);
/** The same, the missing ones being said of a branch without any. */
const branched = (count: number) =>
  pdf([
    root,
    `<< /Type /Pages /Count ${count} /Kids [4 0 R 3 0 R] >>`,
    page(2),
    `<< /Type /Pages /Parent 2 0 R /Count ${count - 1} /Kids [] >>`,
  ]);
const many = (n: number) =>
  pdf([
    root,
    `<< /Type /Pages /Count ${n} /Kids [${Array.from({ length: n }, (_, i) => `${i + 3} 0 R`).join(' ')}] >>`,
    ...Array.from({ length: n }, () => page(2)),
  ]);

test('pages are those that open, not those that a file says it has; a file that says billions uses up no patience', async () => {
  const { files } = makeContext(db);
  const counts = async (...bodies: string[]) => {
    const kept = await Promise.all(bodies.map((body) => files.put(Readable.from([body]), 1_000_000)));
    const pages = await pagesOfFiles(files, kept, 9);
    return kept.map(({ sha256 }) => pages.get(sha256));
  };
  const startedAt = performance.now();
  expect(await counts(many(9), flat(9), branched(9), many(59))).toEqual([9, 1, 1, 59]);
  const named9Times = pdf([root, `<< /Type /Pages /Count 9 /Kids [${'3 0 R '.repeat(9)}] >>`, page(2)]);
  expect(await counts(named9Times, branched(3_000_000_000), branched(-5), many(60), 'no PDF /Page')).toEqual([
    1,
    null,
    null,
    null,
    null,
  ]);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});
