import { createRequire } from 'node:module';
import QRCode from 'qrcode';

const require = createRequire(import.meta.url);
const face = require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf');

export interface Card {
  readonly name: string;
  readonly unit: string;
  readonly kind: string;
  /** Text of the ticket's QR; null for cards that only stand on a table. */
  readonly code: string | null;
}

/** Points; A4 is 595 × 842. */
const page = { width: 595.28, height: 841.89 };
const line = '#b5b5b5';
type Document = PDFKit.PDFDocument;

async function printed(title: string, draw: (doc: Document) => void): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({ size: 'A4', margin: 0, lang: 'zh-CN', autoFirstPage: false, info: { Title: title } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.registerFont('bold', face).font('bold');
  draw(doc);
  doc.end();
  return done;
}

/** As large as one line holds. */
function fitted(doc: Document, text: string, most: number, width: number): number {
  let size = most;
  while (size > 9 && doc.fontSize(size).widthOfString(text) > width) size -= 1;
  return size;
}

function centred(doc: Document, text: string, left: number, top: number, width: number, most: number, ink = '#1a1a1a') {
  doc.fontSize(fitted(doc, text, most, width - 16)).fillColor(ink);
  doc.text(text, left + 8, top, { width: width - 16, align: 'center', lineBreak: false });
}

const cut = (text: string): string => (text.length > 26 ? `${text.slice(0, 25)}…` : text);

/** 胸卡: eight on a page, with the ticket's QR for the door. */
export function printBadges(title: string, cards: readonly Card[]): Promise<Buffer> {
  const [columns, rows] = [2, 4];
  const [width, height] = [page.width / columns, page.height / rows];
  return printed(`${title} 胸卡`, (doc) => {
    if (cards.length === 0) doc.addPage();
    cards.forEach((card, n) => {
      const at = n % (columns * rows);
      if (at === 0) doc.addPage();
      const [left, top] = [(at % columns) * width, Math.floor(at / columns) * height];
      doc.rect(left, top, width, height).lineWidth(0.5).dash(3, { space: 3 }).stroke(line).undash();
      centred(doc, cut(title), left, top + 14, width, 11, '#5b5b5b');
      centred(doc, card.name, left, top + 38, width, 30);
      centred(doc, cut(card.unit), left, top + 84, width, 12);
      centred(doc, card.kind, left, top + 104, width, 12, '#1f4e8c');
      if (card.code !== null) modules(doc, card.code, left + width / 2 - 38, top + 124, 76);
    });
  });
}

/** 席卡: one a page, folded in the middle, so that both sides of the table read it. */
export function printSeatCards(title: string, cards: readonly Card[]): Promise<Buffer> {
  return printed(`${title} 席卡`, (doc) => {
    if (cards.length === 0) doc.addPage();
    for (const card of cards) {
      doc.addPage();
      const half = page.height / 2;
      doc.moveTo(0, half).lineTo(page.width, half).lineWidth(0.5).dash(3, { space: 3 }).stroke(line).undash();
      halfCard(doc, card, half);
      doc.save().rotate(180, { origin: [page.width / 2, half] });
      halfCard(doc, card, half);
      doc.restore();
    }
  });
}

function halfCard(doc: Document, card: Card, top: number) {
  centred(doc, card.name, 0, top + 130, page.width, 96);
  centred(doc, cut(card.unit), 0, top + 270, page.width, 24, '#5b5b5b');
}

function modules(doc: Document, text: string, left: number, top: number, side: number) {
  const { modules: code } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const one = side / code.size;
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) doc.rect(left + x * one, top + y * one, one, one);
  }
  doc.fill('#1a1a1a');
}
