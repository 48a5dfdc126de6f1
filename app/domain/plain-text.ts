import { storableText } from './storable-text.ts';

/**
 * A text in which nothing is hidden: what controls, breaks or turns a line (Cc, U+2028, U+2029) is a blank, what has no shape of its
 * own (Cf: direction marks, joiners, widths of nothing) is gone, and no store refuses it. Line breaks stay, as \n.
 * Example: '甲\u202E乙\u0001' → '甲乙 '
 */
export const plainText = (text: string): string =>
  storableText(text.replace(/\r\n?/g, '\n'))
    .replace(/[^\P{Cc}\n]|[\u2028\u2029]/gu, ' ')
    .replace(/\p{Cf}/gu, '');

/** The same of what is one line: no clause prints as two. */
export const plainLine = (text: string): string => plainText(text).replaceAll('\n', ' ');
