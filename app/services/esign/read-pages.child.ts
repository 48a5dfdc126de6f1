import type { PDFPageProxy } from 'pdfjs-dist';
import { openPdf } from '../secrecy/open-pdf.ts';

// Writes a line as JSON for each PDF: how many pages it has, then of each page its words and those of its notes, without spaces.
// `true` at the end says that each page was read. Runs alone: what a hostile file does here ends with the process.
const [most = '0', ...paths] = process.argv.slice(2);
const mostPages = Number(most);

/** Fields of forms and seals say who signed; everything else that lies on a page is read as a part of it. */
const isNote = ({ subtype }: { readonly subtype?: string }): boolean => subtype !== 'Widget' && subtype !== 'Link';
interface Note {
  readonly subtype?: string;
  readonly contentsObj?: { readonly str?: string };
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const words = items.map((item) => ('str' in item ? item.str : '')).join('');
  const notes = ((await page.getAnnotations()) as Note[]).filter(isNote);
  const said = notes.map(({ subtype, contentsObj }) => `[${subtype ?? ''}:${contentsObj?.str ?? ''}]`);
  page.cleanup();
  return [words, ...said].join('').replace(/\s/g, '');
}

let isWhole = true;
for (const path of paths) {
  const task = await openPdf(path);
  const document = await task.promise.catch(() => null);
  const count = document?.numPages ?? 0;
  const said = [String(count)];
  for (let n = 1; n <= Math.min(count, mostPages); n += 1) {
    // A page that cannot be read is like no page of another file.
    const text = await document
      ?.getPage(n)
      .then(textOf)
      .catch(() => `unreadable in ${path}`);
    said.push(text ?? '');
  }
  isWhole &&= count <= mostPages;
  process.stdout.write(`${JSON.stringify(JSON.stringify(said))}\n`);
  await task.destroy();
}
if (isWhole) process.stdout.write('true\n');
