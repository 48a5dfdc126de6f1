import { expect, test } from 'vitest';
import type { Actor, MemberRole, OrganisationKind, PlatformRole } from './access.ts';
import { hasSection } from './desk-sections.ts';

const person = (kind: OrganisationKind | null, roles: MemberRole[] = [], platformRoles: PlatformRole[] = []) =>
  ({ org: kind && { kind, roles }, platformRoles, isBroker: false }) as unknown as Actor;
const all = [
  'achievements',
  'demands',
  'matches',
  'deals',
  'contracts',
  'money',
  'reviews',
  'synonyms',
  'organisations',
  'organisation',
];
const sectionsOf = (actor: Actor): string[] => all.filter((id) => hasSection(actor, id));

test('each side of the market has its own sections', () => {
  const trade = ['matches', 'deals', 'contracts', 'money', 'organisation'];
  expect(sectionsOf(person('university', ['officer']))).toEqual(['achievements', ...trade]);
  expect(sectionsOf(person('enterprise', ['officer']))).toEqual(['demands', ...trade]);
  expect(sectionsOf(person('broker_agency', ['officer']))).toEqual(trade);
});

test("the operator's people see what waits for them, not the market's empty pages", () => {
  expect(sectionsOf(person(null, [], ['reviewer']))).toEqual(['reviews', 'organisations']);
  expect(sectionsOf(person(null, [], ['admin']))).toEqual(['matches', 'synonyms', 'organisations']);
});

test('who belongs nowhere yet, and who only organises or oversees, has no trade; a broker has it wherever he works', () => {
  expect(sectionsOf(person(null))).toEqual(['organisation']);
  expect(sectionsOf(person('authority', ['officer']))).toEqual(['organisation']);
  expect(sectionsOf(person('organizer', ['officer']))).toEqual(['organisation']);
  expect(sectionsOf({ ...person('organizer'), isBroker: true })).toContain('deals');
});

test('a section that has no rule is for everybody', () => {
  expect(hasSection(person(null), 'notices')).toBe(true);
});
