import { type Day, diffDays } from './days.ts';
import type { ImportKey } from './import-columns.ts';
import { formKeys } from './record-groups.ts';

/** Levels of the review, in order: two within the unit, two of the authorities. */
export const reviewLevels = ['secrecy', 'office', 'city', 'province'] as const;
export type ReviewLevel = (typeof reviewLevels)[number];
export const unitLevels = ['secrecy', 'office'] as const;
export const authorityLevels = ['city', 'province'] as const;
export type AuthorityLevel = (typeof authorityLevels)[number];
export const isAuthorityLevel = (level: string): level is AuthorityLevel =>
  (authorityLevels as readonly string[]).includes(level);

/** The parts of a reviewer's work list. */
export const workTabs = ['waiting', 'returned', 'registered'] as const;
export type WorkTab = (typeof workTabs)[number];

export const reviewLevelLabels: Readonly<Record<ReviewLevel, string>> = {
  secrecy: '保密审查',
  office: '单位审批',
  city: '市州审核',
  province: '省级审核',
};

/** The level that decides within the unit on what stands in this state, a record or its correction. */
export const levelOfState = (state: string): 'secrecy' | 'office' => (state === 'unit_review' ? 'secrecy' : 'office');

/** The level at which somebody decides who may do these deeds; null where he may decide nothing. */
export const levelOfDeeds = (deeds: readonly string[]): 'secrecy' | 'office' | null =>
  deeds.includes('clear') ? 'secrecy' : deeds.includes('publish') || deeds.includes('apply') ? 'office' : null;

export const reviewOutcomes = ['pass', 'return'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

interface CheckItem {
  readonly key: string;
  readonly says: string;
}

/**
 * What each level vouches for, item by item (保守国家秘密法 art. 35; 促进科技成果转化法 art. 11). The authorities' check is formal,
 * no judgement of quality.
 */
export const reviewChecklists: Readonly<Record<ReviewLevel, readonly CheckItem[]>> = {
  secrecy: [
    { key: 'no_state_secret', says: '不涉及国家秘密，也不涉及工作秘密' },
    { key: 'no_trade_secret', says: '没有写出技术诀窍、配方、图纸等不宜公开的商业秘密' },
    { key: 'no_export_control', says: '不属于军民两用、出口管制的敏感内容，或者已另行审批' },
  ],
  office: [
    { key: 'ownership', says: '权属清楚，共有人同意公开' },
    { key: 'truth', says: '内容属实，指标有依据' },
    { key: 'people', says: '完成人及排序经本人确认，公开姓名的已取得同意' },
  ],
  city: [
    { key: 'unit', says: '第一完成单位在本市州，名称与公章一致' },
    { key: 'complete', says: '登记要求的各项已填全，附件齐备' },
  ],
  province: [
    { key: 'form', says: '形式审查通过：类别、起止时间、评价方式与材料相符' },
    { key: 'once', says: '没有重复登记：名称、第一完成单位、项目编号已核' },
    { key: 'people_order', says: '完成单位、完成人的排序与材料一致' },
  ],
};

/** One item more where papers go with the record that the screen could not read to their end. */
export const openedPapers: CheckItem = { key: 'papers_opened', says: '系统没有读全或者有提示的材料，我已逐份打开看过' };

/** One item more where rows of an import say more together than each by itself (保守国家秘密法 art. 36). */
export const gatheringRead: CheckItem = {
  key: 'gathering_read',
  says: '汇集提示里的成果我已放在一起看过，合起来也可以公开',
};

/** The points of a level, with that one more for the secrecy reviewer of such papers. */
export const checklistOf = (level: ReviewLevel, mustOpen: boolean): readonly CheckItem[] =>
  level === 'secrecy' && mustOpen ? [...reviewChecklists.secrecy, openedPapers] : reviewChecklists[level];

/** Fields of a record on which a reviewer can remark, by the names of the form: all of them. */
export const remarkFields: readonly RemarkField[] = formKeys;
export type RemarkField = ImportKey;

export interface Remark {
  readonly field: RemarkField;
  readonly says: string;
}

/** What the last decision at these levels wrote beside the fields, if it sent the record back. Decisions come the newest first. */
export function remarksOf(
  decisions: readonly {
    readonly level: ReviewLevel;
    readonly outcome: ReviewOutcome;
    readonly remarks: readonly Remark[];
  }[],
  levels: readonly ReviewLevel[],
): readonly Remark[] {
  const last = decisions.find(({ level }) => levels.includes(level));
  return last?.outcome === 'return' ? last.remarks : [];
}

/** A rule of the table of paths: the levels that one organisation's records, or a region's, must pass. */
export interface ReviewPath {
  readonly orgId: string | null;
  readonly regionCode: string | null;
  readonly levels: readonly AuthorityLevel[];
}

/** The levels that a unit's registration passes, and why 市州 is not among them where it is not. */
export interface RegistrationPath {
  readonly levels: readonly AuthorityLevel[];
  /** `rule`: the table of paths says so; `provincial`: it is in no 市州; `no_authority`: nobody there could decide. */
  readonly skipsCity: 'rule' | 'provincial' | 'no_authority' | null;
}

/**
 * Levels that a unit's registration passes: the rule for the unit itself, else for its 市州, else 市州 and province.
 * A level at which nobody could decide (no authority there) is left out; the province is never.
 */
export function pathFor(
  unit: { readonly orgId: string; readonly regionCode: string },
  paths: readonly ReviewPath[],
  hasAuthority: (level: AuthorityLevel) => boolean,
): RegistrationPath {
  const city = `${unit.regionCode.slice(0, 4)}00`;
  const rule =
    paths.find((path) => path.orgId === unit.orgId) ??
    paths.find((path) => path.regionCode === unit.regionCode) ??
    paths.find((path) => path.regionCode === city);
  const wanted = new Set(rule?.levels ?? authorityLevels);
  const isProvincial = authorityLevelOf(unit.regionCode) === 'province';
  const skipsCity = !wanted.has('city')
    ? 'rule'
    : isProvincial
      ? 'provincial'
      : hasAuthority('city')
        ? null
        : 'no_authority';
  return { levels: skipsCity === null ? authorityLevels : ['province'], skipsCity };
}

/** The level at which an authority decides, by its region: 620000 the province, 621100 a 市州; counties do not. */
export const authorityLevelOf = (regionCode: string): AuthorityLevel | null =>
  regionCode.endsWith('0000') ? 'province' : regionCode.endsWith('00') ? 'city' : null;

/** Whether a region lies within that of an authority: 620000 reaches 621102, 621100 does not reach 620102. */
export const reachesRegion = (authorityRegion: string, regionCode: string | null): boolean =>
  authorityRegion !== '' &&
  regionCode?.startsWith(authorityRegion.slice(0, authorityLevelOf(authorityRegion) === 'province' ? 2 : 4)) === true;

/** True where the authority is the one that decides for a unit's region at this level. */
export const decidesFor = (authorityRegion: string, unitRegion: string, level: AuthorityLevel): boolean =>
  authorityLevelOf(authorityRegion) === level &&
  (level === 'province'
    ? authorityRegion.slice(0, 2) === unitRegion.slice(0, 2)
    : authorityRegion.slice(0, 4) === unitRegion.slice(0, 4));

/** Days after which a record that waits is late, and very late. */
const lateDays = { attention: 5, danger: 15 } as const;

/** How long something has waited, and whether that is too long: 0–4 days fine, 5–14 attention, 15 and more danger. */
export function waitingAge(
  since: Day,
  today: Day,
): { readonly days: number; readonly late: 'no' | 'attention' | 'danger' } {
  const days = Math.max(0, diffDays(since, today));
  return { days, late: days >= lateDays.danger ? 'danger' : days >= lateDays.attention ? 'attention' : 'no' };
}
