import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { BrokerCertificate } from '#app/domain/broker.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { brokers, brokerUnits } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  asActor,
  makeBroker,
  makeContext,
  makeOrganisation,
  makePerson,
  type Organisation,
  testClock,
} from '#seeds/make.ts';
import { editProfile } from './edit-profile.server.ts';
import { listBrokers } from './queries.server.ts';
import { registerBroker } from './register-broker.server.ts';
import { findOwnEntry, listRegistry, listServing } from './registry-queries.server.ts';
import { reviewBroker } from './review-broker.server.ts';
import { answerServed, dropServedUnit, nameServedUnit } from './served-units.server.ts';

let db: Database;
let ctx: Context;
let agency: Organisation;
let office: ActorContext;
const everybody = { field: null, region: null };
const certificate: BrokerCertificate = {
  level: 'middle',
  certificateNo: 'ZJ-2026-0001',
  issuer: '国家技术转移人才培养基地',
  certificateOn: '2026-06-01',
  certificateUntilOn: '2029-05-31',
};
const profile = {
  fields: [],
  chains: [],
  regions: [],
  intro: '做过八年冶金装备',
  isFullTime: true,
  isPublic: true,
  conflictNote: '',
};
const authority = async (regionCode: string) =>
  asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode }), ['officer']));

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  ctx = makeContext(db, { now: testClock().now });
  agency = await makeOrganisation(db, { kind: 'broker_agency', regionCode: '620102' });
  office = await authority('620100');
});

test('who files a certificate is no broker until the authority of the region has checked it', async () => {
  const person = await makePerson(db, agency, ['officer']);
  const filed = await registerBroker(await asActor(ctx, person), certificate);
  expect(filed).toMatchObject({ state: 'filed', publicAt: null });
  expect((await asActor(ctx, person)).actor.isBroker).toBe(false);
  expect(await codeOf(registerBroker(await asActor(ctx, person), certificate))).toBe('state_changed');
  const elsewhere = await authority('621100');
  expect(await codeOf(reviewBroker(elsewhere, filed.id, { event: 'list' }))).toBe('not_found');
  expect(await codeOf(reviewBroker(await asActor(ctx, person), filed.id, { event: 'list' }))).toBe('forbidden');
  await reviewBroker(office, filed.id, { event: 'return', note: '编号在基地名单里查不到' });
  expect((await findOwnEntry(await asActor(ctx, person))).entry?.reviewNote).toContain('查不到');
  await registerBroker(await asActor(ctx, person), { ...certificate, certificateNo: 'ZJ-2026-0010' });
  await reviewBroker(office, filed.id, { event: 'list' });
  expect((await asActor(ctx, person)).actor.isBroker).toBe(true);
  const { seniors, rows } = await listRegistry(office, { state: null });
  expect(rows.find(({ id }) => id === filed.id)).toMatchObject({ state: 'listed', certificateNo: 'ZJ-2026-0010' });
  expect(seniors).toBeGreaterThan(0);
});

test('two who check the same entry at once: one word stands', async () => {
  const filed = await registerBroker(await asActor(ctx, await makePerson(db, agency, ['officer'])), certificate);
  const colleague = await asActor(ctx, await makePerson(db, { id: office.actor.org?.orgId ?? '' }, ['officer']));
  const codes = await Promise.all([
    codeOf(reviewBroker(office, filed.id, { event: 'list' })),
    codeOf(reviewBroker(colleague, filed.id, { event: 'return', note: '再看看编号' })),
  ]);
  expect(codes.toSorted()).toEqual(['done', 'state_changed']);
});

test('a renewed certificate waits beside the one in force, and a refused one changes nothing', async () => {
  const person = await makeBroker(db, agency, { level: 'junior', certificateNo: 'OLD-1' });
  const own = await asActor(ctx, person);
  const [entry] = await db.select().from(brokers).where(eq(brokers.userId, person.id));
  await registerBroker(own, certificate);
  expect((await findOwnEntry(own)).entry).toMatchObject({ state: 'renewing', certificateNo: 'OLD-1' });
  expect((await asActor(ctx, person)).actor.isBroker).toBe(true);
  await reviewBroker(office, entry?.id ?? '', { event: 'return', note: '发证机构不在名单里' });
  expect((await findOwnEntry(own)).entry).toMatchObject({ state: 'listed', certificateNo: 'OLD-1', pending: null });
  await registerBroker(own, certificate);
  await reviewBroker(office, entry?.id ?? '', { event: 'list' });
  expect((await findOwnEntry(own)).entry).toMatchObject({
    level: 'middle',
    certificateNo: 'ZJ-2026-0001',
    pending: null,
  });
});

test('certificates of tomorrow or run out, people without a unit and unverified units are refused', async () => {
  const own = await asActor(ctx, await makePerson(db, agency, ['officer']));
  expect(await codeOf(registerBroker(own, { ...certificate, certificateOn: '2027-01-01' }))).toBe('invalid');
  expect(await codeOf(registerBroker(own, { ...certificate, certificateUntilOn: '2026-11-20' }))).toBe('invalid');
  expect(await codeOf(registerBroker(await asActor(ctx, await makePerson(db, null, [])), certificate))).toBe(
    'forbidden',
  );
  const unverified = await makeOrganisation(db, { kind: 'broker_agency', state: 'unverified', verifiedAt: null });
  const newcomer = await asActor(ctx, await makePerson(db, unverified, ['officer']));
  expect(await codeOf(registerBroker(newcomer, certificate))).toBe('organisation_unverified');
});

test('nobody finds a broker who did not consent or took his consent back', async () => {
  const person = await makeBroker(db, agency);
  const own = await asActor(ctx, person);
  const isFound = async () => (await listBrokers(ctx, everybody)).some(({ userId }) => userId === person.id);
  await editProfile(own, { ...profile, isPublic: false });
  expect(await isFound()).toBe(false);
  await editProfile(own, profile);
  expect(await isFound()).toBe(true);
  expect(await codeOf(editProfile(await asActor(ctx, await makePerson(db, agency, ['officer'])), profile))).toBe(
    'forbidden',
  );
});

test('who is struck off is found by nobody, and keeps his own books', async () => {
  const person = await makeBroker(db, agency);
  const [entry] = await db.select().from(brokers).where(eq(brokers.userId, person.id));
  await reviewBroker(office, entry?.id ?? '', { event: 'strike', note: '证书作废' });
  expect((await listBrokers(ctx, everybody)).some(({ userId }) => userId === person.id)).toBe(false);
  expect((await asActor(ctx, person)).actor.isBroker).toBe(true);
});

test('a served unit counts when the unit says so; a no takes it off', async () => {
  const unit = await makeOrganisation(db, { kind: 'enterprise' });
  const officer = await asActor(ctx, await makePerson(db, unit, ['officer']));
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
  const person = await makeBroker(db, agency);
  const own = await asActor(ctx, person);
  await nameServedUnit(own, { name: unit.name });
  expect(await codeOf(nameServedUnit(own, { name: unit.name }))).toBe('duplicate');
  expect(await codeOf(nameServedUnit(own, { name: '没有这家单位' }))).toBe('invalid');
  expect(await codeOf(nameServedUnit(officer, { name: agency.name }))).toBe('forbidden');
  expect(await listServing(officer)).toMatchObject([{ brokerUserId: person.id, confirmedAt: null }]);
  expect(await codeOf(answerServed(stranger, { brokerUserId: person.id, isTrue: true }))).toBe('not_found');
  await answerServed(officer, { brokerUserId: person.id, isTrue: true });
  expect((await listServing(officer))[0]?.confirmedAt).toEqual(ctx.now());
  await answerServed(officer, { brokerUserId: person.id, isTrue: false });
  expect(await db.$count(brokerUnits, eq(brokerUnits.orgId, unit.id))).toBe(0);
  expect(await codeOf(dropServedUnit(own, { orgId: unit.id }))).toBe('not_found');
});

test('universities and institutes are served as well as enterprises; authorities, agencies and the unverified are not', async () => {
  const person = await makeBroker(db, agency);
  const own = await asActor(ctx, person);
  for (const kind of ['university', 'institute', 'enterprise'] as const) {
    const unit = await makeOrganisation(db, { kind });
    const officer = await asActor(ctx, await makePerson(db, unit, ['officer']));
    await nameServedUnit(own, { name: unit.name });
    await answerServed(officer, { brokerUserId: person.id, isTrue: true });
    expect(await listServing(officer)).toMatchObject([{ brokerUserId: person.id, confirmedAt: ctx.now() }]);
  }
  const others = [];
  for (const kind of ['authority', 'broker_agency', 'organizer'] as const)
    others.push(await makeOrganisation(db, { kind }));
  const unverified = await makeOrganisation(db, { kind: 'university', state: 'unverified', verifiedAt: null });
  for (const { name } of [...others, unverified]) expect(await codeOf(nameServedUnit(own, { name }))).toBe('invalid');
});
