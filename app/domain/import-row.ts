import type { AchievementData } from './achievement-data.ts';
import type { CodeLists } from './code-list.ts';
import type { Day } from './days.ts';
import { type CellReader, cellReader, type CellError } from './import-cells.ts';
import { headerOf, type ImportKey, importColumns } from './import-columns.ts';
import { readAdvantages, readProjects, readUnits, readUse } from './import-facts.ts';
import { readFloor, readPrice } from './import-price.ts';
import { readIp } from './import-rights.ts';
import { isMerged, textsOfCell } from './merged-cell.ts';
import { statedFaults } from './registration-facts.ts';
import { readPeople, type PersonInput } from './people-input.ts';
import { notOfKind } from './price-cells.ts';
import { advantageFaults } from './advantage.ts';

/** The unit on whose behalf the file is imported, and the lists its words are looked up in. */
export interface ImportScope {
  /** Null where nobody imports: the check of a file on its own asks no unit. */
  readonly orgName: string | null;
  readonly regionCode: string;
  readonly lists: CodeLists;
  /** Nothing of a registration or a research lies after it. */
  readonly today: Day;
  /** True where a person typed the row into a form: what would not be kept is refused, not only said. */
  readonly isTyped?: boolean;
}

export interface ReadRow {
  readonly achievement: AchievementData;
  readonly people: readonly PersonInput[];
  /** For the owner only, so it stands apart from what is published. */
  readonly priceFloorFen: bigint | null;
  /** Our number of the achievement that the row updates. */
  readonly no: string | null;
}

export type RowReading =
  | { readonly kind: 'ok'; readonly row: ReadRow; readonly warnings: readonly CellError[] }
  /** With the name it gives itself, at most 120 characters, so that people find it in their sheet. */
  | { readonly kind: 'invalid'; readonly name: string; readonly errors: readonly CellError[] }
  /** Stopped by the secrecy gate: nothing of the row may be kept, not even in a message. */
  | { readonly kind: 'secret'; readonly errors: readonly CellError[] };

const secrecyError: CellError = {
  column: headerOf('secrecy'),
  code: 'not_open',
  says: '密级不是“公开”，这一行没有保存任何内容。涉密或密级不明的成果请走线下渠道。',
};

const saysOpen = (text: string): boolean => text === '公开' || text.normalize('NFKC').replace(/\s/g, '') === '公开';

/**
 * True only for what says 公开 and nothing else: 平台不收其他密级（保守国家秘密法 art. 29, 31）. What a cell shows that is merged over
 * several rows is said of each of them.
 */
export function isOpen(secrecy: string): boolean {
  if (!isMerged(secrecy)) return saysOpen(secrecy);
  const texts = textsOfCell(secrecy);
  return texts.length > 0 && texts.every(saysOpen);
}

// The gate has read 密级 by then.
const required = importColumns
  .filter((column) => 'required' in column && column.key !== 'secrecy')
  .map((column) => column.key);

/**
 * Reads the rows of a sheet, each with all its errors at once. The secrecy gate comes first: a row that does not say 公开 is
 * not looked at any further. Rules of the national registration form: name ≤ 120, at most 3 key words, introduction
 * ≤ 2000 characters, first unit owns the record.
 */
export function rowReader(scope: ImportScope): (cells: ReadonlyMap<ImportKey, string>) => RowReading {
  const read = cellReader(scope.lists, scope.isTyped);
  return (cells) => {
    if (!isOpen(cells.get('secrecy') ?? '')) return { kind: 'secret', errors: [secrecyError] };
    read.begin(cells);
    return readRow(read, scope);
  };
}

/** The same for a single row. */
export const readImportRow = (cells: ReadonlyMap<ImportKey, string>, scope: ImportScope): RowReading =>
  rowReader(scope)(cells);

function readRow(read: CellReader, scope: ImportScope): RowReading {
  for (const key of required) read.require(key);

  const units = readUnits(read);
  if (units[0] !== undefined && scope.orgName !== null && !isSameName(units[0].name, scope.orgName)) {
    read.fail('unit', 'not_own', `第一完成单位须是“${scope.orgName}”。别的单位的成果由该单位导入。`);
  }
  const trl = read.code('trl');
  const { price, unused } = readPrice(read, trl !== null);
  const notKept = unused.map((key) => ({ key, says: notOfKind(price.kind, key) }));
  if (scope.isTyped) for (const { key, says } of notKept) read.fail(key, 'not_kept', says);
  const registration = readRegistration(read);
  const research = readResearch(read);
  for (const { field, code, says } of statedFaults({ ...registration, ...research }, scope.today)) {
    read.fail(field, code, says);
  }
  const achievement: AchievementData = {
    schemaVersion: 1,
    name: read.text('name'),
    ...registration,
    problem: read.text('problem'),
    solution: read.text('solution'),
    abstract: read.text('abstract'),
    keywords: read.words('keywords'),
    searchTerms: read.words('searchTerms'),
    fields: readFields(read, scope.lists),
    chains: read.codes('chains'),
    industries: read.codes('industries'),
    disciplines: read.codes('disciplines'),
    objective: read.code('objective'),
    regionCode: read.code('regionCode') ?? scope.regionCode,
    ...readKind(read),
    ...readReadiness(read, trl),
    level: read.code('level'),
    evaluationMode: read.code('evaluationMode'),
    standardForm: read.code('standardForm'),
    ...research,
    ...readProjects(read, scope.today),
    units,
    ip: readIp(read, scope.today),
    transferModes: read.codes('transferModes'),
    price,
    advantages: readAdvantages(read),
    applicationStatus: read.code('applicationStatus'),
    use: readUse(read, scope.today),
    tradeSecret: read.text('tradeSecret') || null,
    publication: read.code('publication') ?? 'abstract',
    isDualUse: read.flag('isDualUse') ?? false,
    exportControl: readControl(read),
    videoUrl: readVideo(read),
  };
  const priceFloorFen = readFloor(read, price);
  const no = readNo(read);
  const people = readPeople(read);
  const errors = read.errors();
  if (errors.length > 0) {
    const name = [...achievement.name].slice(0, 120).join('');
    return { kind: 'invalid', name, errors };
  }
  const warnings = [
    ...notKept.map(({ key, says }): CellError => ({ column: headerOf(key), code: 'not_kept', says })),
    ...advantageWarnings(achievement.advantages),
  ];
  return { kind: 'ok', row: { achievement, people, priceFloorFen, no }, warnings };
}

function readRegistration(read: CellReader): Pick<AchievementData, 'regNo' | 'regOn' | 'regOrg' | 'recommendOrg'> {
  const regNo = read.text('regNo').normalize('NFKC').toUpperCase();
  const regOn = read.day('regOn');
  const regOrg = read.text('regOrg') || null;
  const isShaped = /^[0-9A-Z]{3}\d{4}[YJR]\d{4}$/.test(regNo);
  if (regNo !== '' && !isShaped) {
    read.fail('regNo', 'shape', '登记号应是 12 位：3 位地区或部门码、4 位年份、1 位类别（Y、J、R）、4 位序号。');
  }
  if (regNo === '' && (regOn !== null || regOrg !== null)) {
    read.fail('regNo', 'required', '填了登记日期或登记单位，就要填批准登记号。');
  }
  return { regNo: isShaped ? regNo : null, regOn, regOrg, recommendOrg: read.text('recommendOrg') || null };
}

function readFields(read: CellReader, lists: CodeLists): string[] {
  const fields = read.codes('fields');
  if (fields.some((code) => hiddenFields(lists).has(code))) {
    read.fail('fields', 'mismatch', '“乡村振兴”各项是工作措施，不用于成果，请选技术所属的领域。');
  }
  return fields;
}

const hidden = new WeakMap<CodeLists, ReadonlySet<string>>();

function hiddenFields(lists: CodeLists): ReadonlySet<string> {
  const known = hidden.get(lists);
  if (known) return known;
  const made = new Set(lists.field?.terms.filter((term) => term.isHidden).map((term) => term.code));
  hidden.set(lists, made);
  return made;
}

/** 体现形式 depends on 成果类别: papers and reports are of basic and soft research, the rest is applied. */
const writtenForms = new Set(['paper', 'book', 'report']);

function readKind(read: CellReader): Pick<AchievementData, 'type' | 'embodiment' | 'origin'> {
  const type = read.code('type');
  const embodiment = read.code('embodiment');
  if (type !== null && embodiment !== null && embodiment !== 'other') {
    const isWritten = writtenForms.has(embodiment);
    if (type === 'applied' && isWritten)
      read.fail('embodiment', 'mismatch', '应用技术的体现形式是新技术、新工艺、新产品等，不是论文或报告。');
    if (type !== 'applied' && !isWritten)
      read.fail('embodiment', 'mismatch', '基础理论和软科学的体现形式是论文、著作、研究报告或其他。');
  }
  return { type: type ?? '', embodiment, origin: read.code('origin') };
}

/** 1–3 初期, 4–6 中期, 7–9 成熟应用. */
const stageOf = (trl: number): string => (trl <= 3 ? 'initial' : trl <= 6 ? 'middle' : 'mature');
const stageWords: Readonly<Record<string, string>> = { initial: '初期', middle: '中期', mature: '成熟应用' };

function readReadiness(read: CellReader, code: string | null): Pick<AchievementData, 'trl' | 'trlBasis' | 'stage'> {
  const basis = read.text('trlBasis');
  if (!['', '自评', '第三方评定'].includes(basis)) read.fail('trlBasis', 'not_in_list', '只能填“自评”或“第三方评定”。');
  const stage = read.code('stage');
  const trl = code === null ? null : Number(code);
  if (trl !== null && stage !== null && stageOf(trl) !== stage) {
    read.fail('stage', 'mismatch', `技术就绪水平 ${trl} 级对应“${stageWords[stageOf(trl)]}”，两处请改一致。`);
  }
  return { trl, trlBasis: trl === null ? null : basis === '第三方评定' ? 'third_party' : 'self', stage };
}

function readResearch(read: CellReader): Pick<AchievementData, 'researchFrom' | 'researchTo'> {
  const researchFrom = read.month('researchFrom');
  const researchTo = read.month('researchTo');
  if (researchFrom !== null && researchTo !== null && researchTo < researchFrom) {
    read.fail('researchTo', 'order', '研究结束早于开始。');
  }
  return { researchFrom, researchTo };
}

function readControl(read: CellReader): string | null {
  const text = read.text('exportControl');
  return ['', '否', '无', '不涉及'].includes(text) ? null : text;
}

function readVideo(read: CellReader): string | null {
  const text = read.text('videoUrl');
  if (text === '') return null;
  if (/^https:\/\/[^\s/"'<>]+\.[^\s"'<>]+$/.test(text)) return text;
  read.fail('videoUrl', 'shape', '填 https:// 开头的网址。');
  return null;
}

function readNo(read: CellReader): string | null {
  const no = read.text('no').normalize('NFKC').toUpperCase();
  if (no === '' || /^CG-\d{4}-\d{5,}$/.test(no)) return no || null;
  read.fail('no', 'shape', '成果编号写成 CG-2026-00042；新成果这一格不填。');
  return null;
}

/** What is let in and said all the same: a record without any number against the leading alternative sells nothing. */
const advantageWarnings = (advantages: AchievementData['advantages']): CellError[] =>
  advantageFaults(advantages).map(({ code, says }) => ({ column: headerOf('advantages'), code, says }));

const plainName = (name: string): string => name.normalize('NFKC').replace(/[\s()（）]/g, '');
const isSameName = (a: string, b: string): boolean => a === b || plainName(a) === plainName(b);
