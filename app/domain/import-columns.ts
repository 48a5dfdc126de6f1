import { vagueMark } from './advantage.ts';

/** What a cell of the import sheet is read as. */
export type ColumnKind =
  'text' | 'words' | 'code' | 'codes' | 'money' | 'percent' | 'number' | 'day' | 'month' | 'flag' | 'list';

export interface ImportColumn {
  readonly key: string;
  /** Head of the column in the template; what a file is known by. */
  readonly header: string;
  readonly kind: ColumnKind;
  /** What goes into the cell, shown when it is selected and in the guide. */
  readonly hint: string;
  readonly example: string;
  readonly required?: true;
  /** Code list the cell takes its value from; the template makes a drop-down of it. */
  readonly list?: string;
  /** Most characters of a text, most entries of a list. */
  readonly max: number;
  /** What stands between the slashes of an entry; JSON lines may name the parts instead. */
  readonly parts?: readonly string[];
  /** The unit's own export has it, what others may export has not. */
  readonly isPrivate?: true;
}

const several = '多个用分号隔开';

/** The columns of the import template, in order. Fields of the national registration form (科技成果登记表), and price. */
export const importColumns = [
  {
    key: 'name',
    header: '成果名称',
    kind: 'text',
    required: true,
    max: 120,
    hint: '不超过 120 字，用项目名称或评价时的名称。本单位内不能重名。',
    example: '马铃薯淀粉废水提蛋白与还田技术',
  },
  {
    key: 'unit',
    header: '完成单位',
    kind: 'list',
    required: true,
    max: 20,
    parts: ['name', 'uscc', 'nature', 'isStateEstablished'],
    hint: `与公章一致。第一完成单位须是本单位，合作单位写在后面，${several}。可写成：单位全称/统一社会信用代码/单位性质/是否政府设立。`,
    example: '（本单位全称）',
  },
  {
    key: 'secrecy',
    header: '密级',
    kind: 'text',
    required: true,
    max: 20,
    hint: '只收“公开”。其他密级或空白的行不会保存，请走线下渠道。',
    example: '公开',
  },
  {
    key: 'type',
    header: '成果类别',
    kind: 'code',
    required: true,
    list: 'achievement_type',
    max: 1,
    hint: '应用技术、基础理论或软科学。',
    example: '应用技术',
  },
  {
    key: 'fields',
    header: '技术领域',
    kind: 'codes',
    required: true,
    list: 'field',
    max: 3,
    hint: `1 至 3 个，写名称或代码，${several}。`,
    example: '24.1；21.4',
  },
  {
    key: 'abstract',
    header: '成果简介',
    kind: 'text',
    required: true,
    max: 2000,
    hint: '不超过 2000 字：背景、创新点、适用范围、水平、实际效果、前景。',
    example: '用两级絮凝从淀粉废水中回收蛋白，余水按地块限量还田。',
  },
  {
    key: 'problem',
    header: '解决的问题',
    kind: 'text',
    max: 200,
    hint: '一两句话，写给要用它的人看；不写则列表里显示简介。',
    example: '淀粉加工季只有三个月，废水 COD 常超 9,800 mg/L。',
  },
  {
    key: 'solution',
    header: '做法',
    kind: 'text',
    max: 200,
    hint: '一两句话，怎么做到的，效果多少。',
    example: '先提蛋白，回收率 72%，余水脱酸还田。',
  },
  {
    key: 'keywords',
    header: '关键词',
    kind: 'words',
    max: 3,
    hint: `最多 3 个，${several}。`,
    example: '淀粉废水；蛋白回收；还田',
  },
  {
    key: 'searchTerms',
    header: '检索词',
    kind: 'words',
    max: 30,
    hint: `用于搜索的其他说法，${several}。页面上不显示，但搜这些词的人能找到这项成果，不要写要保密的话；公开方式为签保密协议后可见或不公开的，不用来搜索。`,
    example: '薯类汁水；黄浆水',
  },
  {
    key: 'regNo',
    header: '批准登记号',
    kind: 'text',
    max: 12,
    hint: '已登记的填 12 位登记号。',
    example: '6202025Y0417',
  },
  {
    key: 'regOn',
    header: '批准登记日期',
    kind: 'day',
    max: 10,
    hint: '有登记号的填，如 2025-06-30。',
    example: '2025-06-30',
  },
  {
    key: 'regOrg',
    header: '批准登记单位',
    kind: 'text',
    max: 100,
    hint: '发登记号的部门。',
    example: '甘肃省科学技术厅',
  },
  {
    key: 'recommendOrg',
    header: '推荐单位',
    kind: 'text',
    max: 100,
    hint: '向登记部门推荐这项成果的单位。',
    example: '定西市科学技术局',
  },
  {
    key: 'regionCode',
    header: '所在地区',
    kind: 'code',
    list: 'region',
    max: 1,
    hint: '市州或县区；不填按本单位所在地。',
    example: '定西市',
  },
  {
    key: 'chains',
    header: '产业链',
    kind: 'codes',
    list: 'chain',
    max: 10,
    hint: `名称或代码，${several}。`,
    example: '马铃薯',
  },
  {
    key: 'industries',
    header: '应用行业',
    kind: 'codes',
    list: 'industry',
    max: 3,
    hint: `国民经济行业（GB/T 4754）的名称或代码：字母和 2 至 4 位数字，如 C13、C1391；最多 3 个，${several}。`,
    example: '农副食品加工业',
  },
  {
    key: 'disciplines',
    header: '学科',
    kind: 'codes',
    list: 'discipline',
    max: 3,
    hint: `学科分类与代码（GB/T 13745）一级或二级学科的名称或代码，如 农学、21040；最多 3 个，${several}。`,
    example: '农业工程',
  },
  {
    key: 'objective',
    header: '社会经济目标',
    kind: 'code',
    list: 'objective',
    max: 1,
    hint: '研究的社会经济目标。',
    example: '农林牧渔业发展',
  },
  {
    key: 'embodiment',
    header: '体现形式',
    kind: 'code',
    list: 'embodiment',
    max: 1,
    hint: '新技术、新工艺、新产品等；基础理论和软科学填论文、著作或研究报告。',
    example: '新工艺',
  },
  {
    key: 'standardForm',
    header: '标准形式',
    kind: 'code',
    list: 'standard_form',
    max: 1,
    hint: '形成标准的，只填最高一级。',
    example: '地方标准',
  },
  {
    key: 'origin',
    header: '成果属性',
    kind: 'code',
    list: 'origin',
    max: 1,
    hint: '原始性创新、引进消化吸收或二次开发。',
    example: '原始性创新',
  },
  {
    key: 'stage',
    header: '所处阶段',
    kind: 'code',
    list: 'stage',
    max: 1,
    hint: '初期、中期或成熟应用；要与技术就绪水平对得上。',
    example: '成熟应用',
  },
  {
    key: 'trl',
    header: '技术就绪水平',
    kind: 'code',
    list: 'trl',
    max: 1,
    hint: '1 至 9；先用后付的成果要填。',
    example: '7',
  },
  {
    key: 'trlBasis',
    header: '就绪水平依据',
    kind: 'text',
    max: 10,
    hint: '自评或第三方评定；不填按自评。',
    example: '第三方评定',
  },
  {
    key: 'level',
    header: '成果水平',
    kind: 'code',
    list: 'level',
    max: 1,
    hint: '以评价结论为准。',
    example: '国内领先',
  },
  {
    key: 'evaluationMode',
    header: '评价方式',
    kind: 'code',
    list: 'evaluation_mode',
    max: 1,
    hint: '鉴定、验收、第三方评价等。',
    example: '第三方评价',
  },
  {
    key: 'researchFrom',
    header: '研究开始年月',
    kind: 'month',
    max: 7,
    hint: '年月，如 2021-03。',
    example: '2021-03',
  },
  {
    key: 'researchTo',
    header: '研究结束年月',
    kind: 'month',
    max: 7,
    hint: '年月，不早于开始。',
    example: '2024-11',
  },
  {
    key: 'source',
    header: '计划来源',
    kind: 'code',
    list: 'project_source',
    max: 1,
    hint: '国家、部门、省级、市县、横向、自选或其他。',
    example: '省级',
  },
  {
    key: 'projectNo',
    header: '项目编号',
    kind: 'text',
    max: 60,
    hint: '计划项目的编号。',
    example: '22YF7NA000',
  },
  {
    key: 'projects',
    header: '计划项目',
    kind: 'list',
    max: 10,
    parts: ['level', 'programme', 'no', 'funding', 'acceptedOn', 'conclusion'],
    hint: `项目不止一个，或要写经费和验收时填：来源/计划名称/项目编号/经费（万元）/验收日期/验收结论，${several}。`,
    example: '省级/重点研发计划/22YF7NA000/80/2024-11-20/通过',
  },
  {
    key: 'applicationStatus',
    header: '应用状态',
    kind: 'code',
    list: 'application_status',
    max: 1,
    hint: '未应用、试用、小批量、产业化或停用。',
    example: '产业化',
  },
  {
    key: 'use',
    header: '应用效益',
    kind: 'list',
    max: 20,
    parts: ['year', 'revenue', 'profit', 'tax', 'saved'],
    hint: `年份/收入/利润/税收/节支，单位万元，一年一项，${several}。只公开区间。`,
    example: '2024/1200/260/85/40；2025/1500/310/99/52',
  },
  {
    key: 'advantages',
    header: '对比优势',
    kind: 'list',
    max: 12,
    parts: ['metric', 'unit', 'ours', 'baseline', 'baselineName', 'better'],
    hint: `指标/单位/本成果/对照/对照名称/哪边更好，${several}。哪边更好写越高越好或越低越好，可以空着。写可测量的数字；一条都没有的成果会标为“${vagueMark}”。`,
    example: '吨水电耗/度/35/52/酸热絮凝/越低越好',
  },
  {
    key: 'transferModes',
    header: '合作方式',
    kind: 'codes',
    list: 'transfer_mode',
    max: 10,
    hint: `转让、普通许可等，${several}。`,
    example: '普通许可；先使用后付费',
  },
  {
    key: 'priceKind',
    header: '定价方式',
    kind: 'code',
    list: 'price_kind',
    max: 1,
    hint: '一口价、价格区间、面议、先用后付或公式；不填按面议。',
    example: '先用后付',
  },
  {
    key: 'priceMin',
    header: '价格（万元）',
    kind: 'money',
    max: 1,
    hint: '一口价填这一格；价格区间填下限。',
    example: '58',
  },
  {
    key: 'priceMax',
    header: '价格上限（万元）',
    kind: 'money',
    max: 1,
    hint: '价格区间填上限。',
    example: '80',
  },
  {
    key: 'entryFee',
    header: '入门费（万元）',
    kind: 'money',
    max: 1,
    hint: '公式：签约时先付的数；不填为不收。先用后付不填。',
    example: '',
  },
  {
    key: 'milestones',
    header: '里程碑合计（万元）',
    kind: 'money',
    max: 1,
    hint: '先用后付、公式：见效后分步支付的总数。',
    example: '40',
  },
  {
    key: 'royalty',
    header: '收入提成',
    kind: 'percent',
    max: 1,
    hint: '先用后付、公式：占销售收入的百分比。',
    example: '2.5%',
  },
  {
    key: 'cap',
    header: '提成封顶（万元）',
    kind: 'money',
    max: 1,
    hint: '先用后付、公式：入门费、里程碑与提成合计最多付多少；不填为不封顶。',
    example: '160',
  },
  {
    key: 'trialMonths',
    header: '试用月数',
    kind: 'number',
    max: 60,
    hint: '先用后付：免费试用几个月，1 至 60。',
    example: '12',
  },
  {
    key: 'priceFloor',
    header: '底价（万元）',
    kind: 'money',
    max: 1,
    isPrivate: true,
    hint: '只有本单位看得到；不高于公开的价格。',
    example: '40',
  },
  {
    key: 'people',
    header: '完成人',
    kind: 'list',
    max: 30,
    parts: ['name', 'title', 'share', 'unit', 'contact'],
    isPrivate: true,
    hint: '按贡献排序：姓名/职称/比例/单位/联系方式，用分号隔开；比例可以都不写，写就要合计 100%。姓名不公开，除非本人另行同意；联系方式只有本单位看得到。',
    example: '张三/教授/60%；李四/副研究员/40%/某设计院',
  },
  {
    key: 'ip',
    header: '知识产权',
    kind: 'list',
    max: 30,
    parts: [
      'type',
      'name',
      'number',
      'status',
      'expiresOn',
      'filedOn',
      'grantedOn',
      'applicant',
      'holder',
      'paidUntilOn',
      'coOwners',
      'encumbrance',
    ],
    hint: '类型/名称/编号/状态/到期日/申请日/授权日/申请人/权利人/年费缴至/共有份额/质押许可诉讼，用分号隔开，后面几项可以不写。技术秘密只写名称，不写内容。',
    example: '发明专利/一种薯类淀粉汁水两级絮凝方法/ZL202319900047.X/授权/2043-03-14/2023-03-14/2025-02-11',
  },
  {
    key: 'tradeSecret',
    header: '技术秘密要点',
    kind: 'text',
    max: 200,
    isPrivate: true,
    hint: '只写有哪一类技术秘密，不写内容。',
    example: '絮凝剂复配比例',
  },
  {
    key: 'publication',
    header: '公开方式',
    kind: 'code',
    list: 'publication_level',
    max: 1,
    hint: '不填按摘要公开：成果简介的第一段（到第一个换行为止，最多 300 字）人人可看，全文由认证单位的人员登录后看，搜索也只找摘要。签保密协议后可见、不公开的，名称、单位、领域、问题、知识产权和价格仍然公开，简介、做法、指标和材料不公开。',
    example: '摘要公开',
  },
  {
    key: 'isDualUse',
    header: '军民两用',
    kind: 'flag',
    max: 1,
    hint: '是或否。填“是”的不直接公开，转人工审核。',
    example: '否',
  },
  {
    key: 'exportControl',
    header: '出口管制',
    kind: 'text',
    max: 100,
    hint: '涉及出口管制清单的写条目，转人工审核；不涉及不填。',
    example: '',
  },
  {
    key: 'videoUrl',
    header: '视频链接',
    kind: 'text',
    max: 300,
    hint: 'https:// 开头的网址。',
    example: 'https://example.com/video',
  },
  {
    key: 'no',
    header: '成果编号',
    kind: 'text',
    max: 20,
    hint: '平台给的编号（CG-…）。填了就是更新这项成果：别的格子空着不改，必填的列照样要填（先导出再改最省事）；新成果不填。',
    example: 'CG-2026-00042',
  },
] as const satisfies readonly ImportColumn[];

export type ImportKey = (typeof importColumns)[number]['key'];

/** A head as it is compared: no spaces, no star, no difference between full and half width. */
export const plainHeader = (text: string): string => text.normalize('NFKC').replace(/[\s*]/g, '');

const byHeader = new Map<string, ImportKey>(importColumns.map((column) => [plainHeader(column.header), column.key]));
const keys = new Set<string>(importColumns.map((column) => column.key));

export interface SheetHead {
  /** Which column of the file holds which of ours. */
  readonly places: ReadonlyMap<ImportKey, number>;
  /** Columns that say the same in every row, because the file has none for them. */
  readonly constants: ReadonlyMap<ImportKey, string>;
  /** Heads of required columns that the file lacks. */
  readonly missing: readonly string[];
  /** Heads that stand twice: nobody knows which one is meant. */
  readonly repeated: readonly string[];
  /** Heads of columns that are not read, as they stand in the file. */
  readonly unknown: readonly string[];
}

/** Which head of a file holds which of our columns; '=公开' says that all rows have this word. */
export type ImportMapping = Readonly<Partial<Record<ImportKey, string>>>;

/** Columns that our own marked-up file adds: nobody needs to hear that they are not read. */
export const resultHeader = '检查结果';
/** Whose word a registration number is: stands in our own exports, and says nothing to an import. */
export const regNoBasisHeader = '登记号来源';
/** Heads that files of ours add to the columns: not read, and not called unknown. */
const addedHeads: ReadonlySet<string> = new Set([resultHeader, regNoBasisHeader]);
export const isAddedHead = (head: string): boolean => addedHeads.has(plainHeader(head));

/** Our column of a head, as the template writes it. */
export const keyOfHeader = (head: string): ImportKey | null => byHeader.get(plainHeader(head)) ?? null;

/** Our column of a name in JSON: its key, or its head. */
export const keyOfName = (name: string): ImportKey | null => (keys.has(name) ? (name as ImportKey) : keyOfHeader(name));

/** Reads the head row. Null when the row names none of the required columns, so it is no head. */
export function readHead(cells: readonly string[], mapping: ImportMapping = {}): SheetHead | null {
  const mapped = new Map<string, ImportKey>();
  const constants = new Map<ImportKey, string>();
  for (const [key, head] of Object.entries(mapping) as [ImportKey, string][]) {
    if (head.startsWith('=')) constants.set(key, head.slice(1));
    else mapped.set(plainHeader(head), key);
  }
  const isMapped = (key: ImportKey | null): boolean => key !== null && mapping[key] !== undefined;
  const places = new Map<ImportKey, number>();
  const repeated: string[] = [];
  const unknown: string[] = [];
  cells.forEach((cell, at) => {
    // Who said what the columns are has seen all of them: a name of ours that he left out is not read.
    const own = mapped.size > 0 ? null : keyOfHeader(cell);
    const key = mapped.get(plainHeader(cell)) ?? (isMapped(own) ? null : own);
    if (key === null) {
      if (cell.trim() !== '' && !isAddedHead(cell)) unknown.push(cell.trim());
    } else if (places.has(key)) repeated.push(cell.trim());
    else places.set(key, at);
  });
  const required = importColumns.filter((column) => 'required' in column);
  const lacks = required.filter((column) => !places.has(column.key) && !constants.has(column.key));
  const isHead = required.some((column) => places.has(column.key));
  return isHead ? { places, constants, missing: lacks.map((column) => column.header), repeated, unknown } : null;
}

/** What a file is recognised by when it comes again: its heads in order, as they are compared, without what our own file adds. */
export const headsKey = (heads: readonly string[]): string =>
  heads
    .map(plainHeader)
    .filter((head) => !isAddedHead(head))
    .join('\u0001');

/** Head of a column by its key. */
export const headerOf = (key: ImportKey): string => headers.get(key) ?? key;
const headers = new Map<ImportKey, string>(importColumns.map((column) => [column.key, column.header]));
