import { createRequire } from 'node:module';
import QRCode from 'qrcode';
import { eachText } from '#app/domain/each-text.ts';
import type { Paper, PaperBlock, PaperColumn } from '#app/domain/paper.ts';
import { plainText } from '#app/domain/plain-text.ts';
import { titleLines } from '#app/domain/title-lines.ts';

const require = createRequire(import.meta.url);
const face = (weight: string, name: string) =>
  require.resolve(`@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${name}.ttf`);

/** Points; A4 is 595 × 842. */
const margins = { top: 64, bottom: 76, left: 68, right: 68 };
const ink = '#1a1a1a';
const faint = '#5b5b5b';
const line = '#b5b5b5';

const signatureHeight = 150;

/** What must still fit below the last line of a block, so that a place to sign that follows it stands on the same page. */
function tailOf([next, afterNext]: readonly PaperBlock[]): number {
  if (next?.kind === 'signatures') return signatureHeight + 20;
  return next?.kind === 'heading' && afterNext?.kind === 'signatures' ? signatureHeight + 70 : 0;
}

type Document = PDFKit.PDFDocument;

/**
 * Prints a paper as PDF, A4: a subset of the Chinese font inside, text that can be selected, page numbers and, for signed
 * papers, the version's code on every page. The same paper printed in the same second is the same file, byte for byte.
 */
export async function printPdf(given: Paper, printedAt = new Date()): Promise<Buffer> {
  // U+2028 and its like would break a line of a text that stands as one on the page.
  const paper = eachText(given, plainText);
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    lang: 'zh-CN',
    // The file's own name for itself is made of this moment: the file says it in whole seconds only.
    info: {
      Title: `${paper.no} ${paper.title}`,
      Subject: paper.meta,
      CreationDate: new Date(Math.floor(printedAt.getTime() / 1000) * 1000),
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.registerFont('body', face('400Regular', '400Regular')).registerFont('bold', face('700Bold', '700Bold'));
  if (paper.cover) doc.y = 190;
  doc
    .font('bold')
    .fontSize(paper.cover ? 22 : 18)
    .fillColor(ink);
  const width = doc.page.width - margins.left - margins.right;
  for (const part of titleLines(paper.title, width, (text) => doc.widthOfString(text)))
    doc.text(part, { align: 'center' });
  doc.moveDown(0.4).font('body').fontSize(9).fillColor(faint).text(`${paper.no}　${paper.meta}`, { align: 'center' });
  doc.moveDown(1.2);
  if (paper.cover) cover(doc, paper.cover);
  for (const [i, block] of paper.blocks.entries()) {
    // The last words go with the place to sign: a seal alone on a page vouches for nothing.
    draw(doc, block, tailOf(paper.blocks.slice(i + 1)));
  }
  frame(doc, paper);
  doc.end();
  return done;
}

/** The facts of the title page, and the page turned. */
function cover(doc: Document, rows: readonly (readonly [string, string])[]) {
  doc.x = margins.left;
  doc.moveDown(3);
  const columns: PaperColumn[] = [
    { label: '', width: 1 },
    { label: '', width: 3 },
  ];
  table(doc, columns, rows, { hasHead: false, tail: 0 });
  doc.addPage();
}

/** Starts a page when less than this is left, so that a heading never stands alone at the foot. */
function needs(doc: Document, points: number) {
  if (doc.y + points > doc.page.height - margins.bottom) doc.addPage();
}

function draw(doc: Document, block: PaperBlock, tail: number) {
  doc.x = margins.left;
  if (block.kind === 'heading') {
    needs(doc, 60);
    doc.moveDown(0.5).font('bold').fontSize(11.5).fillColor(ink).text(block.text).moveDown(0.3);
  } else if (block.kind === 'paragraph') {
    doc.font('body').fontSize(10.5).fillColor(ink);
    keepWith(doc, doc.heightOfString(block.text, { indent: 21, lineGap: 4 }), tail);
    doc.text(block.text, { indent: 21, lineGap: 4 }).moveDown(0.25);
  } else if (block.kind === 'note') {
    doc.font('body').fontSize(9).fillColor(faint);
    keepWith(doc, doc.heightOfString(block.text, { lineGap: 3 }), tail);
    doc.text(block.text, { lineGap: 3 }).moveDown(0.4);
  } else if (block.kind === 'facts') {
    const columns: PaperColumn[] = [
      { label: '', width: 1 },
      { label: '', width: 3 },
    ];
    table(doc, columns, block.items, { hasHead: false, tail });
  } else if (block.kind === 'table') {
    table(doc, block.columns, block.rows, { hasHead: true, tail });
  } else {
    signatures(doc, block.boxes);
  }
}

/** A block and the place to sign after it on one page; a block that is nearly a page long itself stays where it is. */
function keepWith(doc: Document, height: number, tail: number) {
  if (tail > 0 && height < 300) needs(doc, height + tail + 10);
}

function table(
  doc: Document,
  columns: readonly PaperColumn[],
  rows: readonly (readonly string[])[],
  { hasHead, tail }: { readonly hasHead: boolean; readonly tail: number },
) {
  const whole = doc.page.width - margins.left - margins.right;
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (whole * width) / parts);
  const pad = 5;
  const row = (cells: readonly string[], isHead: boolean, after = 0) => {
    const font = isHead ? 'bold' : 'body';
    doc.font(font).fontSize(9.5);
    const heights = cells.map((cell, i) =>
      doc.heightOfString(cell || ' ', { width: (widths[i] ?? 0) - 2 * pad, lineGap: 2 }),
    );
    const height = Math.max(...heights) + 2 * pad;
    const kept = height < 300 ? after : 0;
    if (doc.y + height + kept > doc.page.height - margins.bottom) {
      doc.addPage();
      if (hasHead && !isHead) {
        row(
          columns.map(({ label }) => label),
          true,
        );
        doc.font(font).fontSize(9.5);
      }
    }
    const top = doc.y;
    let left = margins.left;
    cells.forEach((cell, i) => {
      const width = widths[i] ?? 0;
      const isLabel = isHead || (!hasHead && i === 0);
      if (isLabel) doc.rect(left, top, width, height).fill('#f3f2ee');
      doc.rect(left, top, width, height).lineWidth(0.6).stroke(line);
      doc
        .fillColor(isLabel ? faint : ink)
        .text(cell, left + pad, top + pad, { width: width - 2 * pad, lineGap: 2, align: columns[i]?.align ?? 'left' });
      left += width;
    });
    doc.x = margins.left;
    doc.y = top + height;
  };
  needs(doc, 50);
  if (hasHead) {
    row(
      columns.map(({ label }) => label),
      true,
    );
  }
  for (const [i, cells] of rows.entries()) row(cells, false, tail > 0 && i === rows.length - 1 ? tail + 10 : 0);
  doc.moveDown(0.8);
}

function signatures(doc: Document, boxes: Extract<PaperBlock, { kind: 'signatures' }>['boxes']) {
  const gap = 16;
  const width = (doc.page.width - margins.left - margins.right - gap * (boxes.length - 1)) / boxes.length;
  const height = signatureHeight;
  needs(doc, height + 20);
  const top = doc.y + 8;
  boxes.forEach(({ heading, lines }, i) => {
    const left = margins.left + i * (width + gap);
    doc.rect(left, top, width, height).lineWidth(0.6).stroke(line);
    doc
      .font('bold')
      .fontSize(10.5)
      .fillColor(ink)
      .text(heading, left + 10, top + 10, { width: width - 20 });
    doc
      .font('body')
      .fontSize(9.5)
      .fillColor(faint)
      .text(lines.join('\n'), left + 10, top + 62, { width: width - 20, lineGap: 8 });
  });
  doc.x = margins.left;
  doc.y = top + height + 12;
}

/** Foot of every page: number, page of pages, the stamp in words and as a code. */
function frame(doc: Document, { no, stamp, isSample }: Paper) {
  const { start, count } = doc.bufferedPageRange();
  const code = stamp && QRCode.create(stamp.code, { errorCorrectionLevel: 'M' }).modules;
  for (let i = start; i < start + count; i += 1) {
    doc.switchToPage(i);
    // Text below the bottom margin would open a page of its own.
    doc.page.margins.bottom = 0;
    const top = doc.page.height - 58;
    doc.font('body').fontSize(8).fillColor(faint);
    doc.text(`${no}${isSample ? '　示例，不产生任何权利义务' : ''}`, margins.left, top, { lineBreak: false });
    if (stamp) doc.text(stamp.words, margins.left, top + 13, { lineBreak: false });
    doc.text(`第 ${i - start + 1} 页，共 ${count} 页`, margins.left, top + 26, { lineBreak: false });
    if (code) modules(doc, code, doc.page.width - margins.right - 44, top - 6, 44);
  }
}

function modules(doc: Document, code: QRCode.BitMatrix, left: number, top: number, side: number) {
  const one = side / code.size;
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) doc.rect(left + x * one, top + y * one, one, one);
  }
  doc.fill(ink);
}
