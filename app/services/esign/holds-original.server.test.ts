import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import type { Paper, PaperBlock } from '#app/domain/paper.ts';
import { signPdf } from '#app/server/esign-stand-in/sign-pdf.ts';
import { diskStore } from '../files/store.server.ts';
import { printPdf } from '../papers/print-pdf.server.ts';
import { holdsOriginal } from './holds-original.server.ts';

// Files are read by a process of their own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

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

test('a file written anew is the same where every page says what it said', async () => {
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
])('%s is another file', async (_what, other) => {
  expect(await compare(() => printPdf(other))).toBeNull();
});

/** Puts an object behind a PDF that stands in the place of another one of it, as an incremental update may. */
function replaceObject(pdf: Buffer, n: string, body: string): Buffer {
  const text = pdf.toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const trailer = text.match(/trailer\s*<<[\s\S]*?>>/g)?.at(-1) ?? '';
  const kept = ['Size', 'Root'].map((name) => new RegExp(`/${name} [^/>]+`).exec(trailer)?.[0] ?? '').join(' ');
  const object = `\n${n} 0 obj\n${body}\nendobj\n`;
  const place = String(pdf.length + 1).padStart(10, '0');
  const xref = `xref\n${n} 1\n${place} 00000 n \ntrailer\n<< ${kept} /Prev ${previous} >>\n`;
  const end = `${xref}startxref\n${pdf.length + object.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(object + end, 'latin1')]);
}

test('an update behind the original’s very bytes that changes a page is another file', async () => {
  expect(
    await compare((original) => {
      const contents = /\/Type \/Page\n[\s\S]*?\/Contents (\d+) 0 R/.exec(original.toString('latin1'))?.[1] ?? '';
      expect(contents).not.toBe('');
      return replaceObject(original, contents, '<< /Length 0 >>\nstream\n\nendstream');
    }),
  ).toBeNull();
});

test('a page without words, put among the others, is another file', async () => {
  expect(
    await compare((original) => {
      const text = original.toString('latin1');
      const [, n = '', kids = ''] = /(\d+) 0 obj\n<<\n\/Type \/Pages\n[^>]*?\/Kids \[([^\]]+)\]/.exec(text) ?? [];
      expect(kids).not.toBe('');
      const pages = `<< /Type /Pages /Count 2 /Kids [${kids} << /Type /Page /Parent ${n} 0 R /MediaBox [0 0 595 842] >>] >>`;
      return replaceObject(original, n, pages);
    }),
  ).toBeNull();
});

test('what could not be read to its end is no verdict', async () => {
  const store = diskStore(mkdtempSync(join(tmpdir(), 'holds-original-')));
  const { sha256 } = await store.put(Readable.from([await printPdf(paper([clause]))]), 10_000_000);
  // Its reader finds nothing to open, as one that was stopped on the way.
  const lame = { ...store, path: () => join(tmpdir(), 'no-such-file.pdf') };
  await expect(holdsOriginal(lame, { original: sha256, signed: sha256, versionSha256 })).rejects.toMatchObject({
    code: 'unavailable',
  });
});

test('what is no PDF is another file', async () => {
  expect(await compare(() => Buffer.from('%PDF-1.4 nothing to read'))).toBeNull();
});
