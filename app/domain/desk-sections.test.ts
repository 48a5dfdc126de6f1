import { expect, test } from 'vitest';
import {
  type Actor,
  type MemberRole,
  memberRoles,
  type OrganisationKind,
  organisationKinds,
  type PlatformRole,
  supplierOfficer,
} from './access.ts';
import { hasSection } from './desk-sections.ts';
import { mayAnswerProjects, mayKeepProjects } from './project-access.ts';
import { mayReview } from './review-access.ts';
import { mayKeepTalent } from './talent-access.ts';

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

test('each side of the market has its sections; an enterprise owns and buys', () => {
  const trade = ['matches', 'deals', 'contracts', 'money', 'organisation'];
  expect(sectionsOf(person('university', ['officer']))).toEqual(['achievements', ...trade]);
  expect(sectionsOf(person('enterprise', ['officer']))).toEqual(['achievements', 'demands', ...trade]);
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

test('the menu leads where the gates open, and nowhere else: projects and reviews of an authority', () => {
  const authority = (regionCode: string, role: MemberRole, verified = true) =>
    ({ org: { kind: 'authority', regionCode, verified, roles: [role] }, platformRoles: [], isBroker: false }) as never;
  const seen = (actor: Actor) => ['records', 'projects'].filter((id) => hasSection(actor, id));
  for (const role of ['officer', 'approver'] as const) {
    expect(seen(authority('620000', role))).toEqual(['records', 'projects']);
    expect(seen(authority('621100', role))).toEqual(['records']);
    expect(seen(authority('621102', role))).toEqual([]);
    expect(seen(authority('620000', role, false))).toEqual([]);
  }
  expect(seen(authority('620000', 'finance'))).toEqual([]);
});

test('a section whose page has a gate shows to whom the gate opens, of every kind, region and role', () => {
  const gates = { records: mayReview, patents: supplierOfficer, talent: mayKeepTalent };
  for (const kind of organisationKinds)
    for (const role of memberRoles)
      for (const regionCode of ['620000', '621100', '621102'])
        for (const verified of [true, false]) {
          const org = { kind, roles: [role], regionCode, verified };
          const actor = { org, platformRoles: [], isBroker: false } as unknown as Actor;
          for (const [id, gate] of Object.entries(gates)) expect(hasSection(actor, id)).toBe(gate(actor));
          const answers = mayKeepProjects(actor) || mayAnswerProjects(actor);
          expect(hasSection(actor, 'projects')).toBe(answers);
        }
});
