import { ambiguousWords, type CodeLists, findCodes } from './code-list.ts';
import type { DemandData } from './demand-data.ts';
import { DemandDraftInput } from './demand-input.ts';
import { splitEntries, splitParts } from './import-lists.ts';

/** A column of the sheet by which demands come in (需求征集表). */
export interface DemandColumn {
  readonly key: string;
  readonly header: string;
  readonly hint: string;
  readonly example: string;
  readonly required?: true;
  /** Code list of its words; several are separated by ；. */
  readonly list?: string;
}

export const demandColumns: readonly DemandColumn[] = [
  {
    key: 'title',
    header: '需求名称',
    hint: '6 到 60 个字，写对象和目的',
    example: '马铃薯淀粉工艺水蛋白回收与减量',
    required: true,
  },
  {
    key: 'summary',
    header: '需求概述',
    hint: '一两句话，最多 500 字',
    example: '日处理 600 方工艺水，回收蛋白，减少外排。',
  },
  {
    key: 'problem',
    header: '要解决的问题',
    hint: '在什么条件下、出了什么事、损失多少',
    example: '加工季 COD 超过 2 万，处理费每吨 18 元。',
  },
  { key: 'statusQuo', header: '现状', hint: '设备、规模、试过什么', example: '试过加热絮凝，能耗太高。' },
  {
    key: 'metrics',
    header: '技术指标',
    hint: '名称/比较/数值/单位/检测方法，几项用；分开。比较写 >=、<=、= 或 范围',
    example: '蛋白回收率/>=/75/%/凯氏定氮；吨水成本/<=/8/元/月度核算',
  },
  { key: 'demandTypes', header: '需求类型', hint: '按列表，几项用；分开', example: '技术攻关', list: 'demand_type' },
  {
    key: 'expectedForms',
    header: '预期成果形式',
    hint: '按列表，几项用；分开',
    example: '工艺包',
    list: 'expected_form',
  },
  { key: 'fields', header: '技术领域', hint: '编号或名称，最多 3 项', example: '24.1', list: 'field' },
  { key: 'chains', header: '产业链', hint: '编号或名称，最多 5 项', example: '', list: 'chain' },
  { key: 'regionCode', header: '所在地区', hint: '区划代码或名称', example: '621102', required: true, list: 'region' },
  { key: 'wantedTrlMin', header: '成熟度下限', hint: '1 到 9', example: '6' },
  { key: 'wantedTrlMax', header: '成熟度上限', hint: '1 到 9', example: '9' },
  { key: 'budgetMin', header: '预算下限', hint: '万元', example: '30' },
  { key: 'budgetMax', header: '预算上限', hint: '万元，不填是面议', example: '80' },
  { key: 'cooperation', header: '合作方式', hint: '按列表，几项用；分开', example: '', list: 'cooperation' },
  { key: 'acceptPayLater', header: '接受先用后付', hint: '是 或 否', example: '是' },
  { key: 'ipRequirement', header: '知识产权要求', hint: '按列表', example: '协商', list: 'ip_requirement' },
  {
    key: 'confidentiality',
    header: '公开程度',
    hint: '名称公开、匿名 或 定向推送',
    example: '名称公开',
    list: 'confidentiality',
  },
  { key: 'solveByOn', header: '希望何时解决', hint: '日期，如 2027-06-30', example: '2027-06-30' },
  { key: 'validUntilOn', header: '需求有效至', hint: '日期；不填是半年', example: '' },
  { key: 'behalf', header: '替谁提出', hint: '替农户、村、合作社填的写明', example: '' },
];

const several = new Set(['demandTypes', 'expectedForms', 'fields', 'chains', 'cooperation']);
const signs: Readonly<Record<string, string>> = {
  '≥': '>=',
  '>=': '>=',
  '≤': '<=',
  '<=': '<=',
  '=': '=',
  范围: 'range',
};

export interface SheetFault {
  readonly column: string;
  readonly says: string;
}
export type SheetDemand =
  | { readonly data: DemandData; readonly faults: readonly [] }
  | { readonly data: null; readonly faults: readonly SheetFault[] };

/** Which column of a sheet holds which answer, by its head; a head may carry the template's * for 必填. Null where it is none of ours. */
export const demandHeads = (cells: readonly string[]): (string | null)[] =>
  cells.map((cell) => {
    const word = cell.normalize('NFKC').replace(/[\s*]/g, '');
    return demandColumns.find(({ header }) => header === word)?.key ?? null;
  });

/**
 * One row as a demand's draft, or all that is wrong with it. Words of code lists become codes; a missing day of validity is
 * `validUntilOn`. The same rules as the form's, so that what comes in can be edited in it.
 */
export function readDemandRow(
  heads: readonly (string | null)[],
  cells: readonly string[],
  given: { readonly lists: CodeLists; readonly validUntilOn: string },
): SheetDemand {
  const faults: SheetFault[] = [];
  const form: Record<string, unknown> = { confidentiality: 'name_public' };
  for (const [at, key] of heads.entries()) {
    const cell = (cells[at] ?? '').trim();
    if (key === null || cell === '') continue;
    const column = demandColumns.find((one) => one.key === key);
    if (key === 'metrics') form.metrics = metricsOf(cell);
    else if (key === 'acceptPayLater') form.acceptPayLater = /^(是|接受|yes|1)$/i.test(cell) ? 'yes' : '';
    else if (column?.list === undefined) form[key] = cell;
    else {
      const { list } = column;
      const found = splitEntries(cell).map((word) => ({ word, codes: findCodes(given.lists, list, word) }));
      for (const { word, codes } of found) {
        if (codes.length === 0) faults.push({ column: column.header, says: `列表里没有「${word.slice(0, 20)}」` });
        if (codes.length > 1)
          faults.push({ column: column.header, says: ambiguousWords(given.lists, list, word, codes) });
      }
      const known = found.flatMap(({ codes }) => (codes.length === 1 ? codes : []));
      form[key] = several.has(key) ? known : (known[0] ?? '');
    }
  }
  form.validUntilOn ??= given.validUntilOn;
  const read = DemandDraftInput.safeParse(form);
  for (const issue of read.error?.issues ?? []) faults.push({ column: columnOf(issue.path), says: issue.message });
  return read.success && faults.length === 0 ? { data: read.data.data, faults: [] } : { data: null, faults };
}

const columnOf = (path: readonly PropertyKey[]): string =>
  demandColumns.find(({ key }) => key === path[0])?.header ?? String(path[0] ?? '');

const metricsOf = (cell: string) =>
  splitEntries(cell).map((entry) => {
    const [name = '', operator = '', value = '', unit = '', method = ''] = splitParts(entry);
    return { name, operator: signs[operator] ?? operator, value, unit, method };
  });
