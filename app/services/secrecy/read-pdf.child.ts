import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

// Writes what a PDF says of itself and what stands on its pages, a text a line as JSON. Runs alone: what a hostile file does
// here ends with the process.
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
for (let n = 1; n <= Math.min(document.numPages, Number(mostPages)); n += 1) {
  const page = await document.getPage(n);
  const { items } = await page.getTextContent();
  say(items.map((item) => ('str' in item ? item.str : '')).join(''));
  const notes = (await page.getAnnotations()) as { contentsObj?: { str?: string }; titleObj?: { str?: string } }[];
  for (const { contentsObj, titleObj } of notes) say(`${titleObj?.str ?? ''}${contentsObj?.str ?? ''}`);
  page.cleanup();
}
await task.destroy();
