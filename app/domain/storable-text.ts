/**
 * A text as every store takes it: PostgreSQL's text holds no U+0000, JSON with half a surrogate pair is refused, and no XML, so no
 * workbook, holds U+FFFE and U+FFFF (XML 1.0 §2.2). Each becomes a blank. Example: 'x\0y' → 'x y'.
 */
export const storableText = (text: string): string => text.replace(/\0|[\uD800-\uDFFF\uFFFE\uFFFF]/gu, ' ');
