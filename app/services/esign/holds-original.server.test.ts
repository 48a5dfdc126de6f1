import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Paper, PaperBlock } from '#app/domain/paper.ts';
import { signPdf } from '#app/server/esign-stand-in/sign-pdf.ts';
import { diskStore } from '../files/store.server.ts';
import { printPdf } from '../papers/print-pdf.server.ts';
import { holdsOriginal } from './holds-original.server.ts';

const versionSha256 = 'a4'.repeat(32);
const clause: PaperBlock = {
  kind: 'paragraph',
  text: '甲方许可乙方在约定领域内实施，入门费为零，达到里程碑后付款。'.repeat(3),
};
const paper = (blocks: readonly PaperBlock[], sha256 = versionSha256): Paper => ({
  title: '技术许可合同',
  no: 'HT-2026-00001',
  meta: '第 1 版',
  isSample: false,
  stamp: { words: `第 1 版　SHA-256 ${sha256}`, code: `HT-2026-00001 V1 SHA256:${sha256}` },
  blocks,
});

/** How what came back is held against what was handed in. */
async function compare(change: (original: Buffer) => Promise<Buffer> | Buffer): Promise<string | null> {
  const store = diskStore(mkdtempSync(join(tmpdir(), 'holds-original-')));
  const keep = async (bytes: Buffer) => (await store.put(Readable.from([bytes]), 10_000_000)).sha256;
  const original = await printPdf(paper([clause]));
  return holdsOriginal(store, {
    original: await keep(original),
    signed: await keep(await change(original)),
    versionSha256,
  });
}

test('what signing adds behind the original leaves it the same', async () => {
  const at = new Date('2026-11-22T02:00:00Z');
  expect(await compare((original) => signPdf(signPdf(original, '甲方', at), '乙方', at))).toBe('bytes');
});

test('a file written anew is the same where every page says what it said', { timeout: 60_000 }, async () => {
  // Printed at another moment: other bytes, the same pages.
  expect(
    await compare(async (original) => {
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const again = await printPdf(paper([clause]));
      expect(again.equals(original)).toBe(false);
      return again;
    }),
  ).toBe('text');
});

test.each([
  [
    'another clause',
    paper([{ kind: 'paragraph', text: '甲方许可乙方在约定领域内实施，入门费为一百万元，签约时付清。'.repeat(3) }]),
  ],
  ['a clause more', paper([clause, clause])],
  ['a page more', paper([clause, ...Array.from({ length: 40 }, () => clause)])],
  ['another version', paper([clause], 'b5'.repeat(32))],
])('%s is another file', { timeout: 60_000 }, async (_what, other) => {
  expect(await compare(() => printPdf(other))).toBeNull();
});

test('what is no PDF is another file', { timeout: 60_000 }, async () => {
  expect(await compare(() => Buffer.from('%PDF-1.4 nothing to read'))).toBeNull();
});
