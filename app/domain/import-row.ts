import type { AchievementData } from './achievement-data.ts';
import type { CodeLists } from './code-list.ts';
import { headerOf, type ImportKey, importColumns } from './import-columns.ts';
import { cellReader, type CellError } from './import-cells.ts';
import { readPeople, type PersonInput } from './people-input.ts';
import { readIp, readPrice } from './import-price.ts';

/** The unit on whose behalf the file is imported, and the lists its words are looked up in. */
export interface ImportScope {
  readonly orgName: string;
  readonly regionCode: string;
  readonly lists: CodeLists;
}

export interface ReadRow {
  readonly achievement: AchievementData;
  readonly people: readonly PersonInput[];
}

export type RowReading =
  | { readonly kind: 'ok'; readonly row: ReadRow }
  /** With the name it gives itself, at most 120 characters, so that people find it in their sheet. */
  | { readonly kind: 'invalid'; readonly name: string; readonly errors: readonly CellError[] }
  /** Stopped by the secrecy gate: nothing of the row may be kept, not even in a message. */
  | { readonly kind: 'secret'; readonly errors: readonly CellError[] };

const secrecyError: CellError = {
  column: headerOf('secrecy'),
  says: '密级不是“公开”，这一行没有保存任何内容。涉密或密级不明的成果请走线下渠道。',
};

/** True only for what says 公开 and nothing else: 平台不收其他密级（保守国家秘密法 art. 29, 31）. */
export const isOpen = (secrecy: string): boolean => secrecy.normalize('NFKC').replace(/\s/g, '') === '公开';

/**
 * Reads one row of the sheet, with all its errors at once. The secrecy gate comes first: a row that does not say 公开 is
 * not looked at any further. Rules of the national registration form: name ≤ 120, at most 3 key words, introduction
 * ≤ 2000 characters, first unit owns the record.
 */
export function readImportRow(cells: ReadonlyMap<ImportKey, string>, scope: ImportScope): RowReading {
  if (!isOpen(cells.get('secrecy') ?? '')) return { kind: 'secret', errors: [secrecyError] };
  const read = cellReader(cells, scope.lists);
  for (const column of importColumns) if ('required' in column) read.require(column.key);

  const units = read.words('unit');
  if (units[0] !== undefined && !isSameName(units[0], scope.orgName)) {
    read.fail('unit', `第一完成单位须是“${scope.orgName}”。别的单位的成果由该单位导入。`);
  }
  const regNo = read.text('regNo').toUpperCase();
  if (regNo !== '' && !/^[0-9A-Z]{3}\d{4}[YJR]\d{4}$/.test(regNo)) {
    read.fail('regNo', '登记号应是 12 位：3 位地区或部门码、4 位年份、1 位类别（Y、J、R）、4 位序号。');
  }
  const fields = read.codes('fields');
  if (fields.some((code) => scope.lists.field?.terms.find((term) => term.code === code)?.isHidden)) {
    read.fail('fields', '“乡村振兴”各项是工作措施，不用于成果，请选技术所属的领域。');
  }
  const trl = read.code('trl');
  const basis = read.text('trlBasis');
  if (!['', '自评', '第三方评定'].includes(basis)) read.fail('trlBasis', '只能填“自评”或“第三方评定”。');
  const price = readPrice(read, trl !== null);
  const achievement: AchievementData = {
    schemaVersion: 1,
    name: read.text('name'),
    regNo: regNo === '' ? null : regNo,
    problem: read.text('problem'),
    solution: read.text('solution'),
    abstract: read.text('abstract'),
    keywords: read.words('keywords'),
    searchTerms: read.words('searchTerms'),
    fields,
    chains: read.codes('chains'),
    industries: read.codes('industries'),
    regionCode: read.code('regionCode') ?? scope.regionCode,
    type: read.code('type') ?? '',
    embodiment: read.code('embodiment'),
    origin: read.code('origin'),
    stage: read.code('stage'),
    trl: trl === null ? null : Number(trl),
    trlBasis: trl === null ? null : basis === '第三方评定' ? 'third_party' : 'self',
    level: read.code('level'),
    projectNo: read.text('projectNo') || null,
    source: read.code('source'),
    ip: readIp(read, scope.lists),
    transferModes: read.codes('transferModes'),
    price,
    advantages: [],
  };
  const people = readPeople(read.words('people'));
  if (typeof people === 'string') read.fail('people', people);
  if (read.errors.length > 0 || typeof people === 'string') {
    const name = [...achievement.name].slice(0, 120).join('');
    return { kind: 'invalid', name, errors: read.errors };
  }
  return { kind: 'ok', row: { achievement, people } };
}

const plainName = (name: string): string => name.normalize('NFKC').replace(/[\s()（）]/g, '');
const isSameName = (a: string, b: string): boolean => plainName(a) === plainName(b);
