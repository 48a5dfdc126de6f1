import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { RightTerms } from '#app/domain/contract.ts';
import type { Database } from '#db/client.server.ts';
import { contractDeclarations, contractVersions, notices, patents } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { aLoss, makePerformingContract } from '#seeds/make-performing-contract.ts';
import type { Context } from '../context.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { declareLoss } from './declare-loss.server.ts';
import { contractPage } from './queries.server.ts';
import { rightsPage } from './rights-page.server.ts';
import { tellLapsedRights } from './tell-lapsed-rights.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const right = (number: string, expiresOn: string): RightTerms => ({
  type: 'invention',
  name: '回收方法',
  number,
  owner: '某大学',
  status: '有效',
  filedOn: '2021-08-12',
  expiresOn,
  paidUntilOn: null,
  asOf: '2026-11-02',
});

type World = Awaited<ReturnType<typeof makePerformingContract>>;
const rowOf = async ({ talk, contractId }: World, side: 'unit' | 'company', role: 'approver' | 'officer') =>
  (await listTodos(await talk.as(side, role))).find(
    ({ kind, href }) => kind === 'contract.rights_lapse' && href.includes(contractId),
  );
const told = ({ talk }: World, side: 'unitPeople' | 'companyPeople') =>
  db.$count(notices, and(eq(notices.userId, talk[side].approver.id), eq(notices.kind, 'contract.rights_lapse')));
const headOf = async ({ talk, contractId }: World) =>
  (await contractPage(await talk.as('company', 'officer'), contractId)).lapsedRights;

test('a named patent that the register calls ceased stands on both desks and in the head, and is told once', async () => {
  const number = 'ZL202110000901.3';
  const world = await makePerformingContract(db, { rights: [right(number, '2041-08-11')] });
  expect(await headOf(world)).toEqual([]);
  expect(await rowOf(world, 'unit', 'approver')).toBeUndefined();
  const row = { type: 'invention', source: '测试', asOf: '2026-11-02', title: '回收方法', owner: '某大学' } as const;
  // Another unit's own export says nothing of this one's contract.
  const stranger = world.talk.company.id;
  await db.insert(patents).values({ ...row, number, status: 'ceased', orgId: stranger, asOf: '2026-11-05' });
  expect(await headOf(world)).toEqual([]);
  await db.insert(patents).values({ ...row, number, status: 'ceased', orgId: world.talk.unit.id });
  expect(await headOf(world)).toMatchObject([{ lostOn: null, says: expect.stringContaining('2026-11-02') }]);
  expect(await rowOf(world, 'unit', 'approver')).toMatchObject({ isMine: true });
  expect(await rowOf(world, 'company', 'officer')).toMatchObject({ isMine: false });
  await Promise.all([tellLapsedRights(world.ctx), tellLapsedRights(world.ctx)]);
  await tellLapsedRights(world.ctx);
  expect([await told(world, 'unitPeople'), await told(world, 'companyPeople')]).toEqual([1, 1]);
});

test('one past its end is told by itself, until a side declares the loss and the other agrees', async () => {
  const world = await makePerformingContract(db, {
    rights: [right('ZL202110000902.1', '2026-12-31'), right('ZL202110000903.X', '2041-08-11')],
  });
  world.clock.moveDays(60);
  expect(await headOf(world)).toMatchObject([{ key: 'ZL202110000902.1', lostOn: '2027-01-01' }]);
  await tellLapsedRights(world.ctx);
  expect(await told(world, 'companyPeople')).toBe(1);
  const { contractId, talk } = world;
  const ended = {
    rights: ['ZL202110000902.1'],
    effectiveOn: '2027-01-01',
    cause: 'expired',
    keepsPpm: 500_000,
  } as const;
  await declareLoss(await talk.as('company', 'approver'), await aLoss(world, ended));
  expect(await rowOf(world, 'unit', 'approver')).toBeUndefined();
  expect(await headOf(world)).toEqual([]);
  const [asked] = await db.select().from(contractDeclarations).where(eq(contractDeclarations.contractId, contractId));
  const answer = { contractId, declarationId: asked?.id ?? '' };
  await answerDeclaration(await talk.as('unit', 'approver'), { ...answer, answer: 'refused', reason: '另一项仍有效' });
  expect(await rowOf(world, 'unit', 'approver')).toBeDefined();
});

test('one whose end was dealt with leaves the other of the same contract to be told', async () => {
  const [first, second] = ['ZL202110000904.8', 'ZL202110000905.6'];
  const world = await makePerformingContract(db, { rights: [right(first, '2026-12-31'), right(second, '2026-12-31')] });
  world.clock.moveDays(60);
  const ended = { rights: [first], effectiveOn: '2027-01-01', cause: 'expired', keepsPpm: 500_000 } as const;
  await declareLoss(await world.talk.as('unit', 'approver'), await aLoss(world, ended));
  expect(await headOf(world)).toMatchObject([{ key: second }]);
  const page = await rightsPage(await world.talk.as('company', 'officer'), world.contractId);
  expect(page.rights.map(({ key, endedOn }) => [key, endedOn])).toEqual([
    [first, '2027-01-01'],
    [second, null],
  ]);
});

test('a contract that fails is logged and holds up none of the day’s other notices', async () => {
  const past = (number: string) => ({ rights: [right(number, '2026-12-31')] });
  const broken = await makePerformingContract(db, past('ZL202110000906.4'));
  const sound = await makePerformingContract(db, past('ZL202110000907.2'));
  for (const { clock } of [broken, sound]) clock.moveDays(60);
  // Words that no release reads.
  const [version] = await db
    .select({ data: contractVersions.data })
    .from(contractVersions)
    .where(eq(contractVersions.contractId, broken.contractId));
  const odd = { ...version!.data, terms: { rights: [right('ZL202110000906.4', '2026-12-31')], royalty: 'odd' } };
  await altered((tx) =>
    tx
      .update(contractVersions)
      .set({ data: odd as never })
      .where(eq(contractVersions.contractId, broken.contractId)),
  );
  const faults: unknown[] = [];
  const log = { ...sound.ctx.log, error: (fields: unknown) => faults.push(fields) } as unknown as Context['log'];
  await tellLapsedRights({ ...sound.ctx, log });
  expect(faults).toContainEqual(expect.objectContaining({ contractId: broken.contractId }));
  expect(await told(sound, 'companyPeople')).toBe(1);
  expect(await told(broken, 'companyPeople')).toBe(0);
});

/** What no deed does to a version, past the trigger that refuses it. */
const altered = (change: (tx: Database) => Promise<unknown>) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await change(tx as unknown as Database);
  });
