import type { SearchAnswer, SearchFilters } from '../engine.ts';

/** A term that is asked for, and its weight. Any spelling stands for it: its own, and its synonyms, of one term or several. */
export interface WeighedTerm {
  readonly spellings: readonly (readonly string[])[];
  readonly weight: number;
}

export type Facet = keyof SearchAnswer['facets'];

/** Codes and terms hold no blanks, quotes, backslashes or invisible signs: what does is no value of any index. */
const value = /^[^\s"'`\\\p{C}]{1,128}$/u;

/** A condition that no document meets. */
export const nothing = 'id IN []';

/** `attribute IN ["a", "b"]`. What could not be a value is left out rather than escaped: it matches nothing anyway. */
export function isOneOf(attribute: string, values: readonly string[]): string {
  const known = values.filter((one) => value.test(one));
  return known.length === 0 ? nothing : `${attribute} IN [${known.map((one) => `"${one}"`).join(', ')}]`;
}

/** One condition for each facet that is filtered by, and those of no facet under `other`. */
export function conditionsOf(filters: SearchFilters): Partial<Record<Facet | 'other', string>> {
  const conditions: Partial<Record<Facet | 'other', string>> = {};
  for (const facet of ['fields', 'chains', 'modes', 'regions', 'rights', 'prices'] as const) {
    const codes = filters[facet];
    if (codes !== undefined && codes.length > 0) conditions[facet] = isOneOf(facet, codes);
  }
  const { trlMin, trlMax } = filters;
  if (trlMin !== undefined || trlMax !== undefined) {
    conditions.trl = `trl ${level(trlMin, 0)} TO ${level(trlMax, 9)}`;
  }
  if (filters.payLater !== undefined) conditions.payLater = `payLater = ${filters.payLater ? 'true' : 'false'}`;
  if (filters.listed) conditions.listed = 'listed = true';
  if (filters.provincial) conditions.provincial = 'provincial = true';
  if (filters.orgId !== undefined) conditions.other = isOneOf('orgId', [filters.orgId]);
  return conditions;
}

const level = (given: number | undefined, otherwise: number): number =>
  given === undefined || !Number.isFinite(given) ? otherwise : Math.trunc(given);

/**
 * Documents whose terms carry the needed weight, as nested conditions: a term that alone suffices, or a term together
 * with lighter ones that make up the rest. Example: weights 5, 3, 2 and need 4 → a, or b with c.
 */
export function foundCondition(terms: readonly WeighedTerm[], need: number): string {
  const heaviestFirst = [...terms].sort((a, b) => b.weight - a.weight);
  return from(heaviestFirst, 0, need) ?? nothing;
}

/** Documents that hold any of the terms. */
export const anyCondition = (terms: readonly WeighedTerm[]): string =>
  terms.length === 0 ? nothing : anyOf(terms.flatMap(({ spellings }) => spellings));

function from(terms: readonly WeighedTerm[], at: number, need: number): string | null {
  const alone: (readonly string[])[] = [];
  const parts: string[] = [];
  let left = terms.slice(at).reduce((sum, { weight }) => sum + weight, 0);
  for (let i = at; i < terms.length && left >= need; i += 1) {
    const { spellings, weight } = terms[i]!;
    if (weight >= need) alone.push(...spellings);
    else {
      const rest = from(terms, i + 1, need - weight);
      if (rest) parts.push(`(${anyOf(spellings)} AND ${rest})`);
    }
    left -= weight;
  }
  if (alone.length > 0) parts.unshift(anyOf(alone));
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`;
}

function anyOf(spellings: readonly (readonly string[])[]): string {
  const single = spellings.flatMap((spelling) => (spelling.length === 1 ? spelling : []));
  const several = spellings
    .filter(({ length }) => length > 1)
    .map((spelling) => `(${spelling.map((term) => isOneOf('terms', [term])).join(' AND ')})`);
  const all = [...(single.length > 0 ? [isOneOf('terms', single)] : []), ...several];
  return all.length === 1 ? all[0]! : `(${all.join(' OR ')})`;
}
