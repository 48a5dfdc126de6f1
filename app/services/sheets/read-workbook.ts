import { posix } from 'node:path';
import { readLooks } from './number-formats.ts';
import { officeParts } from './office-parts.ts';
import { openZip, type OpenZip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';
import { markMerged } from './mark-merged.ts';
import { readAsides, type Sheet, type TakeAside } from './read-asides.ts';
import { ReadFailure } from './read-failure.ts';
import { readMerges } from './read-merges.ts';
import { readSheetPart, type TakeRow } from './read-sheet-part.ts';
import { stringTable, type StringTable } from './string-table.ts';
import type { NoteBytes, NoteShare } from './take-given.ts';
import { sheetLimits } from './zip-limits.ts';

export interface WorkbookWishes {
  /** Pictures and files within the file may be there. */
  readonly mayEmbed?: boolean;
  /** Pictures may be there, unread: whoever asks for this is told how many, and does not keep the file. */
  readonly notePictures?: (count: number) => Promise<void> | void;
  readonly note?: NoteShare;
}

/** The table and its texts are what takes time. */
function byteCounter(all: number, note: NoteShare | undefined): NoteBytes {
  let read = 0;
  return (bytes) => note?.((read += bytes) / Math.max(all, 1));
}

/**
 * Reads the first visible sheet of an .xlsx, row by row; if somebody asks, also what stands anywhere else in the file, most of it
 * before: the file is kept with it. Then cells that a merge covers are marked, and pictures and files within the file are refused, for
 * nobody reads those, unless they may be there.
 */
export async function readWorkbook(
  path: string,
  take: TakeRow,
  takeAside?: TakeAside,
  { mayEmbed = false, notePictures, note }: WorkbookWishes = {},
): Promise<void> {
  const zip = await openZip(path);
  const strings = stringTable();
  try {
    requireWorkbook(zip);
    const { part, is1904, others } = await findSheets(zip);
    const looks = await readLooks(zip);
    if (takeAside && !mayEmbed) await refuseUnread(zip, notePictures);
    // The one unpacks while the other parses.
    const noteBytes = byteCounter(zip.size(part) + zip.size('xl/sharedStrings.xml'), note);
    const reading = readStrings(zip, strings, noteBytes);
    const [sounds, merges] = await Promise.all([reading, takeAside ? readMerges(zip, part) : []]);
    const meanings = { strings, looks, is1904 };
    if (takeAside) await readAsides(zip, others, { main: part, meanings, take: takeAside });
    const margins = await readSheetPart(zip, part, meanings, markMerged(merges, take), noteBytes);
    if (takeAside === undefined) return;
    if (margins.length > 0) await takeAside('页眉页脚、提示和公式', margins);
    if (sounds.length > 0) await takeAside('拼音注释', sounds);
    // Cells beyond the last column that is read, and what was deleted but not saved away.
    for (const texts of strings.unused()) await takeAside('没有显示的文字', texts);
  } finally {
    strings.close();
    zip.close();
  }
}

/** Macros are code, shown in no sheet; ministries hand out their templates with them. */
const macros = /^xl\/vbaProject\.bin$/i;

async function refuseUnread(zip: OpenZip, notePictures: WorkbookWishes['notePictures']): Promise<void> {
  const { unread, pictures } = await officeParts(zip);
  const passed = new Set(notePictures === undefined ? [] : pictures);
  if (unread.some((name) => !macros.test(name) && !passed.has(name))) throw new ReadFailure('embedded');
  if (passed.size > 0) await notePictures?.(passed.size);
}

/** A zip is a workbook by what lies in it; others are named for what they are. */
function requireWorkbook(zip: OpenZip): void {
  if (zip.has('xl/workbook.xml')) return;
  if (zip.has('xl/workbook.bin') || zip.has('content.xml')) throw new ReadFailure('other_sheet');
  throw new ReadFailure(zip.has('word/document.xml') || zip.has('ppt/presentation.xml') ? 'word' : 'archive');
}

interface Sheets {
  readonly part: string;
  readonly is1904: boolean;
  /** All sheets; the one that is read has no part here. */
  readonly others: readonly Sheet[];
}

async function findSheets(zip: OpenZip): Promise<Sheets> {
  const sheets: { readonly name: string; readonly isHidden: boolean; readonly relation: string }[] = [];
  let is1904 = false;
  await parseXml(await zip.stream('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet') return;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', isHidden, relation: attributes.id ?? '' });
    },
  });
  const chosen = sheets.find(({ isHidden }) => !isHidden);
  if (chosen === undefined) throw new ReadFailure('no_sheet');
  const targets = new Map<string, string>();
  await parseXml(await zip.stream('xl/_rels/workbook.xml.rels'), {
    open(name, { Id: id = '', Target: target = '' }) {
      if (name === 'Relationship') targets.set(id, target.startsWith('/') ? target.slice(1) : posix.join('xl', target));
    },
  });
  const part = targets.get(chosen.relation);
  if (part === undefined || !zip.has(part)) throw new ReadFailure('broken');
  const others = sheets.map(({ name, isHidden, relation }, at) => {
    const isOther = relation !== chosen.relation;
    return { name, isHidden, place: at + 1, part: isOther ? (targets.get(relation) ?? '') : '' };
  });
  return { part, is1904, others };
}

/** More are no sheet of achievements. */
const mostSounds = 10_000;

/** The shared strings; gives how some of them are said to sound, which nobody sees. */
async function readStrings(zip: OpenZip, strings: StringTable, note: NoteBytes): Promise<readonly string[]> {
  const sounds: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return sounds;
  let sound = '';
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await parseXml(await zip.stream('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') inPhonetic = true;
      if (name === 't') inText = !inPhonetic;
    },
    text(piece) {
      if (inText && text.length <= sheetLimits.cellChars) text += piece;
      else if (inPhonetic && sound.length <= sheetLimits.cellChars) sound += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') {
        inPhonetic = false;
        if (sounds.length < mostSounds) sounds.push(sound);
        sound = '';
      }
      if (name === 'si') strings.add(text.slice(0, sheetLimits.cellChars));
    },
    async pause(bytes) {
      await note(bytes);
    },
  });
  return sounds;
}
