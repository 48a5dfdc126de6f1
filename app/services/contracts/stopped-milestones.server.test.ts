import { and, asc, eq } from 'drizzle-orm';
import type postgres from 'postgres';
import { beforeAll, expect, test } from 'vitest';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import { computeContract } from '#app/domain/compute-contract.ts';
import type { PayLaterTerms, RightTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contractDeclarations, contracts, deadlines, milestones, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { codeOf } from '#seeds/code-of.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import {
  aLoss,
  makePerformingContract,
  type PerformingContract,
  receivedPdf,
} from '#seeds/make-performing-contract.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { declareLoss } from './declare-loss.server.ts';
import { declareRestoration } from './declare-restoration.server.ts';
import { deemMilestone } from './deem-milestone.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';
import { terminateContract } from './terminate-contract.server.ts';

let db: Database;
let client: postgres.Sql;
beforeAll(async () => {
  ({ db, sql: client } = await testDatabase());
});

const patent = (number: string): RightTerms => ({
  type: 'invention',
  name: '回收方法',
  number,
  owner: '某大学',
  status: '有效',
  filedOn: '2021-08-12',
  expiresOn: '2041-08-11',
  paidUntilOn: null,
  asOf: '2026-11-02',
});
const [A, B] = ['ZL202110000911.0', 'ZL202110000912.9'] as const;
const rights = [patent(A), patent(B)];
const today = ({ clock }: PerformingContract) => dayOf(clock.now());
const contractOf = async ({ contractId }: PerformingContract) =>
  (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0]!;
const statesOf = async ({ contractId }: PerformingContract) => {
  const isOf = eq(milestones.contractId, contractId);
  const rows = await db.select({ state: milestones.state }).from(milestones).where(isOf).orderBy(milestones.position);
  return rows.map(({ state }) => state);
};
const declared = ({ contractId }: PerformingContract, event: 'lose_rights' | 'restore_rights') =>
  db
    .select()
    .from(contractDeclarations)
    .where(and(eq(contractDeclarations.contractId, contractId), eq(contractDeclarations.event, event)))
    .orderBy(asc(contractDeclarations.declaredAt));
const claims = async ({ contractId }: PerformingContract) => {
  const rows = await db.select().from(obligations).where(eq(obligations.contractId, contractId));
  return rows.map(({ kind, amountFen }) => [kind, amountFen]);
};

const submit = async (world: PerformingContract, id = world.milestoneId) =>
  submitMilestone(await world.talk.as('unit', 'officer'), {
    milestoneId: id,
    note: '见报告',
    evidence: await receivedPdf(world.ctx, '检测报告.pdf'),
  });
const accept = async ({ talk, milestoneId }: PerformingContract) =>
  acceptMilestone(await talk.as('company', 'officer'), { milestoneId });
/** By the licensor, whose word counts at once. */
const lose = async (world: PerformingContract, change: Parameters<typeof aLoss>[1]) =>
  declareLoss(await world.talk.as('unit', 'approver'), await aLoss(world, { effectiveOn: today(world), ...change }));
/** By the licensee's word at once, by the licensor's asked. */
const restore = async (world: PerformingContract, nth: number, by: 'unit' | 'company' = 'company') =>
  declareRestoration(await world.talk.as(by, 'approver'), {
    contractId: world.contractId,
    versionN: 1,
    declarationId: (await declared(world, 'lose_rights'))[nth]!.id,
    reason: '法院判决撤销无效宣告决定，已经生效',
    effectiveOn: today(world),
    file: await receivedPdf(world.ctx, '判决书.pdf'),
  });
const terminate = async ({ talk, contractId }: PerformingContract) =>
  terminateContract(await talk.as('company', 'approver'), {
    contractId,
    versionN: 1,
    ground: 'by_law',
    reason: '合同目的不能实现',
  });

/** What the independent check finds of this contract. */
const differences = async (world: PerformingContract) => {
  const { no } = await contractOf(world);
  const all = [...(await verifyClaims(client)), ...(await verifyLedger(client))];
  return all.filter(({ subject }) => subject.includes(no) || subject.includes(world.contractId));
};
/** Milestones that the auditors' command charges for the same facts. */
const computed = async (world: PerformingContract, more: readonly ContractFact[] = []) => {
  const { terms, facts } = await getRoyaltyAccount(world.ctx, await contractOf(world));
  const told = [...facts.filter(({ kind }) => kind !== 'opening_balance'), ...more];
  const { obligations: all } = computeContract(terms as PayLaterTerms, told, { asOf: today(world) });
  return all.filter(({ kind }) => kind === 'milestone').map(({ kind, amountFen }) => [kind, amountFen]);
};
const charged = [['milestone', 300_000_00n]];
const part = { keepsPpm: 500_000, stops: [1] };

/** Milestone 1 stopped by an end of each of two rights, a day apart. */
async function lostTwice(first: object, second: object): Promise<PerformingContract> {
  const world = await makePerformingContract(db, { rights });
  world.clock.moveDays(10);
  await lose(world, { rights: [A], ...first });
  world.clock.moveDays(1);
  await lose(world, { rights: [B], ...second });
  world.clock.moveDays(5);
  expect(await statesOf(world)).toEqual(['cancelled']);
  return world;
}

test('patent.restored: a milestone that another end still stops stays cancelled until that one is taken back too', async () => {
  const world = await lostTwice(part, part);
  await restore(world, 0);
  expect(await statesOf(world)).toEqual(['cancelled']);
  expect(await codeOf(submit(world))).toBe('state_changed');
  expect(await computed(world)).toEqual([]);
  await restore(world, 1);
  expect(await statesOf(world)).toEqual(['pending']);
  world.clock.moveDays(1);
  await submit(world);
  await accept(world);
  expect(await claims(world)).toEqual(charged);
  expect(await computed(world)).toEqual(charged);
  expect(await differences(world)).toEqual([]);
});

test.each([
  ['the first', 0, 1],
  ['the last', 1, 0],
])(
  'patent.restored: with an end that leaves nothing beside, %s taken back first revives nothing',
  async (_, one, other) => {
    const world = await lostTwice(part, { keepsPpm: 0 });
    await restore(world, one);
    expect(await statesOf(world)).toEqual(['cancelled']);
    await restore(world, other);
    expect(await statesOf(world)).toEqual(['pending']);
  },
);

test('patent.restored: the independent check finds a milestone that was accepted while an end stopped it', async () => {
  const world = await lostTwice(part, part);
  await restore(world, 0);
  world.clock.moveDays(1);
  await db.update(milestones).set({ state: 'pending' }).where(eq(milestones.contractId, world.contractId));
  await submit(world);
  await accept(world);
  expect((await differences(world)).map(({ check }) => check)).toEqual([
    'a milestone is not accepted after its right was lost',
  ]);
});

test('patent.lost_day: what was accepted in the morning of the day that is stated as the first without stands, as in contract:compute', async () => {
  const world = await makePerformingContract(db, { rights });
  world.clock.moveDays(10);
  await submit(world);
  await accept(world);
  await lose(world, { rights: [A] });
  expect(await statesOf(world)).toEqual(['accepted']);
  expect(await claims(world)).toEqual(charged);
  expect(await computed(world)).toEqual(charged);
  expect(await differences(world)).toEqual([]);
});

test('milestone.silence: what silence had accepted before an end of a right stays due, however late the sweep is', async () => {
  const world = await makePerformingContract(db, { rights });
  await submit(world);
  const submitted: ContractFact = { kind: 'milestone_submitted', on: today(world), milestone: 1 };
  world.clock.moveDays(40);
  await lose(world, { rights: [A] });
  const rows = await claims(world);
  expect(await statesOf(world)).toEqual(['accepted']);
  expect(rows).toEqual(charged);
  await deemMilestone(world.ctx, world.milestoneId);
  expect(await claims(world)).toEqual(rows);
  expect(await computed(world, [submitted])).toEqual(charged);
  expect(await differences(world)).toEqual([]);
});

test('milestone.silence: the same with an end that the licensor agrees to, and within the days to answer it is cancelled', async () => {
  for (const [days, state] of [
    [40, 'accepted'],
    [5, 'cancelled'],
  ] as const) {
    const world = await makePerformingContract(db, { rights });
    await submit(world);
    world.clock.moveDays(days);
    await declareLoss(
      await world.talk.as('company', 'approver'),
      await aLoss(world, { rights: [A], effectiveOn: today(world) }),
    );
    const { id: declarationId } = (await declared(world, 'lose_rights'))[0]!;
    await answerDeclaration(await world.talk.as('unit', 'approver'), {
      contractId: world.contractId,
      declarationId,
      answer: 'accepted',
    });
    expect(await statesOf(world)).toEqual([state]);
    expect(await claims(world)).toEqual(state === 'accepted' ? charged : []);
    expect(await differences(world)).toEqual([]);
  }
});

test('milestone.silence: a termination by the licensee is no quicker than silence that was over', async () => {
  const world = await makePerformingContract(db, { rights });
  await submit(world);
  world.clock.moveDays(40);
  await terminate(world);
  expect((await contractOf(world)).state).toBe('terminated');
  expect(await statesOf(world)).toEqual(['accepted']);
  expect(await claims(world)).toEqual(charged);
  expect(await computed(world)).toEqual(charged);
  expect(await differences(world)).toEqual([]);
});

test('milestone.date: a milestone whose day has come is due before a termination cancels the rest', async () => {
  const [first] = soundTerms().milestones;
  const dated = (triggerOn: string) => ({ ...first!, trigger: 'on_date', triggerOn }) as const;
  const world = await makePerformingContract(db, { milestones: [dated('2026-12-01'), dated('2027-03-01')] });
  world.clock.moveDays(40);
  await terminate(world);
  expect(await statesOf(world)).toEqual(['accepted', 'cancelled']);
  expect(await claims(world)).toEqual(charged);
  expect(await differences(world)).toEqual([]);
});

test('patent.restored: a restoration that is answered after a termination revives no milestone and sets no day', async () => {
  const world = await makePerformingContract(db, { rights });
  world.clock.moveDays(10);
  await lose(world, { rights: [A], ...part });
  world.clock.moveDays(1);
  await restore(world, 0, 'unit');
  await terminate(world);
  world.clock.moveDays(1);
  const { id: declarationId } = (await declared(world, 'restore_rights'))[0]!;
  await answerDeclaration(await world.talk.as('company', 'approver'), {
    contractId: world.contractId,
    declarationId,
    answer: 'accepted',
  });
  expect((await contractOf(world)).state).toBe('terminated');
  expect(await statesOf(world)).toEqual(['cancelled']);
  const open = await db.select().from(deadlines).where(eq(deadlines.subjectId, world.milestoneId));
  expect(open.filter(({ doneAt }) => doneAt === null)).toEqual([]);
  expect(await differences(world)).toEqual([]);
});
