import type { AchievementSearch } from './achievement-search.ts';
import { choiceLabel, type CodeLists, termsOf } from './code-list.ts';
import { priceBandLabels, priceBands } from './price-band.ts';
import type { SearchKind } from './search-kind.ts';

/** A facet of coded values: the part of the search it fills, its name in the URL, and the list its codes come from. */
interface CodedFacet {
  readonly key: 'fields' | 'chains' | 'regions' | 'modes' | 'rights' | 'prices';
  readonly name: string;
  readonly list: string;
  readonly label: string;
  /** How many stand open. */
  readonly visible: number;
  /** 全部 16 个领域. */
  readonly noun: string;
  readonly isOffered: (code: string, chosen: readonly string[]) => boolean;
  /** In the order of its list instead of by results. */
  readonly isOrdered?: boolean;
}

export interface FacetChoice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly checked: boolean;
  /** An item of the choice above it. */
  readonly isPart?: true;
}

export interface Facet extends Pick<CodedFacet, 'key' | 'name' | 'label' | 'visible'> {
  readonly moreLabel: string;
  readonly options: readonly FacetChoice[];
}

const all = () => true;

/** The field of an item: '24.1' → '24'; a field itself stays. */
const wholeOf = (code: string): string => code.split('.')[0] ?? code;

/** Not one of the stored code lists: bands are what the index makes of a price. */
const bandList = 'price_band';
const choicesOf = (lists: CodeLists, list: string): readonly { readonly code: string; readonly label: string }[] =>
  list === bandList
    ? priceBands.map((code) => ({ code, label: priceBandLabels[code] }))
    : termsOf(lists, list).map(({ code }) => ({ code, label: choiceLabel(lists, list, code) }));
const labelOf = (lists: CodeLists, list: string, code: string): string =>
  choicesOf(lists, list).find((term) => term.code === code)?.label ?? code;

const codedFacets = (modes: string, price: string): readonly CodedFacet[] => [
  {
    key: 'fields',
    name: 'field',
    list: 'field',
    label: '领域',
    visible: 6,
    noun: '个领域',
    // All fields, and the items of those that somebody looks into.
    isOffered: (code, chosen) => !code.includes('.') || chosen.some((one) => wholeOf(one) === wholeOf(code)),
  },
  { key: 'chains', name: 'chain', list: 'chain', label: '产业链', visible: 3, noun: '条产业链', isOffered: all },
  { key: 'modes', name: 'mode', list: modes, label: '合作方式', visible: 6, noun: '种', isOffered: all },
  {
    key: 'prices',
    name: 'price',
    list: bandList,
    label: price,
    visible: 7,
    noun: '档',
    isOffered: all,
    isOrdered: true,
  },
  {
    key: 'regions',
    name: 'region',
    list: 'region',
    label: '地区',
    visible: 4,
    noun: '个市州',
    // The prefectures of the province and its state-level new area.
    isOffered: (code) => /^62(\d\d00|0171)$/.test(code) && code !== '620000',
  },
];
const rights: CodedFacet = {
  key: 'rights',
  name: 'right',
  list: 'ip_type',
  label: '知识产权',
  visible: 3,
  noun: '种',
  isOffered: all,
};

/** What each list can be narrowed by. Suppliers and enterprises name the ways to work together from lists of their own. */
const facetsOfKind = {
  achievement: [...codedFacets('transfer_mode', '价格'), rights],
  demand: codedFacets('cooperation', '预算'),
} as const satisfies Record<SearchKind, unknown>;

/** Facets as a page shows them: what is chosen first, then what has results, most first; below a chosen field its items. */
export const readFacets = (
  kind: SearchKind,
  counts: Readonly<Partial<Record<CodedFacet['key'], Readonly<Record<string, number>>>>>,
  search: AchievementSearch,
  lists: CodeLists,
): Facet[] =>
  facetsOfKind[kind].map(({ key, name, list, label, visible, noun, isOffered, isOrdered }) => {
    const chosen = search[key];
    const parents = new Set(key === 'fields' ? chosen.map(wholeOf) : []);
    const found = choicesOf(lists, list)
      .filter(({ code }) => chosen.includes(code) || parents.has(code) || isFound(code))
      .map((term) => ({
        value: term.code,
        label: term.label,
        count: counts[key]?.[term.code] ?? 0,
        checked: chosen.includes(term.code),
        ...(parents.has(wholeOf(term.code)) && term.code.includes('.') && { isPart: true as const }),
      }))
      .sort((a, b) => (isOrdered ? 0 : Number(isUp(b)) - Number(isUp(a)) || b.count - a.count));
    const parts = found.filter(({ isPart }) => isPart);
    const options = found.flatMap((option) =>
      option.isPart ? [] : [option, ...parts.filter(({ value }) => wholeOf(value) === option.value)],
    );
    const wholes = options.length - parts.length;
    return { key, name, label, visible: visible + parts.length, moreLabel: `全部 ${wholes} ${noun}`, options };

    function isFound(code: string): boolean {
      return (counts[key]?.[code] ?? 0) > 0 && isOffered(code, chosen);
    }
    function isUp({ value, checked }: { readonly value: string; readonly checked: boolean }): boolean {
      return checked || parents.has(value);
    }
  });

export interface FilterOn {
  readonly label: string;
  readonly without: Partial<AchievementSearch>;
}

/** Filters besides the coded ones. */
function otherFilters(kind: SearchKind, search: AchievementSearch, orgName: string | null): FilterOn[] {
  const hasTrl = search.trlFrom !== null || search.trlTo !== null;
  const trl = { label: `TRL ${search.trlFrom ?? 1} 至 ${search.trlTo ?? 9}`, without: { trlFrom: null, trlTo: null } };
  const payLater = { label: kind === 'demand' ? '接受先用后付' : '先用后付', without: { payLater: false } };
  const org = { label: orgName || '指定机构', without: { org: null } };
  return [
    ...(hasTrl ? [trl] : []),
    ...(search.payLater ? [payLater] : []),
    ...(search.listed ? [{ label: '挂牌可交易', without: { listed: false } }] : []),
    ...(search.provincial ? [{ label: '省级科技项目成果', without: { provincial: false } }] : []),
    ...(search.org === null ? [] : [org]),
  ];
}

/**
 * Every filter that is on, each with the search without it.
 * @param orgName of the organisation that is asked for, where the page knows it
 */
export function filtersOn(
  kind: SearchKind,
  search: AchievementSearch,
  lists: CodeLists,
  orgName: string | null = null,
): FilterOn[] {
  const coded = facetsOfKind[kind].flatMap(({ key, list }) =>
    search[key].map((code) => ({
      label: labelOf(lists, list, code),
      without: { [key]: search[key].filter((other) => other !== code) },
    })),
  );
  return [...coded, ...otherFilters(kind, search, orgName)];
}

/**
 * What can be given up where nothing was found: each facet as a whole, since its values widen each other (轻工食品 or
 * 节能环保), then all filters together, then the words. Without filters there is nothing to give up but the question.
 */
export function relaxationsOf(kind: SearchKind, search: AchievementSearch, lists: CodeLists): FilterOn[] {
  const coded = facetsOfKind[kind]
    .filter(({ key }) => search[key].length > 0)
    .map(({ key, list, label }) => ({
      label: `${label}「${search[key].map((code) => labelOf(lists, list, code)).join('、')}」`,
      without: { [key]: [] },
    }));
  const others = otherFilters(kind, search, null).map(({ label, without }) => ({ label: `「${label}」`, without }));
  const exact = search.isExact ? [{ label: '「只查原词」', without: { isExact: false } }] : [];
  const single = [...coded, ...others];
  return [
    ...single,
    ...(single.length > 1 ? [{ label: '全部筛选条件', without: noFilters }] : []),
    ...exact,
    ...(single.length > 0 && search.words !== ''
      ? [{ label: `「${search.words}」`, without: { words: '', sort: 'confirmed' as const } }]
      : []),
  ];
}

/** The change that takes every filter off. */
export const noFilters = {
  fields: [],
  chains: [],
  regions: [],
  modes: [],
  rights: [],
  prices: [],
  trlFrom: null,
  trlTo: null,
  payLater: false,
  listed: false,
  provincial: false,
  org: null,
} satisfies Partial<AchievementSearch>;
