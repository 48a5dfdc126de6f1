/**
 * A text as every store takes it: PostgreSQL's text holds no U+0000, and JSON with half a surrogate pair is refused. Each
 * becomes a blank. Example: 'x\0y' → 'x y'.
 */
export const storableText = (text: string): string => text.replace(/\0|[\uD800-\uDFFF]/gu, ' ');
