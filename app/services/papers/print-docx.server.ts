import type { ISectionOptions, Paragraph, ParagraphChild, Table, TableRow } from 'docx';
import { eachText } from '#app/domain/each-text.ts';
import type { Paper, PaperBlock, PaperColumn } from '#app/domain/paper.ts';
import { plainText } from '#app/domain/plain-text.ts';

type Docx = typeof import('docx');

/** Names the usual faces of Chinese offices and embeds nothing: Word takes the machine's own. */
const song = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const fangsong = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' };

/** Prints a paper as DOCX, for offices that put their own head and number on it. The PDF is the frozen text. */
export async function printDocx(given: Paper): Promise<Buffer> {
  // A text from before input was cleaned may hold what no XML holds: one such character and no program opens the file.
  const paper = eachText(given, plainText);
  const docx = await import('docx');
  const { Document, Packer } = docx;
  const children = [...head(docx, paper), ...cover(docx, paper), ...paper.blocks.flatMap((block) => draw(docx, block))];
  return Packer.toBuffer(
    new Document({
      title: `${paper.no} ${paper.title}`,
      creator: '',
      styles: { default: { document: { run: { font: fangsong, size: 24, language: { eastAsia: 'zh-CN' } } } } },
      sections: [{ ...sectionOf(docx, paper), children }],
    }),
  );
}

function head({ Paragraph, TextRun, AlignmentType }: Docx, { title, no, meta, isSample }: Paper): Paragraph[] {
  const centre = AlignmentType.CENTER;
  return [
    new Paragraph({ alignment: centre, children: [new TextRun({ text: title, bold: true, size: 36, font: song })] }),
    new Paragraph({
      alignment: centre,
      spacing: { after: 300 },
      children: [new TextRun({ text: `${no}　${meta}${isSample ? '　示例，不产生任何权利义务' : ''}`, size: 18 })],
    }),
  ];
}

/** The facts of the title page, and the page turned. */
function cover(docx: Docx, { cover: rows }: Paper): (Paragraph | Table)[] {
  if (rows === undefined) return [];
  const turned = new docx.Paragraph({ children: [new docx.PageBreak()] });
  return [table(docx, [part(1), part(3)], null, rows), turned];
}

function sectionOf({ Footer, Paragraph, TextRun, PageNumber, AlignmentType }: Docx, { no, stamp }: Paper) {
  const children: ParagraphChild[] = [
    new TextRun({ text: `${no}${stamp ? `　${stamp.words}` : ''}　第 `, size: 16 }),
    new TextRun({ children: [PageNumber.CURRENT], size: 16 }),
    new TextRun({ text: ' 页，共 ', size: 16 }),
    new TextRun({ children: [PageNumber.TOTAL_PAGES], size: 16 }),
    new TextRun({ text: ' 页', size: 16 }),
  ];
  const footer = new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
  // Twentieths of a point: A4 with the usual margins of an office.
  const page = { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1440, left: 1587, right: 1474 } };
  return { properties: { page }, footers: { default: footer } } satisfies Partial<ISectionOptions>;
}

function draw(docx: Docx, block: PaperBlock): (Paragraph | Table)[] {
  const { Paragraph, TextRun, HeadingLevel } = docx;
  if (block.kind === 'heading') {
    const run = new TextRun({ text: block.text, bold: true, size: 26, font: song, color: '000000' });
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_2, keepNext: true, spacing: { before: 200 }, children: [run] }),
    ];
  }
  if (block.kind === 'paragraph') {
    return [new Paragraph({ indent: { firstLine: 480 }, spacing: { line: 400 }, children: [new TextRun(block.text)] })];
  }
  if (block.kind === 'note') {
    if (block.isOfPdf) return [];
    return [new Paragraph({ children: [new TextRun({ text: block.text, size: 18, color: '5b5b5b' })] })];
  }
  if (block.kind === 'facts') {
    return [table(docx, [part(1), part(3)], null, block.items), new Paragraph('')];
  }
  if (block.kind === 'table') {
    const labels = block.columns.map(({ label }) => label);
    return [table(docx, block.columns, labels, block.rows), new Paragraph('')];
  }
  const cells = block.boxes.map(({ heading, lines }) => [heading, '', ...lines].join('\n'));
  return [
    table(
      docx,
      block.boxes.map(() => part(1)),
      null,
      [cells],
    ),
  ];
}

const part = (width: number): PaperColumn => ({ label: '', width });

function table(
  docx: Docx,
  columns: readonly PaperColumn[],
  labels: readonly string[] | null,
  rows: readonly (readonly string[])[],
): Table {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const shares = columns.map(({ width }) => Math.round((100 * width) / parts));
  return new docx.Table({
    width: { size: 100, type: docx.WidthType.PERCENTAGE },
    rows: [
      ...(labels ? [row(docx, columns, shares, labels, true)] : []),
      ...rows.map((cells) => row(docx, columns, shares, cells, false)),
    ],
  });
}

function row(
  { AlignmentType, Paragraph, TableCell, TableRow: Row, TextRun, WidthType }: Docx,
  columns: readonly PaperColumn[],
  shares: readonly number[],
  cells: readonly string[],
  isHead: boolean,
): TableRow {
  return new Row({
    tableHeader: isHead,
    cantSplit: true,
    children: cells.map((cell, i) => {
      const alignment = columns[i]?.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT;
      return new TableCell({
        width: { size: shares[i] ?? 0, type: WidthType.PERCENTAGE },
        children: cell
          .split('\n')
          .map((text) => new Paragraph({ alignment, children: [new TextRun({ text, size: 21, bold: isHead })] })),
      });
    }),
  });
}
