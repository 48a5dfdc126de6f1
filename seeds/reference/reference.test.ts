import { expect, test } from 'vitest';
import { codeLists } from './all.ts';
import { chains } from './chains.ts';
import { contractFieldProposals } from './contract-fields.ts';
import { disciplineCodes } from './discipline-codes.ts';
import { disciplines } from './disciplines.ts';
import { fields } from './fields.ts';
import { regions } from './regions.ts';
import type { Term } from './term.ts';
import { trlLevels } from './trl.ts';

test('every list has its own name, and every code stands once in its list', () => {
  expect(new Set(codeLists.map((list) => list.list)).size).toBe(codeLists.length);
  for (const { list, terms } of codeLists) {
    const codes = terms.map((term) => term.code);
    expect(codes.length, list).toBeGreaterThan(2);
    expect(new Set(codes).size, list).toBe(codes.length);
  }
});

test('every parent is a term of the same list', () => {
  for (const { list, terms } of codeLists) {
    const all: readonly Term[] = terms;
    const codes = new Set(all.map((term) => term.code));
    for (const term of all) if (term.parent) expect(codes, `${list} ${term.code}`).toContain(term.parent);
  }
});

test('the province has 14 市州, 86 县区, and 兰州新区 beside the 市州', () => {
  const administrative = regions.filter((region) => region.kind === 'administrative');
  expect(administrative.filter((region) => region.level === 'prefecture')).toHaveLength(14);
  expect(administrative.filter((region) => region.level === 'county')).toHaveLength(86);
  expect(regions.find((region) => region.code === '620171')).toMatchObject({
    kind: 'functional_area',
    level: 'prefecture',
    parent: '620100',
  });
});

test('a county lies in the 市州 of its first four digits', () => {
  for (const region of regions)
    if (region.level === 'county') expect(region.parent).toBe(`${region.code.slice(0, 4)}00`);
});

test('16 fields carry 98 terms, and only 乡村振兴 is hidden for achievements', () => {
  const terms = fields.filter((field) => 'parent' in field);
  expect(fields.length - terms.length).toBe(16);
  expect(terms).toHaveLength(98);
  for (const field of fields) expect('hiddenForAchievements' in field, field.code).toBe(/^28(\.|$)/.test(field.code));
});

test('chains of one name in two documents are linked, others are not', () => {
  const byCode = new Map<string, string>(chains.map((chain) => [chain.code, chain.label]));
  const linked = chains.filter((chain) => 'sameAs' in chain);
  for (const chain of linked) expect(byCode.get(chain.sameAs)).toBe(chain.label);
  expect(chains.length - new Set(chains.map((chain) => chain.label)).size).toBe(linked.length);
});

test('nine levels of maturity rise through three stages', () => {
  expect(trlLevels.map((level) => level.stage)).toEqual([
    ...Array<string>(3).fill('initial'),
    ...Array<string>(3).fill('middle'),
    ...Array<string>(3).fill('mature'),
  ]);
});

test('the disciplines are those of the standard: 62 of the first level, each of the second under one of them', () => {
  const first = disciplineCodes.filter(({ parent }) => parent === undefined);
  expect(first).toHaveLength(62);
  for (const { code, label, parent } of disciplineCodes) {
    expect(code, label).toMatch(parent === undefined ? /^\d{3}$/ : /^\d{5}$/);
    expect(label).toMatch(/^[^\d,:]+$/);
  }
  const codes = disciplineCodes.map(({ code }) => code);
  expect(codes).toEqual(codes.toSorted((a, b) => a.padEnd(5, '0').localeCompare(b.padEnd(5, '0'))));
  expect(disciplineCodes).toContainEqual({ code: '21040', label: '园艺学', parent: '210' });
});

test('every discipline proposes one to three fields an achievement may carry', () => {
  for (const { label, fields } of disciplines) {
    expect(fields.length, label).toBeGreaterThanOrEqual(1);
    expect(fields.length, label).toBeLessThanOrEqual(3);
    for (const field of fields) expect(field, label).not.toMatch(/^28/);
  }
});

test('every field leads to a national contract field, directly or through its parent', () => {
  const known = new Set<string>(contractFieldProposals.map((proposal) => proposal.field));
  for (const field of fields) if (!('parent' in field)) expect(known, field.label).toContain(field.code);
});
