import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { memberships } from '#db/schema/index.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, type Person } from '#seeds/make.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { addMember } from './add-member.server.ts';
import { endMembership } from './end-membership.server.ts';
import { setRoles } from './set-roles.server.ts';

let db: Database;
let ctx: Context;
let org: Awaited<ReturnType<typeof makeOrganisation>>;
let people: [Person, Person];
let owners: [ActorContext, ActorContext];

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  ctx = makeContext(db);
  org = await makeOrganisation(db);
  people = [await makePerson(db, org, ['owner']), await makePerson(db, org, ['owner'])];
  owners = [await asActor(ctx, people[0], { proved: true }), await asActor(ctx, people[1], { proved: true })];
});

const membershipOf = async ({ id }: Person): Promise<string> => {
  const own = and(eq(memberships.orgId, org.id), eq(memberships.userId, id));
  return (await db.select({ id: memberships.id }).from(memberships).where(own))[0]?.id ?? '';
};
const countOwners = () =>
  db.$count(
    memberships,
    and(eq(memberships.orgId, org.id), isNull(memberships.endedAt), arrayContains(memberships.roles, ['owner'])),
  );
const refusals = (results: readonly PromiseSettledResult<void>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code?: unknown }).code] : []));

test('two owners who remove each other at once: the first does, the second is an owner no longer', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await membershipOf(people[0]), await membershipOf(people[1])];
    const results = await Promise.allSettled([endMembership(owners[0], b), endMembership(owners[1], a)]);
    expect(refusals(results)).toEqual(['forbidden']);
    expect(await countOwners()).toBe(1);
    await db.update(memberships).set({ endedAt: null }).where(eq(memberships.orgId, org.id));
  }
});

test('two owners who take the role from each other at once: one remains', async () => {
  const lower = (by: ActorContext, person: Person) =>
    addMember(by, { phone: person.phoneNumber ?? '', roles: ['officer'] });
  const results = await Promise.allSettled([lower(owners[0], people[1]), lower(owners[1], people[0])]);
  expect(refusals(results)).toEqual(['forbidden']);
  expect(await countOwners()).toBe(1);
});

test('a colleague of the list has other roles without anybody knowing his number; of another unit, and who left, nobody', async () => {
  const colleague = await makePerson(db, org, ['officer']);
  const membershipId = await membershipOf(colleague);
  const roles = ['officer', 'approver'] as const;
  await setRoles(owners[0], { membershipId, roles });
  const rolesOf = async () => (await db.select().from(memberships).where(eq(memberships.id, membershipId)))[0]?.roles;
  expect(await rolesOf()).toEqual(roles);
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['owner']), { proved: true });
  await expect(setRoles(stranger, { membershipId, roles: ['finance'] })).rejects.toMatchObject({ code: 'not_found' });
  const officer = await asActor(ctx, colleague, { proved: true });
  await expect(setRoles(officer, { membershipId, roles: ['owner'] })).rejects.toMatchObject({ code: 'forbidden' });
  const stale = { ...owners[0], actor: { ...owners[0].actor, provedAt: null } };
  await expect(setRoles(stale, { membershipId, roles: ['finance'] })).rejects.toMatchObject({ code: 'proof_required' });
  const own = { membershipId: await membershipOf(people[0]), roles: ['officer'] } as const;
  await expect(setRoles(owners[0], own)).rejects.toMatchObject({ code: 'invalid', field: 'roles' });
  expect([await rolesOf(), await countOwners()]).toEqual([roles, 2]);
  await endMembership(owners[0], membershipId);
  await expect(setRoles(owners[0], { membershipId, roles: ['finance'] })).rejects.toMatchObject({ code: 'not_found' });
});

test('two owners who take each other’s role in the list at once: one remains', async () => {
  const [a, b] = [await membershipOf(people[0]), await membershipOf(people[1])];
  const lower = (by: ActorContext, membershipId: string) => setRoles(by, { membershipId, roles: ['officer'] });
  const results = await Promise.allSettled([lower(owners[0], b), lower(owners[1], a)]);
  expect(refusals(results)).toEqual(['forbidden']);
  expect(await countOwners()).toBe(1);
});

test('who was an owner when he opened the page and is none now changes nothing', async () => {
  await endMembership(owners[0], await membershipOf(people[1]));
  const colleague = await makePerson(db, org, ['officer']);
  const given = { phone: colleague.phoneNumber ?? '', roles: ['owner'] } as const;
  await expect(addMember(owners[1], given)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(endMembership(owners[1], await membershipOf(colleague))).rejects.toMatchObject({ code: 'forbidden' });
  expect(await countOwners()).toBe(1);
});

test('an owner leaves himself neither out nor without his role', async () => {
  const own = await membershipOf(people[0]);
  await expect(endMembership(owners[0], own)).rejects.toMatchObject({ code: 'not_found' });
  const given = { phone: people[0].phoneNumber ?? '', roles: ['officer'] } as const;
  await expect(addMember(owners[0], given)).rejects.toMatchObject({ code: 'invalid', field: 'roles' });
  expect(await countOwners()).toBe(2);
});

test('who may do what is changed only with a fresh second factor', async () => {
  const colleague = await makePerson(db, org, ['officer']);
  const given = { phone: colleague.phoneNumber ?? '', roles: ['finance'] } as const;
  const own = await membershipOf(colleague);
  const sixMinutesAgo = new Date(ctx.now().getTime() - 6 * 60_000);
  const inAMinute = new Date(ctx.now().getTime() + 60_000);
  for (const provedAt of [null, sixMinutesAgo, inAMinute]) {
    const stale = { ...owners[0], actor: { ...owners[0].actor, provedAt } };
    await expect(addMember(stale, given)).rejects.toMatchObject({ code: 'proof_required' });
    await expect(endMembership(stale, own)).rejects.toMatchObject({ code: 'proof_required' });
  }
  const rolesOf = async () =>
    (await db.select().from(memberships).where(eq(memberships.id, own))).map(({ roles, endedAt }) => [roles, endedAt]);
  expect(await rolesOf()).toEqual([[['officer'], null]]);
  await addMember(owners[0], given);
  expect(await rolesOf()).toEqual([[['finance'], null]]);
});

test('the second factor does not replace the role', async () => {
  const officer = await asActor(ctx, await makePerson(db, org, ['officer']), { proved: true });
  const given = { phone: people[1].phoneNumber ?? '', roles: ['owner'] } as const;
  await expect(addMember(officer, given)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(endMembership(officer, await membershipOf(people[1]))).rejects.toMatchObject({ code: 'forbidden' });
});
