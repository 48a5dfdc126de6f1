import { openZip } from '../imports/open-zip.ts';
import { readTexts, textPartOf } from '../imports/read-asides.ts';
import { readWorkbook } from '../imports/read-workbook.ts';

// Writes what a document or a workbook of the Office kind says, a text a line as JSON, `0` for a picture or a file in it, and `true`
// where that was all. Runs alone: what a hostile file does here ends with the process.
const [path = ''] = process.argv.slice(2);
const say = (text: string): void => {
  if (text.trim() !== '') process.stdout.write(`${JSON.stringify(text)}\n`);
};
const sayAll = (texts: readonly string[]): void => {
  for (const text of texts) say(text);
};

/** Pictures, embedded files, macros: a person opens what has no words for us. */
const opened = /\/(?:media|embeddings|activeX)\/|vbaProject\.bin$/i;

const zip = await openZip(path);
const names = [...zip.names()];
if (names.some((name) => opened.test(name))) process.stdout.write('0\n');
let isWhole = true;
if (zip.has('xl/workbook.xml')) {
  zip.close();
  await readWorkbook(
    path,
    (_rowNo, cells) => sayAll(cells),
    (_place, texts) => sayAll(texts),
    { mayEmbed: true },
  );
} else {
  for (const name of names) {
    if (textPartOf(name) === null) continue;
    try {
      await readTexts(zip, name, sayAll);
    } catch {
      isWhole = false;
    }
  }
  zip.close();
}
if (isWhole) process.stdout.write('true\n');
