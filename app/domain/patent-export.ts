import { cutText } from './cut-text.ts';
import type { Day } from './days.ts';
import { plainHeader } from './import-columns.ts';
import { type PatentFacts, readPatentKind, readPatentStatus } from './patent.ts';
import { readPatentNumber } from './patent-number.ts';
import { readBankDay } from './read-bank-row.ts';

/** Columns of a table exported from a patent database, with the heads that the usual ones write. */
const columns = [
  ['number', ['申请号', '专利号', '专利申请号', '申请（专利）号', '申请(专利)号', '专利（申请）号']],
  ['publication', ['公开（公告）号', '公开(公告)号', '公开公告号', '授权公告号', '公开号', '公告号']],
  ['title', ['标题', '专利名称', '名称', '发明名称', '标题（中文）', '专利标题', '发明创造名称']],
  ['kind', ['专利类型', '类型', '专利种类', '公开类型', '文献类型']],
  ['owner', ['专利权人', '当前权利人', '当前专利权人', '权利人', '当前申请（专利权）人', '申请（专利权）人', '申请人']],
  ['status', ['法律状态', '当前法律状态', '简单法律状态', '专利状态', '状态', '法律状态/事件', '专利有效性']],
  ['filedOn', ['申请日', '申请日期']],
  ['grantedOn', ['授权日', '授权公告日', '授权日期', '授权（公告）日']],
  ['expiresOn', ['届满日', '失效日', '到期日', '预估到期日', '预计到期日', '专利到期日']],
  ['paidUntilOn', ['年费缴至', '缴费截止日', '年费截止日', '下次缴费日', '年费到期日']],
] as const;
type Column = (typeof columns)[number][0];
type Places = Readonly<Partial<Record<Column, number>>>;

/** Rows above the table in which databases write the query and the date; the head is looked for in them. */
export const patentHeadWithin = 20;

/**
 * Where the columns stand when a row is the head of such a table: a number, a title and a status at least; else null. Of several
 * heads of one meaning the first that our list names counts (专利权人 before 申请人).
 */
export function patentPlaces(cells: readonly string[]): Places | null {
  const folded = cells.map(plainHeader);
  const places: Partial<Record<Column, number>> = {};
  for (const [column, names] of columns) {
    const at = names.map((name) => folded.indexOf(plainHeader(name))).find((place) => place >= 0);
    if (at !== undefined) places[column] = at;
  }
  const isNumbered = places.number !== undefined || places.publication !== undefined;
  return isNumbered && places.title !== undefined && places.status !== undefined ? places : null;
}

export type PatentRowRead =
  | { readonly kind: 'row'; readonly facts: PatentFacts }
  | { readonly kind: 'skip' }
  | { readonly kind: 'fault'; readonly says: string };

/** Reads a row by its places. Days may be written as banks write them; a status that nobody knows is a fault, not a guess. */
export function readPatentRow(cells: readonly string[], places: Places): PatentRowRead {
  const cell = (column: Column): string => (places[column] === undefined ? '' : (cells[places[column]] ?? '').trim());
  const typed = [cell('number'), cell('publication')].filter(Boolean);
  if (typed.length === 0) return { kind: 'skip' };
  const read = typed.map(readPatentNumber);
  const known = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const [first] = known;
  if (first === undefined) {
    const says = read[0] === 'check_digit' ? '校验位不对' : '不是中国专利号';
    return { kind: 'fault', says: `“${cutText(typed[0] ?? '', 24)}”${says}。` };
  }
  const status = readPatentStatus(cell('status'));
  if (status === null) return { kind: 'fault', says: `法律状态“${cutText(cell('status'), 24)}”不认识。` };
  const type = known.find((one) => one.type !== null)?.type ?? readPatentKind(cell('kind'));
  if (type === null) return { kind: 'fault', says: '看不出是发明、实用新型还是外观设计。' };
  const title = cutText(cell('title').replace(/\s+/g, ' '), 200);
  if (title === '') return { kind: 'fault', says: '没有名称。' };
  const day = (column: Column): Day | null => readBankDay(cell(column));
  const other = known.find(({ number }) => number !== first.number);
  const facts: PatentFacts = {
    number: first.number,
    otherNumber: other?.number ?? null,
    title,
    type,
    owner: cutText(cell('owner'), 300),
    status,
    filedOn: day('filedOn'),
    grantedOn: day('grantedOn'),
    expiresOn: day('expiresOn'),
    paidUntilOn: day('paidUntilOn'),
  };
  return { kind: 'row', facts };
}
