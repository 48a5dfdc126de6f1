import { expect, test } from 'vitest';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { listTrainingOf } from '../brokers/registry-queries.server.ts';
import { holdCourse, recordCourse } from './course.server.ts';
import { getCourse, listCourses } from './queries.server.ts';

async function scene() {
  const { db } = await testDatabase();
  const ctx = makeContext(db, { now: testClock().now });
  const officerOf = async (regionCode: string) =>
    asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode }), ['officer']));
  return {
    db,
    ctx,
    office: await officerOf('620300'),
    elsewhere: await officerOf('620500'),
    trainee: await makePerson(db, null, []),
  };
}
const course = { title: '初级技术经纪人班', level: 'junior', hours: 40, heldOn: '2026-10-12', place: '金昌' } as const;

test('hours, mark and certificate of a person are kept, corrected, and read by him', async () => {
  const { ctx, office, trainee } = await scene();
  const key = crypto.randomUUID();
  const held = await holdCourse(office, { ...course, key });
  expect((await holdCourse(office, { ...course, key })).id).toBe(held.id);
  const record = { courseId: held.id, phone: trainee.phoneNumber ?? '', hours: 40, certificateOn: null };
  await expect(recordCourse(office, { ...record, mark: 55, certificateNo: 'C-1' })).rejects.toMatchObject({
    code: 'invalid',
    field: 'certificateNo',
  });
  await expect(recordCourse(office, { ...record, hours: 41, mark: null, certificateNo: '' })).rejects.toMatchObject({
    field: 'hours',
  });
  await recordCourse(office, { ...record, mark: 55, certificateNo: '' });
  expect((await getCourse(office, held.id)).rows).toMatchObject([{ result: 'failed', certificateNo: null }]);
  await recordCourse(office, { ...record, mark: 81, certificateNo: 'C-1' });
  expect((await getCourse(office, held.id)).rows).toMatchObject([
    { result: 'passed', certificateNo: 'C-1', certificateOn: '2026-11-21' },
  ]);
  expect(await listTrainingOf(ctx, trainee.id)).toMatchObject([{ title: course.title, hours: 40, mark: 81 }]);
  expect((await listCourses(office)).find(({ id }) => id === held.id)).toMatchObject({ people: 1, certified: 1 });
});

test('another authority neither reads nor writes it, and nobody else holds courses', async () => {
  const { db, ctx, office, elsewhere, trainee } = await scene();
  const held = await holdCourse(office, course);
  const record = { courseId: held.id, phone: trainee.phoneNumber ?? '', hours: 8, mark: null, certificateNo: '' };
  await expect(getCourse(elsewhere, held.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(recordCourse(elsewhere, { ...record, certificateOn: null })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect((await listCourses(elsewhere)).some(({ id }) => id === held.id)).toBe(false);
  const province = await asActor(
    ctx,
    await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode: '620000' }), ['officer']),
  );
  expect((await getCourse(province, held.id)).mayRecord).toBe(false);
  const other = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
  await expect(holdCourse(other, course)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a course that has not begun has no records', async () => {
  const { office, trainee } = await scene();
  const held = await holdCourse(office, { ...course, heldOn: '2026-12-01' });
  const record = { courseId: held.id, phone: trainee.phoneNumber ?? '', hours: 8, mark: null, certificateNo: '' };
  await expect(recordCourse(office, { ...record, certificateOn: null })).rejects.toMatchObject({ code: 'invalid' });
});
