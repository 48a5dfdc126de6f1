import type { FieldFault } from './errors.ts';
import { parseFen } from './money.ts';
import type { ProjectRow } from './project-input.ts';
import { readDay } from './typed-day.ts';

/** Heads of a list of accepted projects as departments write them; the first is the one we name. */
const heads = {
  no: ['项目编号', '编号', '立项编号', '合同编号'],
  name: ['项目名称', '名称'],
  unitName: ['承担单位', '项目承担单位', '单位', '承担单位名称'],
  acceptedOn: ['验收日期', '验收时间', '结题日期'],
  funding: ['经费（万元）', '资助经费（万元）', '财政经费（万元）', '经费'],
} as const;
type Key = keyof typeof heads;
const keys = Object.keys(heads) as Key[];
const required = keys.filter((key) => key !== 'funding');

/** Rows of one sheet: more than the province accepts in a year. */
export const mostProjectRows = 5_000;
const mostFaults = 50;
const headWithin = 10;

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s*]/g, '');

export interface ProjectSheet {
  readonly rows: readonly ProjectRow[];
  /** What is wrong, by row, at most fifty; with one of them nothing is entered. */
  readonly faults: readonly FieldFault[];
}

/** Reads the rows of a list of provincial projects below its head, each with what is wrong with it. Feed it the rows in order. */
export function projectSheetReader() {
  let places: ReadonlyMap<Key, number> | null = null;
  const rows: ProjectRow[] = [];
  const faults: FieldFault[] = [];
  const seen = new Map<string, number>();
  const fault = (says: string) => {
    if (faults.length < mostFaults) faults.push({ field: 'file', says });
  };

  function take(rowNo: number, cells: readonly string[]): void {
    if (places === null) {
      const found = placesIn(cells);
      if (required.every((key) => found.has(key))) places = found;
      return;
    }
    const at = places;
    const cell = (key: Key): string => cells[at.get(key) ?? -1]?.trim() ?? '';
    const [no, name, unitName] = [cell('no'), cell('name'), cell('unitName')];
    const acceptedOn = readDay(cell('acceptedOn'));
    const fundingFen = cell('funding') === '' ? null : parseFen(cell('funding'), 'wan');
    const before = faults.length;
    const missing = [no === '' && '项目编号', name === '' && '项目名称', unitName === '' && '承担单位'].filter(Boolean);
    if (missing.length > 0) fault(`第 ${rowNo} 行缺少${missing.join('、')}。`);
    if (no.length > 60 || name.length > 200 || unitName.length > 120) fault(`第 ${rowNo} 行有一格太长。`);
    if (acceptedOn === null)
      fault(`第 ${rowNo} 行的验收日期“${cell('acceptedOn').slice(0, 20)}”不是日期，如 2026-03-31。`);
    if (cell('funding') !== '' && fundingFen === null) fault(`第 ${rowNo} 行的经费不是金额，单位万元。`);
    const earlier = seen.get(no);
    if (earlier !== undefined) fault(`第 ${rowNo} 行的项目编号与第 ${earlier} 行相同。`);
    seen.set(no, rowNo);
    if (rows.length >= mostProjectRows) fault(`一次最多 ${mostProjectRows.toLocaleString('en-US')} 项，请分成几份。`);
    if (faults.length === before && acceptedOn !== null) rows.push({ no, name, unitName, acceptedOn, fundingFen });
  }

  return {
    take,
    end(): ProjectSheet {
      if (places === null) {
        fault(`前 ${headWithin} 行里没有找到表头。表头要有：${required.map((key) => heads[key][0]).join('、')}。`);
      } else if (rows.length === 0 && faults.length === 0) fault('表头下面没有数据行。');
      return { rows, faults };
    },
  };
}

function placesIn(cells: readonly string[]): ReadonlyMap<Key, number> {
  const found = new Map<Key, number>();
  cells.forEach((cell, at) => {
    const key = keys.find((each) => heads[each].some((head) => plain(head) === plain(cell)));
    if (key !== undefined && !found.has(key)) found.set(key, at);
  });
  return found;
}
