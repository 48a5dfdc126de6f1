import { fromBufferPromise } from 'yauzl';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { Paper } from '#app/domain/paper.ts';
import { printDocx } from './print-docx.server.ts';
import { printPdf } from './print-pdf.server.ts';

const paper: Paper = {
  title: '技术许可合同：马铃薯汁水提蛋白',
  no: 'HT-2026-00007',
  meta: '第 3 版，尚未签署',
  isSample: true,
  stamp: { words: `第 3 版　SHA-256 ${'a1'.repeat(32)}`, code: 'HT-2026-00007 V3' },
  blocks: [
    { kind: 'facts', items: [['许可方', '甲大学']] },
    ...Array.from({ length: 40 }, (_, i) => [
      { kind: 'heading' as const, text: `第 ${i + 1} 条　付款` },
      {
        kind: 'paragraph' as const,
        text: `逾期付款的，按逾期金额每日 0.05% 支付违约金，累计不超过 20%。生僻字䶮也要在。`.repeat(3),
      },
    ]).flat(),
    {
      kind: 'table',
      columns: [
        { label: '里程碑', width: 3 },
        { label: '金额（元）', width: 1, align: 'right' },
      ],
      rows: [['中试完成', '160,000.00']],
    },
    { kind: 'signatures', boxes: [{ heading: '许可方（盖章）', lines: ['日期：'] }] },
  ],
};

async function pagesOf(bytes: Buffer): Promise<string[]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  return Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const { items } = await (await pdf.getPage(i + 1)).getTextContent();
      return items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/g, ' ');
    }),
  );
}

test('a PDF holds its Chinese as text that can be selected, in order', async () => {
  const pages = await pagesOf(await printPdf(paper));
  const text = pages.join('');
  expect(text.indexOf('技术许可合同：马铃薯汁水提蛋白')).toBe(0);
  expect(text).toContain('生僻字䶮也要在');
  expect(text).toContain('中试完成 160,000.00');
  expect(text.indexOf('第 1 条')).toBeLessThan(text.indexOf('第 40 条'));
});

test('every page of it names number, version, page and that it is a sample', async () => {
  const pages = await pagesOf(await printPdf(paper));
  expect(pages.length).toBeGreaterThan(3);
  pages.forEach((text, i) => {
    expect(text).toContain('HT-2026-00007 示例，不产生任何权利义务');
    expect(text).toContain(`第 3 版 SHA-256 ${'a1'.repeat(32)}`);
    expect(text).toContain(`第 ${i + 1} 页，共 ${pages.length} 页`);
  });
});

test('the place to sign never stands alone on a page: the words before it go with it', async () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => ({ kind: 'note' as const, text: `第 ${i} 行` }));
  const last = { kind: 'paragraph' as const, text: '本单位声明：如实申报。' };
  const seal = { kind: 'signatures' as const, boxes: [{ heading: '甲（盖章）', lines: ['日期：'] }] };
  for (const n of [20, 22, 24, 26, 28]) {
    const pages = await pagesOf(await printPdf({ ...paper, blocks: [...lines(n), last, seal] }));
    expect(pages.find((text) => text.includes('甲（盖章）'))).toContain('本单位声明');
  }
});

test('nor after a table, a long paragraph or its own heading', async () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => ({ kind: 'note' as const, text: `第 ${i} 行` }));
  const seal = { kind: 'signatures' as const, boxes: [{ heading: '甲（盖章）', lines: ['日期：'] }] };
  const columns = [{ label: '环节', width: 1 }];
  const last = { kind: 'table' as const, columns, rows: [['发起'], ['末行的决定']] };
  const long = { kind: 'paragraph' as const, text: `末行的决定${'，如实申报'.repeat(60)}` };
  const heading = { kind: 'heading' as const, text: '签署' };
  for (const before of [[last], [long], [{ kind: 'note' as const, text: '末行的决定' }, heading]])
    for (const n of [14, 17, 20, 23, 26, 29]) {
      const pages = await pagesOf(await printPdf({ ...paper, blocks: [...lines(n), ...before, seal] }));
      expect(pages.find((text) => text.includes('甲（盖章）'))).toContain('末行的决定');
    }
});

test('a DOCX does not promise the code that only the PDF has', async () => {
  const note = { kind: 'note' as const, text: '扫描右下角的码', isOfPdf: true as const };
  const [page] = await pagesOf(await printPdf({ ...paper, blocks: [note] }));
  expect(page).toContain('扫描右下角的码');
  expect(await documentOf(await printDocx({ ...paper, blocks: [note] }))).not.toContain('扫描右下角的码');
});

test('the font in it is a subset: a short paper stays small', async () => {
  const bytes = await printPdf({ ...paper, blocks: paper.blocks.slice(0, 3) });
  expect(bytes.length).toBeLessThan(120_000);
});

test('a DOCX opens as one, names 宋体 and 仿宋 and embeds no font', async () => {
  const bytes = await printDocx(paper);
  const zip = await fromBufferPromise(bytes);
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
  }
  const document = await documentOf(bytes);
  expect(document).toContain('逾期付款的，按逾期金额每日 0.05% 支付违约金');
  expect(document).toContain('w:eastAsia="宋体"');
  expect(names.filter((name) => /\.(odttf|ttf|otf)$/.test(name))).toEqual([]);
});

/** The words of a DOCX as it keeps them. */
async function documentOf(bytes: Buffer): Promise<string> {
  const zip = await fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'word/document.xml') continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  }
  throw new Error('no document in it');
}

test('what no XML holds and what breaks a line within a line is not printed, whatever the kept text has', async () => {
  const text = '甲方不付款。\u2028第 18 条\u0001里程碑款\u202E\uFFFE';
  const broken: Paper = { ...paper, title: `合同\u0000：${text}`, blocks: [{ kind: 'paragraph', text }] };
  const xml = await documentOf(await printDocx(broken));
  expect(xml).toContain('甲方不付款。 第 18 条 里程碑款');
  // oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids
  expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\u2028\u202E]/);
  const pages = await pagesOf(await printPdf(broken));
  expect(pages.join('')).toContain('甲方不付款。 第 18 条 里程碑款');
});
