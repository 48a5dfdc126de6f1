import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, notices, organisations, reviewDecisions } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { achievementData, asActor, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { createAchievement } from '../achievements/create-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { askRegistration } from './ask-registration.server.ts';
import { textParts } from './differences.server.ts';
import { passRegistration } from './pass-registration.server.ts';
import { getReviewCase, listReviewWork } from './queries.server.ts';
import { returnRegistration } from './return-registration.server.ts';
import { reviewMany } from './review-many.server.ts';
import { revokeRegistration } from './revoke-registration.server.ts';
import { setReviewPath } from './set-review-path.server.ts';
import { withdrawRegistration } from './withdraw-registration.server.ts';

let db: Database;
let officer: ActorContext;
let unit: Awaited<ReturnType<typeof makeOrganisation>>;
let city: ActorContext;
let province: ActorContext;
let other: ActorContext;

const authority = async (regionCode: string) =>
  asActor(
    makeContext(db),
    await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode }), ['officer']),
  );

beforeAll(async () => {
  ({ db } = await testDatabase());
  unit = await makeOrganisation(db, { kind: 'university', regionCode: '621102' });
  officer = await asActor(makeContext(db), await makePerson(db, unit, ['officer']));
  city = await authority('621100');
  province = await authority('620000');
  other = await authority('620100');
});

const published = () => makeAchievement(db, unit, { id: officer.actor.userId });
const regNoOf = async (id: string) =>
  (await db.select({ regNo: achievements.regNo }).from(achievements).where(eq(achievements.id, id)))[0]?.regNo;

describe('registration', () => {
  test('passes 市州, then the province, which gives the number; nothing before that is a registration', async () => {
    const { id } = await published();
    expect(await askRegistration(officer, { id })).toMatchObject({ level: 'city', levels: ['city', 'province'] });
    await expect(passRegistration(province, { id })).rejects.toMatchObject({ code: 'state_changed' });
    await expect(passRegistration(other, { id })).rejects.toMatchObject({ code: 'not_found' });
    await passRegistration(city, { id, checks: ['unit', 'complete'] });
    expect(await regNoOf(id)).toBeNull();
    const done = await passRegistration(province, { id });
    expect(done).toMatchObject({ state: 'registered', registeredOn: '2026-11-21' });
    expect(done.regNo).toMatch(/^9622026Y\d{4}$/);
    expect(await regNoOf(id)).toBe(done.regNo);
    const decided = await db.select().from(reviewDecisions).where(eq(reviewDecisions.achievementId, id));
    expect(decided.map(({ level, outcome }) => `${level} ${outcome}`)).toEqual(['city pass', 'province pass']);
    const told = await db.select().from(notices).where(eq(notices.userId, officer.actor.userId));
    expect(told.map(({ kind }) => kind)).toContain('registration.register');
  });

  test('two people who decide at once: one wins, and the number is given once', async () => {
    const { id } = await published();
    await askRegistration(officer, { id });
    await passRegistration(city, { id });
    const both = await Promise.allSettled([passRegistration(province, { id }), passRegistration(province, { id })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'state_changed' } });
  });

  test('sent back with remarks, it begins again at the first level; withdrawn, it can be asked for again', async () => {
    const { id } = await published();
    await askRegistration(officer, { id });
    await passRegistration(city, { id });
    await returnRegistration(province, { id, remarks: [{ field: 'people', says: '排序与材料不符' }] });
    expect((await getReviewCase(province, id)).decisions[0]).toMatchObject({
      outcome: 'return',
      remarks: [{ field: 'people' }],
    });
    expect(await askRegistration(officer, { id })).toMatchObject({ state: 'reviewing', level: 'city' });
    expect((await withdrawRegistration(officer, { id })).state).toBe('withdrawn');
    await expect(passRegistration(city, { id })).rejects.toMatchObject({ code: 'state_changed' });
    expect((await askRegistration(officer, { id })).state).toBe('reviewing');
    await expect(askRegistration(officer, { id })).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('a record that was withdrawn meanwhile is not registered', async () => {
    const { id } = await published();
    await askRegistration(officer, { id });
    await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, id));
    await expect(passRegistration(city, { id })).rejects.toMatchObject({ code: 'state_changed' });
    expect((await returnRegistration(city, { id, note: '成果已撤下' })).state).toBe('returned');
  });

  test('a revoked number leaves the record and is not given again', async () => {
    const { id } = await published();
    await askRegistration(officer, { id });
    await passRegistration(city, { id });
    const { regNo } = await passRegistration(province, { id });
    await expect(revokeRegistration(city, { id, note: '不实' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await revokeRegistration(province, { id, note: '指标不实' })).state).toBe('revoked');
    expect(await regNoOf(id)).toBeNull();
    const next = await published();
    await askRegistration(officer, { id: next.id });
    await passRegistration(city, { id: next.id });
    expect((await passRegistration(province, { id: next.id })).regNo).not.toBe(regNo);
  });

  test('the levels are data: a region may go to the province at once', async () => {
    const admin = await asActor(makeContext(db), await makePerson(db, null, [], { platformRoles: ['admin'] }));
    await expect(setReviewPath(officer, { regionCode: '621100', levels: ['province'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await setReviewPath(admin, { regionCode: '621100', levels: ['province'] });
    const { id } = await published();
    expect(await askRegistration(officer, { id })).toMatchObject({ level: 'province' });
    await setReviewPath(admin, { regionCode: '621100', levels: ['city', 'province'] });
  });

  test('only what is public is asked for, by its own officers, once its unit is verified', async () => {
    const { id } = await createAchievement(officer, { data: achievementData({ name: '还没公开' }), people: [] });
    await expect(askRegistration(officer, { id })).rejects.toMatchObject({ code: 'state_changed' });
    const shown = await published();
    await expect(askRegistration(city, { id: shown.id })).rejects.toMatchObject({ code: 'not_found' });
    await db.update(organisations).set({ state: 'submitted' }).where(eq(organisations.id, unit.id));
    const unverified = await asActor(makeContext(db), { id: officer.actor.userId });
    await expect(askRegistration(unverified, { id: shown.id })).rejects.toMatchObject({
      code: 'organisation_unverified',
    });
    await db.update(organisations).set({ state: 'verified' }).where(eq(organisations.id, unit.id));
  });
});

describe('the work list', () => {
  test('shows each authority what waits at its level, the oldest first, and decides many at once', async () => {
    const ids: string[] = [];
    for (const _ of [1, 2]) {
      const { id } = await published();
      await askRegistration(officer, { id });
      ids.push(id);
    }
    const rows = async (ctx: ActorContext) =>
      (await listReviewWork(ctx, { tab: 'waiting', page: 1 })).rows.map((row) => row.id);
    expect(await rows(city)).toEqual(expect.arrayContaining(ids));
    expect(await rows(other)).toEqual([]);
    // One of them is gone already, one id is nobody's: both are left and counted.
    await returnRegistration(city, { id: ids[0]!, note: '缺附件' });
    const nobody = '0197a000-0000-7000-8000-000000000000';
    expect(await reviewMany(city, { ids: [...ids, nobody], outcome: 'pass' })).toEqual({ done: 1, left: 2 });
    expect(await rows(city)).not.toContain(ids[1]);
    expect(await rows(province)).toContain(ids[1]);
    await expect(listReviewWork(officer, { tab: 'waiting', page: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('within a unit: secrecy first, then approval, in one go each; shares never leave the unit', async () => {
    const secrecy = await asActor(makeContext(db), await makePerson(db, unit, ['secrecy']));
    const approver = await asActor(makeContext(db), await makePerson(db, unit, ['approver']));
    const people = [{ name: '甲', title: '教授', sharePpm: 1_000_000 }];
    const { id } = await createAchievement(officer, { data: achievementData({ name: '待审一项' }), people });
    await submitAchievement(officer, { id });
    expect((await listReviewWork(approver, { tab: 'waiting', page: 1 })).rows[0]).toMatchObject({ isMine: false });
    expect(await reviewMany(secrecy, { ids: [id], outcome: 'pass' })).toEqual({ done: 1, left: 0 });
    expect(await reviewMany(approver, { ids: [id], outcome: 'pass' })).toEqual({ done: 1, left: 0 });
    await askRegistration(officer, { id });
    const sheetFor = async (reader: ActorContext) => JSON.stringify((await getReviewCase(reader, id)).sheet);
    expect(await sheetFor(approver)).toContain('100%');
    expect(await sheetFor(city)).toContain('完成人');
    expect(await sheetFor(city)).not.toContain('100%');
    expect((await getReviewCase(approver, id)).decisions).toHaveLength(2);
    // What the unit said to itself, and its floor price, are no authority's.
    const seen = await getReviewCase(city, id);
    expect(seen.decisions).toEqual([]);
    expect(seen.row).not.toHaveProperty('priceFloorFen');
    await expect(getReviewCase(other, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('two texts are compared by words', () => {
  expect(textParts('回收率 52%', '回收率 75%').filter(({ is }) => is !== 'same')).toEqual([
    { text: '52', is: 'removed' },
    { text: '75', is: 'added' },
  ]);
});
