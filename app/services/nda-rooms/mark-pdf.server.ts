import { createRequire } from 'node:module';
import { PDFDict, PDFDocument, PDFName, type PDFPage } from '@cantoo/pdf-lib';

const require = createRequire(import.meta.url);
const font = () => require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');

/** Side of one tile, in points: on A4 every part of a page lies under some line. */
const tile = 300;

/**
 * The PDF with the words across every page. Our own printer draws the tile, with a subset of the Chinese font inside; it is
 * laid over the pages as one shared object. What runs or hides in a PDF, scripts and attached files, is taken out.
 */
export async function markPdf(bytes: Buffer, words: string): Promise<Uint8Array> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  disarm(doc);
  const [stamp] = await doc.embedPdf(await printTile(words), [0]);
  if (stamp === undefined) throw new Error('the mark has no page');
  for (const page of doc.getPages()) {
    const { x, y, width, height } = page.getMediaBox();
    for (let left = x; left < x + width; left += tile) {
      for (let bottom = y; bottom < y + height; bottom += tile) page.drawPage(stamp, { x: left, y: bottom });
    }
  }
  return doc.save();
}

/** How many pages it has; null when it is locked or broken. */
export async function pagesOfPdf(bytes: Buffer): Promise<number | null> {
  try {
    return (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount() || null;
  } catch {
    return null;
  }
}

/** Scripts and things to do on opening, and files inside the file: they would leave the room without a mark. */
function disarm(doc: PDFDocument): void {
  for (const name of ['OpenAction', 'AA', 'AcroForm', 'AF', 'Collection']) doc.catalog.delete(PDFName.of(name));
  const names = doc.catalog.lookupMaybe(PDFName.of('Names'), PDFDict);
  for (const name of ['EmbeddedFiles', 'JavaScript']) names?.delete(PDFName.of(name));
  for (const page of doc.getPages()) dropAttachments(page);
}

const carriers = new Set(['/FileAttachment', '/RichMedia', '/Movie', '/Sound', '/Screen', '/3D']);

function dropAttachments(page: PDFPage): void {
  page.node.delete(PDFName.of('AA'));
  const annotations = page.node.Annots();
  for (let at = (annotations?.size() ?? 0) - 1; at >= 0; at -= 1) {
    const kind = annotations?.lookupMaybe(at, PDFDict)?.get(PDFName.of('Subtype'));
    if (carriers.has(String(kind))) annotations?.remove(at);
  }
}

async function printTile(words: string): Promise<Buffer> {
  const { default: Printer } = await import('pdfkit');
  const doc = new Printer({ size: [tile, tile], margin: 0 });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.registerFont('body', font()).font('body').fontSize(9).fillColor('#7a1a12').fillOpacity(0.3);
  doc.rotate(-30, { origin: [tile / 2, tile / 2] });
  for (const top of [40, 130, 220]) {
    doc.text(words, -20, top, { width: tile + 40, align: 'center', lineGap: 2 });
  }
  doc.end();
  return done;
}
