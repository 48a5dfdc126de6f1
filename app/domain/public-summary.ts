/** Most of a text that is its summary; about what a reader takes in at a glance. */
export const summaryChars = 300;
/** A cut at the end of a sentence leaves at least so much; else the words themselves are cut. */
const leastChars = 100;

/** What a person typed to begin a new line, whichever machine he typed it on. */
const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/u;

/**
 * What of 成果简介 is its summary (摘要公开): its first paragraph, which the first line break ends however short it is, and of one
 * longer than 300 characters whole sentences. A unit says how much by where it ends its first paragraph, and nothing of what
 * follows is ever shown. '用途。\n配方。' → '用途。'
 */
export function publicSummary(abstract: string): string {
  const [first = ''] = abstract.trim().split(lineBreak, 1);
  const chars = [...first.trimEnd()];
  if (chars.length <= summaryChars) return chars.join('');
  const cut = chars.slice(0, summaryChars).join('');
  const end = Math.max(...['。', '！', '？', '；', '. '].map((mark) => cut.lastIndexOf(mark)));
  return end + 1 >= leastChars ? cut.slice(0, end + 1).trimEnd() : `${cut}…`;
}
