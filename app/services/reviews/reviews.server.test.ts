import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { openedPapers } from '#app/domain/review.ts';
import { inTransaction, type ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementAttachments,
  achievements,
  auditLines,
  evaluations,
  files,
  notices,
  organisations,
  registrations,
  reviewDecisions,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asShown } from '#seeds/as-shown.ts';
import { achievementData, asActor, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { createAchievement } from '../achievements/create-achievement.server.ts';
import { editAchievement } from '../achievements/edit-achievement.server.ts';
import { publishAchievement } from '../achievements/publish-achievement.server.ts';
import { getPublicAchievement } from '../achievements/queries.server.ts';
import { recallAchievement } from '../achievements/recall-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { addAttachment } from '../attachments/add-attachment.server.ts';
import { clearAttachment } from '../attachments/clear-attachment.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { askRegistration } from './ask-registration.server.ts';
import { textParts } from './differences.server.ts';
import { findDecided } from './find-decided.server.ts';
import { officialNumber } from './official-number.server.ts';
import { passRegistration } from './pass-registration.server.ts';
import { countReviewWork, getReviewCase, listReviewWork } from './queries.server.ts';
import { listReviewTodos } from './review-todos.server.ts';
import { listMendTodos } from './mend-todos.server.ts';
import { getRegistrationCase } from './registration-case.server.ts';
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

/** All that registration asks the record itself to say. */
const registrable = {
  keywords: ['马铃薯'],
  embodiment: 'process',
  origin: 'original',
  stage: 'middle',
  source: 'province',
  researchFrom: '2021-03',
  researchTo: '2024-11',
  evaluationMode: 'third_party',
};
const published = (given: object = {}) =>
  makeAchievement(db, unit, { id: officer.actor.userId }, { ...registrable, ...given });
const countRegistrations = (id: string) => db.$count(registrations, eq(registrations.achievementId, id));
const regNoOf = async (id: string) =>
  (await db.select({ regNo: achievements.regNo }).from(achievements).where(eq(achievements.id, id)))[0]?.regNo;

test('what waits for a reviewer is counted and shown to him however much older work waits for another', async () => {
  const org = await makeOrganisation(db, { kind: 'institute' });
  const person = await makePerson(db, org, ['officer']);
  const secrecy = await asActor(makeContext(db), await makePerson(db, org, ['secrecy']));
  const approver = await asActor(makeContext(db), await makePerson(db, org, ['approver']));
  for (let n = 0; n < 51; n += 1) await makeAchievement(db, org, person);
  await db.update(achievements).set({ state: 'office_review' }).where(eq(achievements.orgId, org.id));
  const { id } = await makeAchievement(db, org, person);
  const updatedAt = new Date(Date.now() + 60_000);
  await db.update(achievements).set({ state: 'unit_review', updatedAt }).where(eq(achievements.id, id));
  expect(await countReviewWork(secrecy)).toBe(1);
  expect((await listReviewTodos(secrecy)).map((todo) => todo.id)).toEqual([`achievement.review:${id}`]);
  expect(await countReviewWork(approver)).toBe(51);
  expect(await listReviewTodos(approver)).toHaveLength(20);
});

describe('registration', () => {
  test('passes 市州, then the province, which gives the number; nothing before that is a registration', async () => {
    const { id } = await published();
    expect(await askRegistration(officer, { id, bringsPapers: true })).toMatchObject({
      level: 'city',
      levels: ['city', 'province'],
    });
    await expect(passRegistration(province, await asShown(province, id))).rejects.toMatchObject({
      code: 'state_changed',
    });
    await expect(passRegistration(other, await asShown(other, id))).rejects.toMatchObject({ code: 'not_found' });
    await passRegistration(city, { ...(await asShown(city, id)), checks: ['unit', 'complete'] });
    expect(await regNoOf(id)).toBeNull();
    const done = await passRegistration(province, await asShown(province, id));
    expect(done).toMatchObject({ state: 'registered', registeredOn: '2026-11-21' });
    expect(done.regNo).toMatch(/^9622026Y\d{4}$/);
    expect(await regNoOf(id)).toBe(done.regNo);
    const decided = await db.select().from(reviewDecisions).where(eq(reviewDecisions.achievementId, id));
    expect(decided.map(({ level, outcome }) => `${level} ${outcome}`)).toEqual(['city pass', 'province pass']);
    const told = await db.select().from(notices).where(eq(notices.userId, officer.actor.userId));
    expect(told.find(({ kind }) => kind === 'registration.register')).toMatchObject({
      params: { title: expect.stringContaining(done.regNo!) as string },
    });
  });

  test('what registration asks of the record stands in it, and its papers are there or brought along; the reviewer sees what is missing', async () => {
    const bare = await published({ evaluationMode: null, researchTo: null });
    await expect(askRegistration(officer, { id: bare.id, bringsPapers: true })).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ field: 'researchTo' }, { field: 'evaluationMode' }],
    });
    const { id } = await published();
    await expect(askRegistration(officer, { id, bringsPapers: false })).rejects.toMatchObject({
      field: 'bringsPapers',
    });
    await askRegistration(officer, { id, bringsPapers: true });
    const { needs } = await getReviewCase(city, id);
    expect(needs.filter(({ isMet }) => !isMet).map(({ kind }) => kind)).toEqual(['paper']);
  });

  test('a number that the unit typed is its own word; its application says what becomes of it, and the authority confirms it or gives another', async () => {
    const shown = async (no: string) => {
      const { regNo, regNoBasis } = await getPublicAchievement(officer, no);
      return [regNo, regNoBasis];
    };
    const typed = async (serial: string) => {
      const row = await published({ regOn: '2025-06-30', regOrg: '定西市科技局' });
      const regNo = `6202025Y${serial}`;
      await db.update(achievements).set({ regNo }).where(eq(achievements.id, row.id));
      return { ...row, regNo };
    };
    const through = async (id: string) => {
      await passRegistration(city, { ...(await asShown(city, id)), checks: ['unit', 'complete'] });
      return passRegistration(province, await asShown(province, id));
    };
    const kept = await typed('0417');
    expect(await shown(kept.no)).toEqual([kept.regNo, 'stated']);
    expect((await getRegistrationCase(officer, kept.id)).fault).toBeNull();
    await expect(askRegistration(officer, { id: kept.id, bringsPapers: true })).rejects.toMatchObject({
      field: 'number',
    });
    expect(await countRegistrations(kept.id)).toBe(0);
    await askRegistration(officer, { id: kept.id, bringsPapers: true, number: 'keep' });
    expect((await getReviewCase(city, kept.id)).registration?.statedRegNo).toBe(kept.regNo);
    expect(await shown(kept.no)).toEqual([kept.regNo, 'stated']);
    expect(await through(kept.id)).toMatchObject({
      regNo: kept.regNo,
      registeredOn: '2025-06-30',
      registeredBy: '定西市科技局',
    });
    expect(await shown(kept.no)).toEqual([kept.regNo, 'confirmed']);

    // What the unit stated and what its record says may part while it is reviewed: words, and the number of nobody is written over.
    const parted = await typed('0416');
    await askRegistration(officer, { id: parted.id, bringsPapers: true, number: 'keep' });
    await passRegistration(city, { ...(await asShown(city, parted.id)), checks: ['unit', 'complete'] });
    await db.update(achievements).set({ regNo: null }).where(eq(achievements.id, parted.id));
    const rival = await published();
    await db.update(achievements).set({ regNo: parted.regNo }).where(eq(achievements.id, rival.id));
    await expect(passRegistration(province, await asShown(province, parted.id))).rejects.toMatchObject({
      code: 'conflict',
      params: { says: expect.stringContaining('请退回') as string },
    });
    expect([await regNoOf(parted.id), await regNoOf(rival.id)]).toEqual([null, parted.regNo]);
    await returnRegistration(province, { ...(await asShown(province, parted.id)), note: '登记号已变' });

    const wrong = await typed('0418');
    await askRegistration(officer, { id: wrong.id, bringsPapers: true, number: 'new' });
    const done = await through(wrong.id);
    expect(done.regNo).toMatch(/^9622026Y\d{4}$/);
    expect(await shown(wrong.no)).toEqual([done.regNo, 'confirmed']);
  });

  test('an evaluation issued on the platform is the paper that registration asks for, and its report opens to who decides', async () => {
    const { id } = await published({ publication: 'nda' });
    const agency = await makeOrganisation(db, { kind: 'broker_agency' });
    const by = officer.actor.userId;
    const bytes = { sha256: 'e'.repeat(64), bytes: 1, sniffedType: 'application/pdf', name: '报告.pdf' };
    const [file] = await db
      .insert(files)
      .values({ ...bytes, orgId: agency.id, purpose: 'attachment', uploadedBy: by })
      .returning();
    const reportFileId = file!.id;
    const of = { achievementId: id, orgId: unit.id, versionN: 1, evaluatorOrgId: agency.id, purpose: '转化交易' };
    await db
      .insert(evaluations)
      .values({ ...of, state: 'issued', evidence: {}, reportFileId, issuedOn: '2026-06-26', requestedBy: by });
    // No more than another paper does it go along before the unit's secrecy review.
    await expect(askRegistration(officer, { id, bringsPapers: false })).rejects.toMatchObject({
      field: 'bringsPapers',
    });
    await expect(getFile(city, reportFileId)).rejects.toMatchObject({ code: 'not_found' });
    await db.update(evaluations).set({ openedAt: officer.now() }).where(eq(evaluations.achievementId, id));
    await askRegistration(officer, { id, bringsPapers: false });
    const { needs, attachments } = await getReviewCase(city, id);
    expect(needs.filter(({ isMet }) => !isMet)).toEqual([]);
    expect(attachments.map(({ fileId }) => fileId)).toEqual([reportFileId]);
    expect(await getFile(city, reportFileId)).toMatchObject({ name: '报告.pdf' });
    await expect(getFile(other, reportFileId)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('that the unit sends missing papers in another way is kept with its day, and said anew with each application', async () => {
    const { id } = await published();
    await askRegistration(officer, { id, bringsPapers: true });
    expect((await getReviewCase(city, id)).registration).toMatchObject({ bringsPapersOn: '2026-11-21' });
    const trail = await db.select().from(auditLines).where(eq(auditLines.subjectId, id));
    expect(trail.map(({ deed }) => deed)).toContain('registration.promise_papers');
    await withdrawRegistration(officer, { id });
    const file = await officer.files.put(Readable.from([Buffer.from('%PDF-1.7')]), 1e6);
    const added = await addAttachment(officer, {
      id,
      kind: 'evaluation',
      title: '评价报告',
      file: { ...file, name: 'a.pdf' },
    });
    await db
      .update(achievementAttachments)
      .set({ clearedAt: officer.now() })
      .where(eq(achievementAttachments.id, added.id));
    await askRegistration(officer, { id, bringsPapers: false });
    expect((await getReviewCase(city, id)).registration).toMatchObject({ bringsPapersOn: null });
  });

  test('a paper that came after an authority sent it back is a change, whatever the own unit sent back since', async () => {
    const { id } = await published();
    await askRegistration(officer, { id, bringsPapers: true });
    await returnRegistration(city, {
      ...(await asShown(city, id)),
      remarks: [{ field: 'people', says: '排序与材料不符' }],
    });
    expect((await getRegistrationCase(officer, id)).isUnchanged).toBe(true);
    const file = await officer.files.put(Readable.from([Buffer.from('%PDF-1.7 x')]), 1e6);
    const added = await addAttachment(officer, {
      id,
      kind: 'evaluation',
      title: '评价报告',
      file: { ...file, name: 'a.pdf' },
    });
    const after = (minutes: number) => new Date(officer.now().getTime() + minutes * 60_000);
    await db
      .update(achievementAttachments)
      .set({ clearedAt: after(5) })
      .where(eq(achievementAttachments.id, added.id));
    await db.insert(reviewDecisions).values({
      achievementId: id,
      versionN: 2,
      level: 'office',
      outcome: 'return',
      checks: [],
      remarks: [],
      deciderId: officer.actor.userId,
      orgId: unit.id,
      at: after(10),
    });
    expect((await getRegistrationCase(officer, id)).isUnchanged).toBe(false);
  });

  test('who decided is told what came of it, the number too; somebody else is told nothing', async () => {
    const { id } = await published();
    await askRegistration(officer, { id, bringsPapers: true });
    await passRegistration(city, await asShown(city, id));
    expect(await findDecided(city, id)).toMatchObject({ level: 'city', registration: { regNo: null } });
    const { regNo } = await passRegistration(province, await asShown(province, id));
    expect(await findDecided(province, id)).toMatchObject({ level: 'province', registration: { regNo } });
    expect(await findDecided(other, id)).toBeNull();
  });

  test('two people who decide at once: one wins, and the number is given once', async () => {
    const { id } = await published();
    await askRegistration(officer, { id, bringsPapers: true });
    await passRegistration(city, await asShown(city, id));
    const both = await Promise.allSettled([
      passRegistration(province, await asShown(province, id)),
      passRegistration(province, await asShown(province, id)),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'state_changed' } });
  });

  test('sent back with remarks, it begins again at the first level; withdrawn, it can be asked for again', async () => {
    const { id } = await published();
    await askRegistration(officer, { id, bringsPapers: true });
    await passRegistration(city, await asShown(city, id));
    await returnRegistration(province, {
      ...(await asShown(province, id)),
      remarks: [{ field: 'people', says: '排序与材料不符' }],
    });
    expect((await getReviewCase(province, id)).decisions[0]).toMatchObject({
      outcome: 'return',
      remarks: [{ field: 'people' }],
    });
    const waits = async () => (await listMendTodos(officer)).some((todo) => todo.id === `registration.mend:${id}`);
    expect(await waits()).toBe(true);
    expect(await askRegistration(officer, { id, bringsPapers: true })).toMatchObject({
      state: 'reviewing',
      level: 'city',
    });
    expect(await waits()).toBe(false);
    expect((await withdrawRegistration(officer, { id })).state).toBe('withdrawn');
    await expect(passRegistration(city, await asShown(city, id))).rejects.toMatchObject({ code: 'state_changed' });
    expect((await askRegistration(officer, { id, bringsPapers: true })).state).toBe('reviewing');
    await expect(askRegistration(officer, { id, bringsPapers: true })).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('a record that was withdrawn meanwhile is not registered', async () => {
    const { id } = await published();
    await askRegistration(officer, { id, bringsPapers: true });
    await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, id));
    await expect(passRegistration(city, await asShown(city, id))).rejects.toMatchObject({ code: 'state_changed' });
    expect((await returnRegistration(city, { ...(await asShown(city, id)), note: '成果已撤下' })).state).toBe(
      'returned',
    );
  });

  test('a revoked number leaves the record and is not given again', async () => {
    const { id } = await published();
    await askRegistration(officer, { id, bringsPapers: true });
    await passRegistration(city, await asShown(city, id));
    const { regNo } = await passRegistration(province, await asShown(province, id));
    await expect(revokeRegistration(city, { id, note: '不实' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await revokeRegistration(province, { id, note: '指标不实' })).state).toBe('revoked');
    expect(await regNoOf(id)).toBeNull();
    // Nor does it come back with a text that still states it, in this record or another.
    const official = (achievementId: string, stated: string | null) =>
      inTransaction(officer, (tx) => officialNumber(tx, achievementId, stated));
    const next = await published();
    await askRegistration(officer, { id: next.id, bringsPapers: true });
    await passRegistration(city, await asShown(city, next.id));
    for (const [of, stated, stands] of [
      [id, regNo, null],
      [next.id, regNo, null],
      [id, null, null],
      [id, '6202025Y0999', '6202025Y0999'],
    ] as const) {
      expect(await official(of, stated)).toBe(stands);
    }
    const given = (await passRegistration(province, await asShown(province, next.id))).regNo;
    expect(given).not.toBe(regNo);
    expect(await official(next.id, regNo)).toBe(given);
  });

  test('the levels are data: a region may go to the province at once', async () => {
    const admin = await asActor(makeContext(db), await makePerson(db, null, [], { platformRoles: ['admin'] }));
    await expect(setReviewPath(officer, { regionCode: '621100', levels: ['province'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await setReviewPath(admin, { regionCode: '621100', levels: ['province'] });
    const { id } = await published();
    expect(await askRegistration(officer, { id, bringsPapers: true })).toMatchObject({ level: 'province' });
    await setReviewPath(admin, { regionCode: '621100', levels: ['city', 'province'] });
  });

  test('only what is public is asked for, by its own officers, once its unit is verified', async () => {
    const { id } = await createAchievement(officer, { data: achievementData({ name: '还没公开' }), people: [] });
    await expect(askRegistration(officer, { id, bringsPapers: true })).rejects.toMatchObject({ code: 'state_changed' });
    const shown = await published();
    const input = { id: shown.id, bringsPapers: true };
    await expect(askRegistration(city, input)).rejects.toMatchObject({ code: 'forbidden' });
    const elsewhere = await makePerson(db, await makeOrganisation(db, { kind: 'university' }), ['officer']);
    await expect(askRegistration(await asActor(makeContext(db), elsewhere), input)).rejects.toMatchObject({
      code: 'not_found',
    });
    await db.update(organisations).set({ state: 'submitted' }).where(eq(organisations.id, unit.id));
    const unverified = await asActor(makeContext(db), { id: officer.actor.userId });
    await expect(askRegistration(unverified, { id: shown.id, bringsPapers: true })).rejects.toMatchObject({
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
      await askRegistration(officer, { id, bringsPapers: true });
      ids.push(id);
    }
    const rows = async (ctx: ActorContext) =>
      (await listReviewWork(ctx, { tab: 'waiting', page: 1 })).rows.map((row) => row.id);
    expect(await rows(city)).toEqual(expect.arrayContaining(ids));
    expect(await rows(other)).toEqual([]);
    // One of them is gone already, one id is nobody's: both are left and counted.
    await returnRegistration(city, { ...(await asShown(city, ids[0]!)), note: '缺附件' });
    const nobody = '0197a000-0000-7000-8000-000000000000';
    const records = [...ids, nobody].map((id) => ({ id, seen: '1' }));
    expect(await reviewMany(city, { records, outcome: 'pass' })).toEqual({
      done: 1,
      left: [ids[0], nobody].map((id) => ({ id, why: 'changed' })),
    });
    expect(await rows(city)).not.toContain(ids[1]);
    expect(await rows(province)).toContain(ids[1]);
    await expect(listReviewWork(officer, { tab: 'waiting', page: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('within a unit: secrecy first, then approval, in one go each; shares never leave the unit', async () => {
    const secrecy = await asActor(makeContext(db), await makePerson(db, unit, ['secrecy']));
    const approver = await asActor(makeContext(db), await makePerson(db, unit, ['approver']));
    const people = [{ name: '甲', title: '教授', sharePpm: 1_000_000 }];
    const { id } = await createAchievement(officer, {
      data: achievementData({ ...registrable, name: '待审一项' }),
      people,
    });
    await submitAchievement(officer, { id });
    expect((await listReviewWork(approver, { tab: 'waiting', page: 1 })).rows[0]).toMatchObject({ isMine: false });
    const records = [{ id, seen: '1' }];
    expect(await reviewMany(secrecy, { records, outcome: 'pass' })).toEqual({ done: 1, left: [] });
    expect(await reviewMany(approver, { records, outcome: 'pass' })).toEqual({ done: 1, left: [] });
    await askRegistration(officer, { id, bringsPapers: true });
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

describe('a batch decides on what was on the screen', () => {
  const reviewer = async () => asActor(makeContext(db), await makePerson(db, unit, ['secrecy']));
  const people = [{ name: '甲', title: '教授', sharePpm: 1_000_000 }];
  const submitted = async (given: Parameters<typeof achievementData>[0]) => {
    const { id } = await createAchievement(officer, { data: achievementData(given), people });
    await submitAchievement(officer, { id });
    return id;
  };
  const rowOf = async (ctx: ActorContext, id: string) =>
    (await listReviewWork(ctx, { tab: 'waiting', page: 1 })).rows.find((row) => row.id === id)!;
  const paper = async (title: string) => {
    const stored = await officer.files.put(Readable.from([Buffer.from(`%PDF-1.7 ${title}`)]), 1000);
    return { kind: 'test_report', title, file: { ...stored, name: 'a.pdf' } } as const;
  };

  test('a text that was edited, or papers that came meanwhile, are left out and named', async () => {
    const secrecy = await reviewer();
    const ids = [
      await submitted({ name: '没有动过' }),
      await submitted({ name: '改了文字' }),
      await submitted({ name: '加了材料' }),
    ];
    const [still, edited, papered] = ids as [string, string, string];
    const records = await Promise.all(ids.map(async (id) => ({ id, seen: (await rowOf(secrecy, id)).mark })));
    for (const id of [edited, papered]) await recallAchievement(officer, { id });
    await editAchievement(officer, {
      id: edited,
      versionN: 1,
      data: achievementData({ name: '改了文字', problem: '别的问题' }),
      people,
    });
    await addAttachment(officer, { id: papered, ...(await paper('后加的报告')) });
    for (const id of [edited, papered]) await submitAchievement(officer, { id });
    expect(await reviewMany(secrecy, { records, outcome: 'pass' })).toEqual({
      done: 1,
      left: [edited, papered].map((id) => ({ id, why: 'changed' })),
    });
    await expect(clearAchievement(secrecy, records[2]!)).rejects.toMatchObject({ code: 'state_changed' });
    const { mark } = await getReviewCase(secrecy, papered);
    expect(mark).toBe((await rowOf(secrecy, papered)).mark);
    await clearAchievement(secrecy, { id: papered, seen: mark, checks: [openedPapers.key] });
    expect((await rowOf(secrecy, still)).level).toBe('office');
  });

  test('dual use and export control are read one by one', async () => {
    const secrecy = await reviewer();
    const dual = await submitted({ name: '两用的一项', isDualUse: true });
    const row = await rowOf(secrecy, dual);
    expect(row.isFlagged).toBe(true);
    const records = [{ id: dual, seen: row.mark }];
    expect(await reviewMany(secrecy, { records, outcome: 'pass' })).toEqual({
      done: 0,
      left: [{ id: dual, why: 'flagged' }],
    });
    expect(await reviewMany(secrecy, { records, outcome: 'return', note: '请补审批文件' })).toEqual({
      done: 1,
      left: [],
    });
  });

  test('an authority passes the papers that it saw: one that the unit cleared since is seen first', async () => {
    const secrecy = await reviewer();
    const approver = await asActor(makeContext(db), await makePerson(db, unit, ['approver']));
    const id = await submitted({ ...registrable, name: '登记时添了材料' });
    await clearAchievement(secrecy, await asShown(secrecy, id));
    await publishAchievement(approver, await asShown(approver, id));
    await askRegistration(officer, { id, bringsPapers: true });
    const { mark } = await rowOf(city, id);
    const added = await addAttachment(officer, { id, ...(await paper('查新报告')) });
    expect((await rowOf(city, id)).mark).toBe(mark);
    await clearAttachment(secrecy, added.id, { isOpened: true });
    await expect(passRegistration(city, { id, seen: mark })).rejects.toMatchObject({ code: 'state_changed' });
    await passRegistration(city, { id, seen: (await rowOf(city, id)).mark });
  });
});

test('two texts are compared by words', () => {
  expect(textParts('回收率 52%', '回收率 75%').filter(({ is }) => is !== 'same')).toEqual([
    { text: '52', is: 'removed' },
    { text: '75', is: 'added' },
  ]);
});
