import type { OpenZip } from './open-zip.ts';
import { officeParts } from './office-parts.ts';
import { parseXml } from './parse-xml.ts';
import { ReadFailure } from './read-failure.ts';
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

const sharedStrings = 'xl/sharedStrings.xml';

/** Where a part's words stand, for who is told that they stopped his file. */
const places: readonly (readonly [RegExp, string])[] = [
  [/comments/i, '批注'],
  [/\/(?:drawings|charts|chartsheets|diagrams)\/|\.vml$/i, '图形或图表的文字'],
  [/^docProps\//i, '文件属性'],
  [/\/pivot/i, '数据透视表的缓存'],
  [/\/externalLinks\//i, '引用别的文件的缓存'],
  [/\/(?:tables|queryTables)\/|connections\.xml$/i, '表和数据连接的说明'],
  [/^xl\/workbook\.xml$/i, '名称管理器'],
];

/** The place of a part, whatever its name and wherever it lies. */
const placeOf = (name: string): string => places.find(([pattern]) => pattern.test(name))?.[1] ?? '文件里附带的内容';

/**
 * Everything a workbook says outside the table that is read: sheets after the first and hidden ones, and every other part that may
 * hold words. Nothing of it is imported, but the upload is kept with it, so the screen must see it.
 */
export async function readAsides(
  zip: OpenZip,
  sheets: readonly Sheet[],
  { main, meanings, take }: { readonly main: string; readonly meanings: Meanings; readonly take: TakeAside },
): Promise<void> {
  await take(
    '工作表的名称',
    sheets.map(({ name }) => name),
  );
  // The shared strings have a reader of their own.
  const read = new Set([main, sharedStrings]);
  for (const { place: at, isHidden, part } of sheets) {
    if (part === '' || !zip.has(part)) continue;
    const place = `第 ${at} 张工作表${isHidden ? '（隐藏）' : ''}`;
    const margins = await readSheetPart(zip, part, meanings, (_rowNo, cells) => take(place, cells));
    if (margins.length > 0) await take(place, margins);
    read.add(part);
  }
  for (const name of (await officeParts(zip)).read) {
    if (!read.has(name)) await readTexts(zip, name, (texts) => take(placeOf(name), texts));
  }
}

/** Within these one text may be cut into runs by its looks; anywhere else the end of anything ends it. */
const blocks = new Set(['p', 'text', 'comment', 'si', 'div']);
/** Attributes that people read; others count where they hold more than codes. */
const saying = new Set(['descr', 'title', 'name', 'v', 'val', 'displayName', 'prompt', 'promptTitle', 'author']);
const beyondCodes = /\P{ASCII}/u;
const mostChars = 65_536;
/** Of a text too long to keep, so much is seen again with what follows: no mark falls between two looks. */
const overlap = 200;

type Take = (texts: readonly string[]) => Promise<void> | void;

/**
 * The words of a part. Drawings of older programs are no proper XML: what stands between their tags is read all the same. False
 * where it was read so, for nobody knows whether that was all.
 */
export async function readTexts(zip: OpenZip, part: string, take: Take): Promise<boolean> {
  try {
    await readXml(zip, part, take);
    return true;
  } catch (error) {
    if (!(error instanceof ReadFailure) || error.failure !== 'broken') throw error;
    await readLoose(zip, part, take);
    return false;
  }
}

async function readXml(zip: OpenZip, part: string, take: Take): Promise<void> {
  let texts: string[] = [];
  let chars = 0;
  let text = '';
  let depth = 0;
  const keep = (said: string) => {
    if (said.trim() === '') return;
    texts.push(said);
    chars += said.length;
  };
  await parseXml(await zip.stream(part), {
    open(name, attributes) {
      for (const [key, value] of Object.entries(attributes)) {
        if (saying.has(key) || beyondCodes.test(value)) keep(value);
      }
      if (blocks.has(name)) depth += 1;
      else if (depth > 0) return;
      keep(text);
      text = '';
    },
    text(piece) {
      text += piece;
      if (text.length <= sheetLimits.cellChars) return;
      keep(text);
      text = text.slice(-overlap);
    },
    close(name) {
      if (blocks.has(name)) depth -= 1;
      else if (depth > 0) return;
      keep(text);
      text = '';
    },
    async pause() {
      if (chars < mostChars) return;
      await take(texts.splice(0));
      chars = 0;
    },
  });
  keep(text);
  if (texts.length > 0) await take(texts);
}

async function readLoose(zip: OpenZip, part: string, take: Take): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of await zip.stream(part)) {
    const text = rest + decoder.decode(chunk as Buffer, { stream: true });
    await take([text, text.replace(/<[^>]*>/g, '')]);
    rest = text.slice(-overlap);
  }
}
