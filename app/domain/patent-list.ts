import { cutText } from './cut-text.ts';
import { patentCheckDigit, readPatentNumber } from './patent-number.ts';

/** One patent number of a pasted list, as it was typed and what it is. */
export interface PatentLine {
  /** Line of the list, from 1. */
  readonly at: number;
  readonly typed: string;
  /** Null where it cannot be read. */
  readonly number: string | null;
  readonly fault: 'shape' | 'check_digit' | 'repeated' | null;
  /** What to look at, in words; '' where nothing is wrong. */
  readonly says: string;
}

/** Most numbers that one list enters. */
export const mostPatents = 2000;

/** What could be meant as a patent number: the kinds of office and seven digits at least. Titles and days are not. */
const looksLikeNumber = /^(?:ZL|CN)?[\d\s.·．Xx-]{8,24}[A-Za-z]?\d?$/i;
const isDayLike = /^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$/;

/**
 * Reads a pasted list: a number a line, or lines of a sheet with the number in one of their cells (divided by tab, comma or
 * semicolon). Every line answers for itself; a number that came before is `repeated`. Blank lines are nothing.
 */
export function readPatentList(text: string): PatentLine[] {
  const seen = new Map<string, number>();
  return text.split(/\r?\n/).flatMap((line, index) => {
    const cells = line
      .split(/[\t,，;；、|]/)
      .map((cell) => cell.trim())
      .filter(Boolean);
    if (cells.length === 0) return [];
    const meant = cells.filter((cell) => looksLikeNumber.test(cell.normalize('NFKC')) && !isDayLike.test(cell));
    return (meant.length > 0 ? meant : cells.slice(0, 1)).map((typed) => readLine(typed, index + 1, seen));
  });
}

function readLine(typed: string, at: number, seen: Map<string, number>): PatentLine {
  const shown = cutText(typed, 40);
  const read = readPatentNumber(typed);
  if (typeof read === 'string') {
    const says = isSoftware(typed) ? softwareWords : read === 'shape' ? shapeWords : digitWords(typed);
    return { at, typed: shown, number: null, fault: read, says };
  }
  const first = seen.get(read.number);
  if (first !== undefined) {
    return { at, typed: shown, number: read.number, fault: 'repeated', says: `和第 ${first} 行是同一件。` };
  }
  seen.set(read.number, at);
  return { at, typed: shown, number: read.number, fault: null, says: '' };
}

/** A registration number of a software copyright (软件著作权登记号): 2021SR0001234. */
const isSoftware = (typed: string): boolean =>
  /^(?:软著登字第)?(?:19|20)\d\dSR\d{5,8}$/i.test(typed.normalize('NFKC').replace(/\s/g, ''));
const softwareWords = '这是软件著作权登记号，不进专利清单：写进成果的“知识产权”，类型选软件著作权。';
const shapeWords = '不是中国专利号。写成 ZL202319900047.X、202319900047X 或 CN114105382A。';

/** A wrong check digit mostly means one wrong digit before it, so the right one is told as a hint only. */
function digitWords(typed: string): string {
  const digits = typed
    .normalize('NFKC')
    .replace(/^\s*(?:ZL|CN)/i, '')
    .replace(/[^\dXx]/g, '')
    .slice(0, -1);
  return `校验位不对：${digits} 的校验位应是 ${patentCheckDigit(digits)}。请对照证书核对每一位。`;
}
