import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { RightTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  aLoss,
  makePerformingContract,
  type PerformingContract,
  receivedPdf,
} from '#seeds/make-performing-contract.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { declareLoss } from './declare-loss.server.ts';
import { declareRestoration } from './declare-restoration.server.ts';
import { rightsPage } from './rights-page.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const [A, B] = ['ZL202110000921.0', 'ZL202110000922.9'] as const;
const rights = [A, B].map((number): RightTerms => ({
  type: 'invention',
  name: '回收方法',
  number,
  owner: '某大学',
  status: '有效',
  filedOn: '2021-08-12',
  expiresOn: '2041-08-11',
  paidUntilOn: null,
  asOf: '2026-11-02',
}));
const part = { keepsPpm: 600_000 };

/** The licensor's word: that an end counts at once, that it was taken back is asked. */
const lose = async (world: PerformingContract, rightKeys: readonly string[]) =>
  declareLoss(
    await world.talk.as('unit', 'approver'),
    await aLoss(world, { ...part, rights: rightKeys, effectiveOn: dayOf(world.clock.now()) }),
  );
const declared = async ({ contractId }: PerformingContract, event: 'lose_rights' | 'restore_rights') => {
  const isThese = and(eq(contractDeclarations.contractId, contractId), eq(contractDeclarations.event, event));
  const rows = await db.select().from(contractDeclarations).where(isThese).orderBy(contractDeclarations.declaredAt);
  return rows.at(-1)!.id;
};
const restore = async (world: PerformingContract, declarationId: string) =>
  declareRestoration(await world.talk.as('unit', 'approver'), {
    contractId: world.contractId,
    versionN: 1,
    declarationId,
    reason: '法院判决撤销无效宣告决定，已经生效',
    effectiveOn: dayOf(world.clock.now()),
    file: await receivedPdf(world.ctx, '判决书.pdf'),
  });
const answer = async (world: PerformingContract, said: 'accepted' | 'refused') =>
  answerDeclaration(await world.talk.as('company', 'approver'), {
    contractId: world.contractId,
    declarationId: await declared(world, 'restore_rights'),
    answer: said,
    reason: '判决还没有生效',
  });
const shown = async (world: PerformingContract, who: 'unit' | 'company' = 'unit') => {
  const page = await rightsPage(await world.talk.as(who, 'approver'), world.contractId);
  return {
    rights: page.rights.map(({ endedOn, awaitsAnswer }) => [endedOn, awaitsAnswer]),
    restorable: page.restorable.map(({ id }) => id),
    mayDeclare: page.mayDeclare,
  };
};

/** The first of two patents ended on the day that is returned. */
async function lost() {
  const world = await makePerformingContract(db, { rights });
  world.clock.moveDays(10);
  const endedOn = dayOf(world.clock.now());
  await lose(world, [A]);
  world.clock.moveDays(3);
  return { world, endedOn, loss: await declared(world, 'lose_rights') };
}

test('patent.restored: an end stands while the restoration waits for its answer, and for both sides; only assent undoes it', async () => {
  const { world, endedOn, loss } = await lost();
  expect(await shown(world)).toEqual({
    rights: [
      [endedOn, false],
      [null, false],
    ],
    restorable: [loss],
    mayDeclare: true,
  });
  await restore(world, loss);
  const waits = [
    [endedOn, true],
    [null, false],
  ];
  expect(await shown(world)).toMatchObject({ rights: waits, restorable: [] });
  expect(await shown(world, 'company')).toMatchObject({ rights: waits, restorable: [] });
  expect(await codeOf(restore(world, loss))).toBe('duplicate');
  expect(await codeOf(lose(world, [A]))).toBe('invalid');
  await answer(world, 'accepted');
  expect(await shown(world)).toMatchObject({
    rights: [
      [null, false],
      [null, false],
    ],
    restorable: [],
  });
  expect(await codeOf(restore(world, loss))).toBe('state_changed');
  expect(await codeOf(lose(world, [A]))).toBe('done');
});

test('patent.restored: refused, the end stands as before and can be said to be taken back anew', async () => {
  const { world, endedOn, loss } = await lost();
  await restore(world, loss);
  await answer(world, 'refused');
  expect(await shown(world)).toMatchObject({
    rights: [
      [endedOn, false],
      [null, false],
    ],
    restorable: [loss],
  });
  expect(await codeOf(restore(world, loss))).toBe('done');
});

test('patent.lost: a right whose end stands is refused, alone or beside another; the other is taken, and then none is offered', async () => {
  const { world } = await lost();
  expect(await codeOf(lose(world, [A]))).toBe('invalid');
  expect(await codeOf(lose(world, [A, B]))).toBe('invalid');
  expect(await codeOf(lose(world, [B]))).toBe('done');
  expect((await shown(world)).mayDeclare).toBe(false);
});
