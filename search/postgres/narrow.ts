import { regionCovers } from '#app/domain/access.ts';
import type { SearchAnswer, SearchFilters } from '../engine.ts';
import { type Columns, marks } from './columns.ts';

/**
 * One pass over the candidates, or over all documents: which pass all filters, and for each facet how many there are
 * of each code when its own filter is left out. Columns are read as far as they are asked for: most of what a filter
 * refuses costs two looks.
 * @param candidates those that pass are written over them. Null for all documents: `room` is written then
 */
export function narrow(
  columns: Columns,
  filters: SearchFilters,
  candidates: Uint32Array | null,
  room: Uint32Array,
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
  const { alive, org } = columns;
  const count = candidates === null ? columns.size : candidates.length;
  const slots = candidates ?? room;
  const asksMarks = filters.payLater !== undefined || filters.listed || filters.provincial;
  let passed = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = candidates === null ? at : candidates[at]!;
    if (alive[slot] !== 1) continue;
    if (wanted.org && wanted.org[org[slot]!] === 0) continue;
    // One bit for each facet whose own filter refuses the document.
    let refused = 0;
    if (wanted.fields && wanted.fields[fields[slot]!] === 0) refused |= 1;
    if (wanted.chains && wanted.chains[chains[slot]!] === 0) refused |= 2;
    if (wanted.modes && wanted.modes[modes[slot]!] === 0) refused |= 4;
    if (wanted.regions && wanted.regions[regions[slot]!] === 0) refused |= 8;
    if (asksTrl) {
      const trl = columns.trl[slot]!;
      if (trl === 0 || trl < trlMin || trl > trlMax) refused |= 16;
    }
    if (wanted.rights && wanted.rights[rights[slot]!] === 0) refused |= 64;
    if (wanted.prices && wanted.prices[prices[slot]!] === 0) refused |= 128;
    if (asksMarks) {
      const mark = columns.marks[slot]!;
      if (filters.payLater !== undefined && ((mark & marks.payLater) !== 0) !== filters.payLater) refused |= 32;
      if (filters.listed && (mark & marks.listed) === 0) refused |= 256;
      if (filters.provincial && (mark & marks.provincial) === 0) refused |= 512;
    }
    // Refused by two facets or more, it counts for none.
    if ((refused & (refused - 1)) !== 0) continue;
    if (refused === 0) slots[passed++] = slot;
    if ((refused & ~1) === 0) counts.fields[fields[slot]!]!++;
    if ((refused & ~2) === 0) counts.chains[chains[slot]!]!++;
    if ((refused & ~4) === 0) counts.modes[modes[slot]!]!++;
    if ((refused & ~8) === 0) counts.regions[regions[slot]!]!++;
    if ((refused & ~16) === 0) counts.trl[columns.trl[slot]!]!++;
    if ((refused & ~64) === 0) counts.rights[rights[slot]!]!++;
    if ((refused & ~128) === 0) counts.prices[prices[slot]!]!++;
    if ((refused & ~(32 | 256 | 512)) !== 0) continue;
    const mark = columns.marks[slot]!;
    if ((refused & ~32) === 0) counts.payLater[mark & marks.payLater]!++;
    if ((refused & ~256) === 0) counts.listed[(mark & marks.listed) >> 1]!++;
    if ((refused & ~512) === 0) counts.provincial[(mark & marks.provincial) >> 2]!++;
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
