import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MemberRole } from '#app/domain/access.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { asShown } from '#seeds/as-shown.ts';
import type { Database } from '#db/client.server.ts';
import { achievementPeople, achievementVersions, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import {
  achievementData,
  asActor,
  makeAchievement,
  makeContext,
  makeOrganisation,
  makePerson,
  type Organisation,
} from '#seeds/make.ts';
import { clearAchievement } from './clear-achievement.server.ts';
import { createAchievement } from './create-achievement.server.ts';
import { editAchievement } from './edit-achievement.server.ts';
import { publishAchievement } from './publish-achievement.server.ts';
import { getOwnAchievement, getPublicAchievement, listOwnAchievements } from './queries.server.ts';
import { recallAchievement } from './recall-achievement.server.ts';
import { reopenAchievement } from './reopen-achievement.server.ts';
import { returnAchievement } from './return-achievement.server.ts';
import { submitAchievement } from './submit-achievement.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { withdrawAchievement } from './withdraw-achievement.server.ts';

let db: Database;
let org: Organisation;
let serial = 0;

beforeAll(async () => {
  ({ db } = await testDatabase());
  org = await makeOrganisation(db, { kind: 'university' });
});

const as = async (...roles: MemberRole[]): Promise<ActorContext> =>
  asActor(makeContext(db), await makePerson(db, org, roles));
const draft = (given: Parameters<typeof achievementData>[0] = {}) => ({
  data: achievementData({ name: `成果 ${(serial += 1)}`, ...given }),
  people: [
    { name: '甲', title: '教授', sharePpm: 600_000 },
    { name: '乙', title: '', sharePpm: 400_000 },
  ],
});

describe('an achievement', () => {
  test('goes from draft through review to the public, and every step that changes the list tells the search', async () => {
    const officer = await as('officer');
    const reviewer = await as('secrecy');
    const approver = await as('approver');
    const { id, no } = await createAchievement(officer, draft());
    expect(no).toMatch(/^CG-2026-\d{5}$/);
    await submitAchievement(officer, { id });
    await returnAchievement(reviewer, { ...(await asShown(reviewer, id)), note: '补充对照数据' });
    expect((await getOwnAchievement(officer, id)).row.reviewNote).toBe('补充对照数据');
    await submitAchievement(officer, { id });
    await expect(getPublicAchievement(officer, no)).rejects.toMatchObject({ code: 'not_found' });
    await expect(publishAchievement(approver, await asShown(approver, id))).rejects.toMatchObject({
      code: 'state_changed',
    });
    await clearAchievement(reviewer, await asShown(reviewer, id));
    await expect(publishAchievement(reviewer, await asShown(reviewer, id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await publishAchievement(approver, await asShown(approver, id));
    const shown = await getPublicAchievement(makeContext(db), no);
    expect(shown).toMatchObject({ id, confirmedOn: '2026-11-21', people: [] });
    expect(JSON.stringify(shown)).not.toMatch(/sharePpm|教授/);
    await withdrawAchievement(officer, { id });
    await expect(getPublicAchievement(officer, no)).rejects.toMatchObject({ code: 'not_found' });
    expect((await reopenAchievement(officer, { id })).state).toBe('draft');
    expect(await db.select().from(searchChanges).where(eq(searchChanges.rowId, id))).toHaveLength(2);
  });

  test('an edit adds a version with its hash and leaves the earlier one as it was', async () => {
    const officer = await as('officer');
    const first = draft();
    const { id } = await createAchievement(officer, first);
    const second = {
      ...first,
      data: { ...first.data, problem: '新的问题' },
      people: [{ ...first.people[0]!, sharePpm: 1_000_000 }],
    };
    expect((await editAchievement(officer, { id, versionN: 1, ...second })).versionN).toBe(2);
    const versions = await db
      .select()
      .from(achievementVersions)
      .where(eq(achievementVersions.achievementId, id))
      .orderBy(asc(achievementVersions.n));
    expect(versions.map((version) => version.sha256)).toEqual([fingerprint(first.data), fingerprint(second.data)]);
    const people = await db.select().from(achievementPeople).where(eq(achievementPeople.achievementId, id));
    expect(people.map((person) => person.sharePpm)).toEqual([1_000_000]);
  });

  test('two people who edit the same version: one wins, the other is told', async () => {
    const officer = await as('officer');
    const input = draft();
    const { id } = await createAchievement(officer, input);
    const both = await Promise.allSettled([1, 2].map(() => editAchievement(officer, { id, versionN: 1, ...input })));
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' });
  });

  test('the same form sent twice makes one row; the same name again is a duplicate', async () => {
    const officer = await as('officer');
    const input = { ...draft(), key: crypto.randomUUID() };
    const [a, b] = await Promise.all([createAchievement(officer, input), createAchievement(officer, input)]);
    expect(a.id).toBe(b.id);
    await expect(createAchievement(officer, { ...input, key: undefined })).rejects.toMatchObject({ code: 'duplicate' });
  });

  test('what is public or under review cannot be edited', async () => {
    const officer = await as('officer');
    const input = draft();
    const { id } = await createAchievement(officer, input);
    await submitAchievement(officer, { id });
    await expect(editAchievement(officer, { id, versionN: 1, ...input })).rejects.toMatchObject({
      code: 'state_changed',
    });
  });
});

test('a reviewer decides on the version he saw: one that was rewritten meanwhile waits for him to read it', async () => {
  const officer = await as('officer');
  const [secrecy, approver] = [await as('secrecy'), await as('approver')];
  const input = draft();
  const { id } = await createAchievement(officer, input);
  await submitAchievement(officer, { id });
  await recallAchievement(officer, { id });
  await editAchievement(officer, { id, versionN: 1, ...input });
  await submitAchievement(officer, { id });
  const stale = { id, seen: '1', note: '同意' };
  await expect(clearAchievement(secrecy, stale)).rejects.toMatchObject({ code: 'state_changed' });
  await expect(returnAchievement(secrecy, stale)).rejects.toMatchObject({ code: 'state_changed' });
  await clearAchievement(secrecy, { id, seen: '2' });
  await expect(publishAchievement(approver, stale)).rejects.toMatchObject({ code: 'state_changed' });
  expect((await publishAchievement(approver, { id, seen: '2' })).state).toBe('published');
});

describe('who may', () => {
  test('each deed wants its role; the reviewer of one unit does not know the achievements of another', async () => {
    const officer = await as('officer');
    const { id } = await createAchievement(officer, draft());
    const finance = await as('finance');
    await expect(createAchievement(finance, draft())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(submitAchievement(finance, { id })).rejects.toMatchObject({ code: 'forbidden' });
    await submitAchievement(officer, { id });
    await expect(publishAchievement(officer, await asShown(officer, id))).rejects.toMatchObject({ code: 'forbidden' });
    // The role is asked before the row: who may not edit does not learn whether it is there.
    const nowhere = { id: '0197a000-0000-7000-8000-000000000000', versionN: 1, ...draft() };
    await expect(editAchievement(finance, nowhere)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(editAchievement(officer, nowhere)).rejects.toMatchObject({ code: 'not_found' });
    const other = await makeOrganisation(db, { kind: 'institute' });
    const stranger = await asActor(makeContext(db), await makePerson(db, other, ['officer', 'approver', 'secrecy']));
    await expect(publishAchievement(stranger, await asShown(stranger, id))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(getOwnAchievement(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an agency registers none; an unverified unit publishes none', async () => {
    const agency = await makeOrganisation(db, { kind: 'broker_agency' });
    const broker = await asActor(makeContext(db), await makePerson(db, agency, ['officer']));
    await expect(createAchievement(broker, draft())).rejects.toMatchObject({ code: 'forbidden' });
    const fresh = await makeOrganisation(db, { kind: 'university', state: 'unverified' });
    const early = await asActor(makeContext(db), await makePerson(db, fresh, ['officer', 'approver', 'secrecy']));
    const { id } = await createAchievement(early, draft());
    await submitAchievement(early, { id });
    await clearAchievement(early, await asShown(early, id));
    await expect(publishAchievement(early, await asShown(early, id))).rejects.toMatchObject({
      code: 'organisation_unverified',
    });
  });

  test('a legal counsel of the unit sees the text and not the shares of the team', async () => {
    const officer = await as('officer');
    const { id } = await createAchievement(officer, draft());
    expect((await getOwnAchievement(officer, id)).draft.people).toHaveLength(2);
    expect((await getOwnAchievement(await as('legal'), id)).draft.people).toEqual([]);
  });
});

test('the public page has nothing of what is the unit’s own; encumbrances are for people who are signed in', async () => {
  const unit = await makeOrganisation(db, { kind: 'university' });
  const reader = await asActor(makeContext(db), await makePerson(db, await makeOrganisation(db), ['officer']));
  const right = { type: 'invention', name: '方法', number: null, status: 'pledged', expiresOn: null };
  const { no } = await makeAchievement(
    db,
    unit,
    { id: reader.actor.userId },
    {
      tradeSecret: '配比范围',
      exportControl: '清单第九条',
      use: [{ year: 2025, revenueFen: '1234500000', profitFen: null, taxFen: null, savedFen: null }],
      ip: [{ ...right, coOwners: '甲六成', encumbrance: '质押给某银行' }],
    },
  );
  const open = JSON.stringify(await getPublicAchievement(makeContext(db), no));
  for (const inner of ['配比范围', '清单第九条', '1234500000', '甲六成', '某银行']) expect(open).not.toContain(inner);
  expect(open).toContain('1,000 万至 5,000 万元');
  expect(JSON.stringify(await getPublicAchievement(reader, no))).toContain('某银行');
});

test('the floor price is kept apart from the version, changes with an edit, and is shown to those who work with it', async () => {
  const unit = await makeOrganisation(db, { kind: 'university' });
  const officer = await asActor(makeContext(db), await makePerson(db, unit, ['officer']));
  const legal = await asActor(makeContext(db), await makePerson(db, unit, ['legal']));
  const { id } = await createAchievement(officer, { ...draft(), priceFloorFen: 37_000_000n });
  const floor = async (ctx: ActorContext) => (await getOwnAchievement(ctx, id)).draft.priceFloorFen;
  expect([await floor(officer), await floor(legal)]).toEqual([37_000_000n, null]);
  await editAchievement(officer, { ...draft(), id, versionN: 1 });
  expect(await floor(officer)).toBe(37_000_000n);
  await editAchievement(officer, { ...draft(), id, versionN: 2, priceFloorFen: null });
  expect(await floor(officer)).toBeNull();
  expect(JSON.stringify((await getOwnAchievement(officer, id)).version.data)).not.toContain('37000000');
});

test('the own list counts by state and finds by words, percent signs taken literally', async () => {
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(makeContext(db), person);
  await makeAchievement(db, unit, person, { name: '纯度 99% 的镍' });
  await createAchievement(officer, draft({ name: '纯度 998 的镍' }));
  const all = await listOwnAchievements(officer, { state: null, words: '', page: 1 });
  expect(all).toMatchObject({ all: 2, counts: { published: 1, draft: 1 } });
  const found = await listOwnAchievements(officer, { state: null, words: '99%', page: 1 });
  expect(found.rows.map((row) => row.name)).toEqual(['纯度 99% 的镍']);
});
