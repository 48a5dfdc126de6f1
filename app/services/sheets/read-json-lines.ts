import { sheetLimits } from './zip-limits.ts';
import type { NoteBytes, TakeGiven } from './take-given.ts';
import { decoded } from './decode-text.ts';

const mostLineChars = 1_048_576;

/** Reads JSON Lines: one object a line. A line that is none is a row with a fault, not the end of the file. */
export async function readJsonLines(path: string, encoding: string, take: TakeGiven, note?: NoteBytes): Promise<void> {
  let rowNo = 0;
  let rest = '';
  const line = async (text: string) => {
    rowNo += 1;
    if (text.trim() === '') return;
    const record = text.length > mostLineChars ? null : recordOf(text);
    await take(record === null ? { kind: 'broken', rowNo } : { kind: 'record', rowNo, record });
  };
  for await (const text of decoded(path, encoding, note)) {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    // A line that never ends must not fill the memory.
    if (rest.length > mostLineChars) rest = rest.slice(0, mostLineChars + 1);
    for (const each of lines) await line(each);
  }
  if (rest !== '') await line(rest);
}

function recordOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
    return Object.fromEntries(Object.entries(value).slice(0, sheetLimits.columns));
  } catch {
    return null;
  }
}
