import { stat } from 'node:fs/promises';
import { encodingOf, decoded } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readWorkbook } from './read-workbook.ts';
import type { NoteShare, TakeGiven } from './take-given.ts';

export type SheetKind = 'xlsx' | 'text';

/** Reads the rows of an uploaded file, whatever it is; tells whether its rows stand below a head. */
export async function readGiven(
  path: string,
  kind: SheetKind,
  take: TakeGiven,
  note: NoteShare = () => {},
): Promise<{ readonly hasHead: boolean }> {
  const takeCells = (rowNo: number, cells: string[]) => take({ kind: 'cells', rowNo, cells });
  if (kind === 'xlsx') {
    await readWorkbook(path, takeCells, (place, texts) => take({ kind: 'aside', place, texts }), {
      notePictures: (count) => take({ kind: 'pictures', count }),
      note,
    });
  } else {
    const encoding = await encodingOf(path);
    const { size } = await stat(path);
    let read = 0;
    const noteBytes = (bytes: number) => note((read += bytes) / size);
    if (await isJsonLines(path, encoding)) {
      await readJsonLines(path, encoding, take, noteBytes);
      return { hasHead: false };
    }
    await readCsv(path, encoding, takeCells, noteBytes);
  }
  return { hasHead: true };
}

/** JSON lines begin with an object; no head of a table does. */
async function isJsonLines(path: string, encoding: string): Promise<boolean> {
  for await (const text of decoded(path, encoding)) {
    const first = /\S/.exec(text.replace(/^\uFEFF/, ''));
    if (first) return first[0] === '{';
  }
  return false;
}
