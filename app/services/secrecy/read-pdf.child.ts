import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { openPdf } from './open-pdf.ts';

// Writes what a PDF says of itself and what stands on its pages, a text a line as JSON, `0` for a page without words or with
// a picture, where pictures are asked for, and `true` where that was all. Runs alone: what a hostile file does here ends with the process.
const [path = '', mostPages = '0', asked = ''] = process.argv.slice(2);
const say = (text: string): void => {
  if (text.trim() !== '') process.stdout.write(`${JSON.stringify(text)}\n`);
};

const task = await openPdf(path);
const document = await task.promise;
const { info, metadata } = await document.getMetadata();
for (const value of Object.values(info)) if (typeof value === 'string') say(value);
if (metadata !== null) say(String(metadata.getRaw()).replace(/<[^>]*>/g, ''));
/** Of each entry of the table of contents its words, the entries below it too. */
type Entry = Awaited<ReturnType<typeof document.getOutline>>[number];
const sayEntries = (entries: readonly Entry[] | null): void => {
  for (const { title, items } of entries ?? []) {
    say(title);
    sayEntries(items as Entry[]);
  }
};

interface Note {
  readonly contentsObj?: { readonly str?: string };
  readonly titleObj?: { readonly str?: string };
  /** What a field of a form holds; of some fields a list. */
  readonly fieldValue?: unknown;
}

async function sayPage(n: number): Promise<void> {
  const page = await document.getPage(n);
  const { items } = await page.getTextContent();
  const words = items.map((item) => ('str' in item ? item.str : '')).join('');
  if (words.trim() === '') process.stdout.write('0\n');
  say(words);
  for (const { contentsObj, titleObj, fieldValue } of (await page.getAnnotations()) as Note[]) {
    say(`${titleObj?.str ?? ''}${contentsObj?.str ?? ''}`);
    for (const value of [fieldValue].flat()) if (typeof value === 'string') say(value);
  }
  page.cleanup();
}

/** All that paints pixels, in forms and appearances of notes too, of which the list of a page is made. */
const painting = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintSolidColorImageMask,
]);
/** A pattern is painted by a list of its own. */
const filling = new Set<number>([OPS.setFillColorN, OPS.setStrokeColorN]);

async function hasPicture(n: number): Promise<boolean> {
  const page = await document.getPage(n);
  const { fnArray, argsArray } = await page.getOperatorList();
  page.cleanup();
  return fnArray.some(
    (op, at) =>
      painting.has(op) || (filling.has(op) && (argsArray[at] as readonly unknown[] | null)?.[0] === 'TilingPattern'),
  );
}

let isWhole = document.numPages <= Number(mostPages);
/** One part that cannot be read hides none of the others. */
const attempt = async (part: () => Promise<void>): Promise<void> => {
  try {
    await part();
  } catch {
    isWhole = false;
  }
};
await attempt(async () => sayEntries(await document.getOutline()));
for (let n = 1; n <= Math.min(document.numPages, Number(mostPages)); n += 1) await attempt(() => sayPage(n));
// After all words: pictures are unpacked for this, and may take the patience that is left.
if (asked === 'pictures' && isWhole) {
  await attempt(async () => {
    for (let n = 1; n <= document.numPages; n += 1) {
      if (!(await hasPicture(n))) continue;
      process.stdout.write('0\n');
      break;
    }
  });
}
await task.destroy();
if (isWhole) process.stdout.write('true\n');
