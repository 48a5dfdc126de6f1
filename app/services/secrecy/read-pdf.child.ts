import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

// Writes what a PDF says of itself and what stands on its pages, a text a line as JSON, `0` for a page without words, and `true`
// where that was all. Runs alone: what a hostile file does here ends with the process.
const [path = '', mostPages = '0'] = process.argv.slice(2);
const say = (text: string): void => {
  if (text.trim() !== '') process.stdout.write(`${JSON.stringify(text)}\n`);
};

const task = getDocument({
  data: new Uint8Array(await readFile(path)),
  verbosity: VerbosityLevel.ERRORS,
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  // Fonts of older Chinese programs name their characters by tables that stand apart.
  cMapUrl: fileURLToPath(new URL('../../cmaps/', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'))),
  cMapPacked: true,
});
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
await task.destroy();
if (isWhole) process.stdout.write('true\n');
