import type { AchievementData } from './achievement-data.ts';
import type { AchievementProject } from './achievement-facts.ts';
import { betterWords, vagueMark } from './advantage.ts';
import { wanOf } from './achievement-money.ts';
import { advantageParts, ipParts, personParts } from './entry-parts.ts';
import { joinEntries, joinParts } from './import-lists.ts';
import type { PersonInput } from './people-input.ts';

/** One cell of an entry as a form asks for it. */
export interface EntryPart {
  readonly part: string;
  readonly label: string;
  /** Code list it is chosen from. */
  readonly list?: string;
  readonly choices?: readonly string[];
  readonly example?: string;
  /** Asked further down: most entries do without. */
  readonly isMore?: true;
}

/** The lists of a record whose entries have parts; the parts stand in the order of the import's cells. */
export const entryParts = {
  unit: [
    { part: 'name', label: '单位全称' },
    { part: 'uscc', label: '统一社会信用代码', example: '18 位' },
    { part: 'nature', label: '单位性质', list: 'unit_nature' },
    { part: 'isStateEstablished', label: '政府设立', choices: ['是', '否'] },
  ],
  people: [
    { part: 'name', label: '姓名' },
    { part: 'title', label: '职称' },
    { part: 'share', label: '比例', example: '60%' },
    { part: 'unit', label: '单位' },
    { part: 'contact', label: '联系方式' },
  ],
  projects: [
    { part: 'level', label: '来源', list: 'project_source' },
    { part: 'programme', label: '计划名称', example: '重点研发计划' },
    { part: 'no', label: '项目编号' },
    { part: 'funding', label: '经费（万元）' },
    { part: 'acceptedOn', label: '验收日期', example: '2024-11-20' },
    { part: 'conclusion', label: '验收结论' },
  ],
  use: [
    { part: 'year', label: '年份', example: '2025' },
    { part: 'revenue', label: '收入（万元）' },
    { part: 'profit', label: '利润（万元）' },
    { part: 'tax', label: '税收（万元）' },
    { part: 'saved', label: '节支（万元）' },
  ],
  advantages: [
    { part: 'metric', label: '指标', example: '蛋白回收率' },
    { part: 'unit', label: '单位', example: '%' },
    { part: 'ours', label: '本成果', example: '72' },
    { part: 'baseline', label: '对照', example: '52' },
    { part: 'baselineName', label: '对照名称', example: '酸热絮凝' },
    { part: 'better', label: '哪边更好', choices: Object.values(betterWords) },
  ],
  ip: [
    { part: 'type', label: '类型', list: 'ip_type' },
    { part: 'name', label: '名称' },
    { part: 'number', label: '编号', example: 'ZL202319900047.X' },
    { part: 'status', label: '状态', list: 'ip_status' },
    { part: 'expiresOn', label: '到期日', example: '2043-03-14' },
    { part: 'filedOn', label: '申请日', isMore: true },
    { part: 'grantedOn', label: '授权日', isMore: true },
    { part: 'applicant', label: '申请人', isMore: true },
    { part: 'holder', label: '权利人', isMore: true },
    { part: 'paidUntilOn', label: '年费缴至', isMore: true },
    { part: 'coOwners', label: '共有份额', isMore: true },
    { part: 'encumbrance', label: '质押、许可、诉讼', isMore: true },
  ],
} as const satisfies Readonly<Record<string, readonly EntryPart[]>>;
export type EntryKey = keyof typeof entryParts;
export const entryKeys = Object.keys(entryParts) as readonly EntryKey[];

/** What a form says of each list: the hints of the columns tell how to write the whole of it into one cell. */
export const entryHints: Readonly<Record<EntryKey, string>> = {
  unit: '名称与公章一致。第一完成单位须是本单位，合作单位写在后面；不填就是本单位。',
  people: '按贡献排序。比例可以都不写，写就要合计 100%。姓名不公开，除非本人另行同意；联系方式只有本单位看得到。',
  projects: '项目不止一个，或要写经费和验收时填在这里。',
  use: '一年一行，单位万元。只公开区间。',
  advantages: `写可测量的数字；能耗、成本一类选“越低越好”，公开页会标明。一条都没有的成果会标为“${vagueMark}”。`,
  ip: '专利号连同校验位写全。技术秘密只写名称，不写内容。',
};

/** One entry as a form sends it: what stands in each cell. */
export type EntryRow = Readonly<Record<string, string | undefined>>;

/** The cell that an import would have: entries in their order, blank ones left out. */
export const cellOfEntries = (key: EntryKey, rows: readonly (EntryRow | null)[]): string =>
  joinEntries(
    rows
      .map((row) => joinParts(entryParts[key].map(({ part }) => row?.[part]?.trim())))
      .filter((entry) => entry !== ''),
  );

const wan = (fen: string | null): string => (fen === null ? '' : wanOf(fen));
const rowOf = (key: EntryKey, cells: readonly (string | null | undefined)[]): EntryRow =>
  Object.fromEntries(entryParts[key].map(({ part }, at) => [part, cells[at] ?? '']));

/** The entries of a stored record, as a form shows them; codes stay codes. */
export function entriesOf(
  data: AchievementData,
  people: readonly PersonInput[],
): Readonly<Record<EntryKey, readonly EntryRow[]>> {
  return {
    unit: (data.units ?? []).map(({ name, uscc, nature, isStateEstablished }) =>
      rowOf('unit', [name, uscc, nature, isStateEstablished === null ? '' : isStateEstablished ? '是' : '否']),
    ),
    people: people.map((person) => rowOf('people', personParts(person))),
    projects: (saysMore(data.projects) ? data.projects : []).map(
      ({ level, programme, no, fundingFen, acceptedOn, conclusion }) =>
        rowOf('projects', [level, programme, no, wan(fundingFen), acceptedOn, conclusion]),
    ),
    use: (data.use ?? []).map(({ year, revenueFen, profitFen, taxFen, savedFen }) =>
      rowOf('use', [String(year), wan(revenueFen), wan(profitFen), wan(taxFen), wan(savedFen)]),
    ),
    advantages: data.advantages.map((one) => rowOf('advantages', advantageParts(one))),
    ip: data.ip.map((right) => rowOf('ip', ipParts(right))),
  };
}

/** One project of which only its level and number are known stands in the two short fields. */
export const saysMore = (
  projects: readonly AchievementProject[] | undefined,
): projects is readonly AchievementProject[] =>
  projects !== undefined &&
  (projects.length > 1 ||
    projects.some(({ programme, fundingFen, acceptedOn, conclusion }) =>
      [programme, fundingFen, acceptedOn, conclusion].some((each) => each !== null && each !== ''),
    ));
