import { beforeAll, expect, test } from 'vitest';
import { EnterProjects } from '#app/domain/project-input.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { decidePlea, enterProjects, linkProject, pleadDuty } from './project-verbs.server.ts';
import { listDuties } from './queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('duties of accepted projects: met by a public record, overdue after their day, exempt with reasons only', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const province = await asActor(
    ctx,
    await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode: '620000' }), ['officer']),
  );
  const lines = [
    `24A-${unit.uscc}\t旱区节水\t${unit.name}\t2026-01-31`,
    `24B-${unit.uscc},种子加工,${unit.name},2026-11-01`,
  ];
  const input = EnterProjects.parse({ lines: lines.join('\n') }).lines;
  expect(await enterProjects(province, input)).toBe(2);
  expect(await enterProjects(province, input)).toBe(0);
  await expect(enterProjects(officer, input)).rejects.toMatchObject({ code: 'forbidden' });
  const own = await listDuties(officer, 'all');
  expect(own).toHaveLength(4);
  const [late] = await listDuties(officer, 'overdue');
  expect(late).toMatchObject({ kind: 'deposit', dueOn: '2026-07-31', name: '旱区节水' });
  const { no } = await makeAchievement(db, unit, person);
  await linkProject(officer, { projectId: late!.projectId, achievementNo: no });
  expect(await listDuties(officer, 'overdue')).toEqual([]);
  const open = (await listDuties(officer, 'all')).find(({ kind, state }) => kind === 'transfer' && state === 'open')!;
  await pleadDuty(officer, { dutyId: open.id, reason: '公益类成果，无偿推广。' });
  await expect(pleadDuty(officer, { dutyId: open.id, reason: '公益类成果，无偿推广。' })).rejects.toMatchObject({
    code: 'state_changed',
  });
  await expect(decidePlea(officer, { dutyId: open.id, outcome: 'exempt', decision: '同意' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await decidePlea(province, { dutyId: open.id, outcome: 'exempt', decision: '属公益类' });
  expect((await listDuties(officer, 'all')).find(({ id }) => id === open.id)?.state).toBe('exempted');
});

test('an authority that nobody has verified keeps no projects and sees none', async () => {
  const self = await makeOrganisation(db, { kind: 'authority', regionCode: '620000', state: 'submitted' });
  const stranger = await asActor(makeContext(db), await makePerson(db, self, ['officer']));
  await expect(enterProjects(stranger, [])).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listDuties(stranger, 'all')).rejects.toMatchObject({ code: 'forbidden' });
});

test('a pasted list names each wrong line', () => {
  const faults = EnterProjects.safeParse({ lines: 'a,b,c,2026-02-30\n\nx' }).error?.issues.map(
    ({ message }) => message,
  );
  expect(faults?.map((says) => says.slice(0, 5))).toEqual(['第 1 行', '第 3 行', '请粘贴项目']);
});
