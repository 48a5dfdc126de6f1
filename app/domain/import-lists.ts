/**
 * Lists within a cell: entries are parted by a semicolon or a line break, the parts of an entry by a slash, both in either
 * width. A separator that belongs to the text has a backslash in front of it.
 */
const entrySeparator = /[;；\n]/;
const partSeparator = /[/／]/;

function split(text: string, separator: RegExp): string[] {
  if (!text.includes('\\')) return text.split(separator);
  const found = [''];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    // The escapes of the other separator stay for the next cut.
    if (char === '\\' && next !== '') {
      found[found.length - 1] += separator.test(next) ? next : char + next;
      at += 1;
    } else if (separator.test(char)) found.push('');
    else found[found.length - 1] += char;
  }
  return found;
}

/** 'a；b/c' → ['a', 'b/c']; what is empty is left out. */
export const splitEntries = (cell: string): string[] =>
  split(cell, entrySeparator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** '张三/教授/60%' → ['张三', '教授', '60%']. */
export const splitParts = (entry: string): string[] => split(entry, partSeparator).map((part) => part.trim());

/** The way back: entries that splitEntries reads again. */
export const joinEntries = (entries: readonly string[]): string =>
  entries.map((entry) => entry.replace(/[;；\n]/g, '\\$&')).join('；');

/** The way back: an entry that splitParts reads again; empty parts at its end are left out. */
export function joinParts(parts: readonly (string | null | undefined)[]): string {
  const last = parts.findLastIndex((part) => part);
  return parts
    .slice(0, last + 1)
    .map((part) => (part ?? '').replace(/[/／]/g, '\\$&'))
    .join('/');
}
