import { textsOfCell } from '#app/domain/merged-cell.ts';
import { officeParts } from '../sheets/office-parts.ts';
import { openZip } from '../sheets/open-zip.ts';
import { readTexts } from '../sheets/read-asides.ts';
import { readWorkbook } from '../sheets/read-workbook.ts';

// Writes what a document or a workbook of the Office kind says, a text a line as JSON, `0` for a picture or a file in it, and `true`
// where that was all. Runs alone: what a hostile file does here ends with the process.
const [path = ''] = process.argv.slice(2);
const say = (text: string): void => {
  if (text.trim() !== '') process.stdout.write(`${JSON.stringify(text)}\n`);
};
const sayAll = (texts: readonly string[]): void => {
  for (const text of texts) say(text);
};

const sayPicture = () => process.stdout.write('0\n');

const zip = await openZip(path);
const { read, unread } = await officeParts(zip);
// Pictures, files in the file, macros, text of other kinds: a person opens what is not read for sure.
if (unread.length > 0) sayPicture();
let isWhole = true;
const attempt = async (name: string): Promise<void> => {
  try {
    if (!(await readTexts(zip, name, sayAll))) sayPicture();
  } catch {
    isWhole = false;
  }
};
for (const name of unread) if (/\.(?:svg|html?|txt)$/i.test(name)) await attempt(name);
if (zip.has('xl/workbook.xml')) {
  zip.close();
  await readWorkbook(
    path,
    (_rowNo, cells) => sayAll(cells.flatMap(textsOfCell)),
    (_place, texts) => sayAll(texts),
    { mayEmbed: true },
  );
} else {
  for (const name of read) await attempt(name);
  zip.close();
}
if (isWhole) process.stdout.write('true\n');
