import { regionCovers } from '#app/domain/access.ts';
import type { SearchAnswer, SearchFilters } from '../engine.ts';
import { type Columns, marks } from './columns.ts';

/**
 * One pass over the candidates, or over all documents: which pass all filters, and for each facet how many there are
 * of each code when its own filter is left out.
 */
export function narrow(
  columns: Columns,
  filters: SearchFilters,
  candidates: Uint32Array | null,
): { slots: Uint32Array; facets: SearchAnswer['facets'] } {
  const wanted = {
    fields: any(filters.fields) ? columns.sets.fields.passes((code) => filters.fields!.includes(code)) : null,
    chains: any(filters.chains) ? columns.sets.chains.passes((code) => filters.chains!.includes(code)) : null,
    modes: any(filters.modes) ? columns.sets.modes.passes((code) => filters.modes!.includes(code)) : null,
    rights: any(filters.rights) ? columns.sets.rights.passes((code) => filters.rights!.includes(code)) : null,
    prices: any(filters.prices) ? columns.sets.prices.passes((code) => filters.prices!.includes(code)) : null,
    regions: any(filters.regions)
      ? Uint8Array.from(columns.sets.regions.sets, ([own]) =>
          filters.regions!.some((asked) => regionCovers(asked, own ?? '')) ? 1 : 0,
        )
      : null,
    org: filters.orgId === undefined ? null : columns.orgs.passes((id) => id === filters.orgId),
  };
  const trlMin = filters.trlMin ?? 0;
  const trlMax = filters.trlMax ?? 9;
  const asksTrl = filters.trlMin !== undefined || filters.trlMax !== undefined;
  const counts = {
    fields: new Uint32Array(columns.sets.fields.sets.length),
    chains: new Uint32Array(columns.sets.chains.sets.length),
    modes: new Uint32Array(columns.sets.modes.sets.length),
    regions: new Uint32Array(columns.sets.regions.sets.length),
    rights: new Uint32Array(columns.sets.rights.sets.length),
    prices: new Uint32Array(columns.sets.prices.sets.length),
    trl: new Uint32Array(10),
    payLater: new Uint32Array(2),
    listed: new Uint32Array(2),
    provincial: new Uint32Array(2),
  };
  const { fields, chains, modes, regions, rights, prices } = columns.codes;
  const count = candidates === null ? columns.size : candidates.length;
  const slots = new Uint32Array(count);
  let passed = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = candidates === null ? at : candidates[at]!;
    if (columns.alive[slot] !== 1) continue;
    if (wanted.org && wanted.org[columns.org[slot]!] === 0) continue;
    const [field, chain, mode, region] = [fields[slot]!, chains[slot]!, modes[slot]!, regions[slot]!];
    const trl = columns.trl[slot]!;
    const [right, price] = [rights[slot]!, prices[slot]!];
    const mark = columns.marks[slot]!;
    const payLater = mark & marks.payLater;
    const listed = (mark & marks.listed) >> 1;
    const provincial = (mark & marks.provincial) >> 2;
    // One bit for each facet whose own filter refuses the document.
    const refused =
      (wanted.fields && wanted.fields[field] === 0 ? 1 : 0) |
      (wanted.chains && wanted.chains[chain] === 0 ? 2 : 0) |
      (wanted.modes && wanted.modes[mode] === 0 ? 4 : 0) |
      (wanted.regions && wanted.regions[region] === 0 ? 8 : 0) |
      (asksTrl && (trl === 0 || trl < trlMin || trl > trlMax) ? 16 : 0) |
      (filters.payLater !== undefined && (payLater === 1) !== filters.payLater ? 32 : 0) |
      (wanted.rights && wanted.rights[right] === 0 ? 64 : 0) |
      (wanted.prices && wanted.prices[price] === 0 ? 128 : 0) |
      (filters.listed && listed === 0 ? 256 : 0) |
      (filters.provincial && provincial === 0 ? 512 : 0);
    if (refused === 0) slots[passed++] = slot;
    if ((refused & ~1) === 0) counts.fields[field]!++;
    if ((refused & ~2) === 0) counts.chains[chain]!++;
    if ((refused & ~4) === 0) counts.modes[mode]!++;
    if ((refused & ~8) === 0) counts.regions[region]!++;
    if ((refused & ~16) === 0) counts.trl[trl]!++;
    if ((refused & ~32) === 0) counts.payLater[payLater]!++;
    if ((refused & ~64) === 0) counts.rights[right]!++;
    if ((refused & ~128) === 0) counts.prices[price]!++;
    if ((refused & ~256) === 0) counts.listed[listed]!++;
    if ((refused & ~512) === 0) counts.provincial[provincial]!++;
  }
  return {
    slots: slots.subarray(0, passed),
    facets: {
      fields: columns.sets.fields.counts(counts.fields),
      chains: columns.sets.chains.counts(counts.chains),
      modes: columns.sets.modes.counts(counts.modes),
      regions: columns.sets.regions.counts(counts.regions),
      trl: named(counts.trl, (level) => (level === 0 ? null : String(level))),
      rights: columns.sets.rights.counts(counts.rights),
      prices: columns.sets.prices.counts(counts.prices),
      payLater: named(counts.payLater, flagName),
      listed: named(counts.listed, flagName),
      provincial: named(counts.provincial, flagName),
    },
  };
}

const flagName = (flag: number): string => (flag === 1 ? 'true' : 'false');

const any = (codes: readonly string[] | undefined): boolean => codes !== undefined && codes.length > 0;

function named(counts: Uint32Array, name: (at: number) => string | null): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [at, count] of counts.entries()) {
    const key = name(at);
    if (key !== null && count > 0) result[key] = count;
  }
  return result;
}
