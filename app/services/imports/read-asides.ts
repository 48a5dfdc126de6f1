import type { OpenZip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';
import { type Meanings, readSheetPart } from './read-sheet-part.ts';
import { sheetLimits } from './zip-limits.ts';

/** Takes texts that stand beside the table that is read, with the place where they stand: in words, none of the file's own. */
export type TakeAside = (place: string, texts: readonly string[]) => Promise<void> | void;

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Counted from 1, hidden ones included. */
  readonly place: number;
  /** Where it lies in the file; empty for the one that is read as the table, or that lies nowhere. */
  readonly part: string;
}

/** Comments, shapes and charts of any sheet, and what the file says of itself: its title, its subject, its manager. */
const textParts: readonly (readonly [RegExp, string])[] = [
  [/^xl\/(?:comments|threadedComments)[^.]*\.xml$/i, '批注'],
  [/^xl\/(?:drawings|charts|diagrams)[^.]*\.xml$/i, '图形或图表的文字'],
  [/^docProps\/[^/]+\.xml$/i, '文件属性'],
];

/**
 * Everything a workbook says outside the table that is read: sheets after the first and hidden ones, their names, comments,
 * shapes, properties. Nothing of it is imported, but the upload is kept with it, so the screen must see it.
 */
export async function readAsides(
  zip: OpenZip,
  sheets: readonly Sheet[],
  meanings: Meanings,
  take: TakeAside,
): Promise<void> {
  await take(
    '工作表的名称',
    sheets.map(({ name }) => name),
  );
  for (const { place: at, isHidden, part } of sheets) {
    if (part === '' || !zip.has(part)) continue;
    const place = `第 ${at} 张工作表${isHidden ? '（隐藏）' : ''}`;
    const margins = await readSheetPart(zip, part, meanings, (_rowNo, cells) => take(place, cells));
    if (margins.length > 0) await take(place, margins);
  }
  for (const name of zip.names()) {
    const place = textParts.find(([pattern]) => pattern.test(name))?.[1];
    if (place !== undefined) await readTexts(zip, name, (texts) => take(place, texts));
  }
}

/** One text may be cut into runs by its looks; these end it. */
const endsText = new Set(['p', 'text', 'comment', 'v']);
const mostChars = 65_536;
/** Of a text too long to keep, so much is seen again with what follows: no mark falls between two looks. */
const overlap = 200;

async function readTexts(
  zip: OpenZip,
  part: string,
  take: (texts: readonly string[]) => Promise<void> | void,
): Promise<void> {
  const isProperties = part.startsWith('docProps/');
  let texts: string[] = [];
  let chars = 0;
  let text = '';
  const keep = () => {
    if (text.trim() === '') return;
    texts.push(text);
    chars += text.length;
  };
  await parseXml(await zip.stream(part), {
    open(_name, { descr, title }) {
      for (const said of [descr, title]) {
        if (!said) continue;
        texts.push(said);
        chars += said.length;
      }
    },
    text(piece) {
      text += piece;
      if (text.length <= sheetLimits.cellChars) return;
      keep();
      text = text.slice(-overlap);
    },
    close(name) {
      if (!isProperties && !endsText.has(name)) return;
      keep();
      text = '';
    },
    async pause() {
      if (chars < mostChars) return;
      await take(texts.splice(0));
      chars = 0;
    },
  });
  keep();
  if (texts.length > 0) await take(texts);
}
