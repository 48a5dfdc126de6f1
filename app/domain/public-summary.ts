/** Whole paragraphs are taken until so much is said: a heading alone is no summary. */
const leastChars = 100;
/** Most of a text that is its summary; about what a reader takes in at a glance. */
export const summaryChars = 300;

/**
 * What of 成果简介 is its summary (摘要公开): its first paragraph, further ones while less than 100 characters are said, and of a
 * longer one whole sentences up to 300 characters. A unit says how much by where it ends its first paragraph. A text that is no
 * longer than that is a summary as it stands: '背景……。' of 250 characters in one paragraph → all of it.
 */
export function publicSummary(abstract: string): string {
  const text = abstract.trim();
  let taken = '';
  for (const paragraph of text.split('\n')) {
    if ([...taken].length >= leastChars) break;
    taken = taken === '' ? paragraph : `${taken}\n${paragraph}`;
  }
  const chars = [...taken.trimEnd()];
  if (chars.length <= summaryChars) return chars.join('');
  const cut = chars.slice(0, summaryChars).join('');
  const end = Math.max(...['。', '！', '？', '；', '. '].map((mark) => cut.lastIndexOf(mark)));
  return end + 1 >= leastChars ? cut.slice(0, end + 1).trimEnd() : `${cut}…`;
}
