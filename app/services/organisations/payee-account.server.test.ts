import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { ActorContext } from '#app/services/context.server.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { auditLines, memberships, notices, payeeAccounts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { answerProbe } from './answer-probe.server.ts';
import { approvePayeeAccount } from './approve-payee-account.server.ts';
import { decideAccountPaper } from './decide-account-paper.server.ts';
import { fileAccountPaper } from './file-account-paper.server.ts';
import { getShownAccount, listAccountsToVerify, listOwnAccounts } from './payee-account-queries.server.ts';
import { proposePayeeAccount } from './propose-payee-account.server.ts';
import { requestProbe } from './request-probe.server.ts';
import { sendProbe } from './send-probe.server.ts';
import { agreeTwoPersonLimit, dropTwoPersonLimit, setTwoPersonLimit } from './set-two-person-limit.server.ts';
import { withdrawPayeeAccount } from './withdraw-payee-account.server.ts';

async function makeWorld() {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  await makeSignedContract(db, parties);
  const owner = await makePerson(db, parties.unit, ['owner']);
  const reviewer = await makePerson(db, null, [], { platformRoles: ['reviewer'] });
  const as = (who: { id: string }, proved = true): Promise<ActorContext> => asActor(ctx, who, { proved });
  const entered = { accountName: parties.unit.name, bankName: '示例银行新区支行', accountNo: '6200999988887777' };
  const propose = async (given: Partial<typeof entered> = {}) =>
    proposePayeeAccount(await as(parties.unitFinance), { ...entered, reason: '基本户迁址', ...given });
  return { db, ctx, clock, ...parties, owner, reviewer, as, propose };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

const probeFenOf = async ({ db }: World, id: string) => {
  const [row] = await db.select().from(payeeAccounts).where(eq(payeeAccounts.id, id));
  return row?.probeFen ?? 0n;
};
const shownNo = async ({ ctx, unit }: World) => (await getShownAccount(ctx, unit.id)).account?.accountNo;

async function probing(world: World) {
  const { id: accountId } = await world.propose();
  await approvePayeeAccount(await world.as(world.owner), { accountId });
  await requestProbe(await world.as(world.unitFinance), { accountId });
  await sendProbe(await world.as(world.reviewer), { accountId });
  return accountId;
}

test('an account is entered by one, agreed by another, proved by a small transfer, and counts a day later', async () => {
  const world = await makeWorld();
  const old = await shownNo(world);
  const accountId = await probing(world);
  const probeFen = await probeFenOf(world, accountId);
  expect(probeFen).toBeGreaterThanOrEqual(1n);
  expect(probeFen).toBeLessThanOrEqual(99n);
  const held = await answerProbe(await world.as(world.unitFinance), { accountId, amountFen: probeFen });
  expect(held).toMatchObject({ state: 'held', verifiedBy: world.unitFinance.id });
  expect(await getShownAccount(world.ctx, world.unit.id)).toMatchObject({
    account: { accountNo: old },
    changesAt: held.activeFrom,
  });
  const told = await world.db
    .select()
    .from(notices)
    .where(and(eq(notices.userId, world.companyFinance.id), eq(notices.kind, 'payee_account.hold')));
  expect(told).toHaveLength(1);
  await sweepDeadlines(world.ctx);
  expect(await shownNo(world)).toBe(old);
  world.clock.moveDays(1);
  await Promise.all([sweepDeadlines(world.ctx), sweepDeadlines(world.ctx)]);
  expect(await shownNo(world)).toBe('6200999988887777');
  const rows = (await listOwnAccounts(await world.as(world.unitFinance))).accounts.map((row) => row.state);
  expect(rows.toSorted()).toEqual(['active', 'replaced']);
  const deeds = await world.db.select().from(auditLines).where(eq(auditLines.subjectId, accountId));
  expect(deeds.map(({ deed }) => deed)).toEqual(
    ['propose', 'approve', 'probe', 'send', 'prove', 'activate'].map((deed) => `payee_account.${deed}`),
  );
});

test('only in its own name, only one at a time, only with a fresh second factor, only by finance and the owner', async () => {
  const world = await makeWorld();
  await expect(world.propose({ accountName: '靳榆荫' })).rejects.toMatchObject({
    code: 'invalid',
    field: 'accountName',
  });
  const input = { accountName: world.unit.name, bankName: '示例', accountNo: '62009999', reason: '迁址' };
  await expect(proposePayeeAccount(await world.as(world.unitOfficer), input)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(proposePayeeAccount(await world.as(world.unitFinance, false), input)).rejects.toMatchObject({
    code: 'proof_required',
  });
  const key = crypto.randomUUID();
  const finance = await world.as(world.unitFinance);
  const [first, again] = [
    await proposePayeeAccount(finance, { ...input, key }),
    await proposePayeeAccount(finance, { ...input, key }),
  ];
  expect(again.id).toBe(first.id);
  await expect(world.propose()).rejects.toMatchObject({ code: 'duplicate' });
});

test('who entered it cannot agree to it, and nobody else reaches it', async () => {
  const world = await makeWorld();
  const { id: accountId } = await world.propose();
  await expect(approvePayeeAccount(await world.as(world.unitFinance), { accountId })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(approvePayeeAccount(await world.as(world.companyFinance), { accountId })).rejects.toMatchObject({
    code: 'not_found',
  });
  const answers = await Promise.allSettled([
    approvePayeeAccount(await world.as(world.owner), { accountId }),
    approvePayeeAccount(await world.as(world.unitApprover), { accountId }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('three wrong amounts end the check, even at once; each is counted before it is refused', async () => {
  const world = await makeWorld();
  const accountId = await probing(world);
  const wrong = ((await probeFenOf(world, accountId)) % 99n) + 1n;
  const finance = await world.as(world.unitFinance);
  const guesses = await Promise.allSettled(
    Array.from({ length: 6 }, () => answerProbe(finance, { accountId, amountFen: wrong })),
  );
  expect(guesses.every(({ status }) => status === 'rejected')).toBe(true);
  const [row] = await world.db.select().from(payeeAccounts).where(eq(payeeAccounts.id, accountId));
  expect(row).toMatchObject({ state: 'failed', probeTries: 3 });
  await expect(
    answerProbe(finance, { accountId, amountFen: await probeFenOf(world, accountId) }),
  ).rejects.toMatchObject({ code: 'state_changed' });
});

test('after seven days the small amount proves nothing any more', async () => {
  const world = await makeWorld();
  const accountId = await probing(world);
  world.clock.moveDays(8);
  await sweepDeadlines(world.ctx);
  const [row] = await world.db.select().from(payeeAccounts).where(eq(payeeAccounts.id, accountId));
  expect(row).toMatchObject({ state: 'failed', endNote: '过了 7 天没有填对' });
});

test("the bank's paper proves it as well, to a reviewer who is not of the organisation", async () => {
  const world = await makeWorld();
  const { id: accountId } = await world.propose();
  await approvePayeeAccount(await world.as(world.owner), { accountId });
  const paper = await receivedPdf(world.ctx, '开户证明.pdf');
  await fileAccountPaper(await world.as(world.unitFinance), { accountId, paper });
  const reviewer = await world.as(world.reviewer);
  expect((await listAccountsToVerify(reviewer)).toRead.map(({ id }) => id)).toContain(accountId);
  const insider = await makePerson(world.db, world.unit, ['officer'], { platformRoles: ['reviewer'] });
  await expect(decideAccountPaper(await world.as(insider), { accountId, event: 'pass' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(decideAccountPaper(await world.as(world.owner), { accountId, event: 'pass' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await decideAccountPaper(reviewer, { accountId, event: 'pass' })).state).toBe('held');
});

test('an account that is not theirs is stopped in the hold by one of them, and the others are told', async () => {
  const world = await makeWorld();
  const accountId = await probing(world);
  const amountFen = await probeFenOf(world, accountId);
  await answerProbe(await world.as(world.unitFinance), { accountId, amountFen });
  await withdrawPayeeAccount(await world.as(world.unitApprover), { accountId, note: '不是我们办的' });
  world.clock.moveDays(2);
  await sweepDeadlines(world.ctx);
  expect(await shownNo(world)).not.toBe('6200999988887777');
  const told = await world.db
    .select({ kind: notices.kind })
    .from(notices)
    .where(eq(notices.userId, world.companyFinance.id));
  expect(told.map(({ kind }) => kind)).toEqual(['payee_account.hold', 'payee_account.kept']);
});

test('the small amount is told to nobody in the organisation', async () => {
  const world = await makeWorld();
  await probing(world);
  const shown = JSON.stringify(await listOwnAccounts(await world.as(world.unitFinance)), (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  expect(shown).not.toContain('probeFen');
});

test('the owner alone says from which sum on two people look', async () => {
  const world = await makeWorld();
  await setTwoPersonLimit(await world.as(world.owner), { limitFen: 10_000_000n });
  expect((await listOwnAccounts(await world.as(world.owner))).twoPersonFen).toBe(10_000_000n);
  await expect(setTwoPersonLimit(await world.as(world.unitFinance), { limitFen: 0n })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('a higher limit waits for another person’s word, a lower one counts at once and takes it away', async () => {
  const world = await makeWorld();
  const [owner, finance] = [await world.as(world.owner), await world.as(world.unitFinance)];
  const limits = async () => {
    const { twoPersonFen, twoPersonAskedFen } = await listOwnAccounts(finance);
    return [twoPersonFen, twoPersonAskedFen];
  };
  expect(await setTwoPersonLimit(owner, { limitFen: 90_000_000n })).toBe('asked');
  expect(await limits()).toEqual([50_000_000n, 90_000_000n]);
  await expect(agreeTwoPersonLimit(owner, { limitFen: 90_000_000n })).rejects.toMatchObject({ code: 'conflict' });
  // What is agreed to is what was seen.
  await expect(agreeTwoPersonLimit(finance, { limitFen: 99_000_000n })).rejects.toMatchObject({
    code: 'state_changed',
  });
  const stranger = await world.as(world.companyFinance);
  await expect(agreeTwoPersonLimit(stranger, { limitFen: 90_000_000n })).rejects.toMatchObject({
    code: 'state_changed',
  });
  const unproved = await world.as(world.unitFinance, false);
  await expect(agreeTwoPersonLimit(unproved, { limitFen: 90_000_000n })).rejects.toMatchObject({
    code: 'proof_required',
  });
  await expect(agreeTwoPersonLimit(await world.as(world.unitOfficer), { limitFen: 90_000_000n })).rejects.toMatchObject(
    {
      code: 'forbidden',
    },
  );
  const both = await Promise.allSettled([
    agreeTwoPersonLimit(finance, { limitFen: 90_000_000n }),
    agreeTwoPersonLimit(finance, { limitFen: 90_000_000n }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await limits()).toEqual([90_000_000n, null]);
  await setTwoPersonLimit(owner, { limitFen: 100_000_000n });
  expect(await setTwoPersonLimit(owner, { limitFen: 10_000_000n })).toBe('set');
  expect(await limits()).toEqual([10_000_000n, null]);
  await setTwoPersonLimit(owner, { limitFen: 100_000_000n });
  await dropTwoPersonLimit(finance);
  expect(await limits()).toEqual([10_000_000n, null]);
});

test('a higher limit counts a day after two agreed to it, until then the one before; one of them can stop it', async () => {
  const world = await makeWorld();
  const finance = await world.as(world.unitFinance);
  const raise = async (limitFen: bigint) => {
    await setTwoPersonLimit(await world.as(world.owner), { limitFen });
    await agreeTwoPersonLimit(await world.as(world.unitFinance), { limitFen });
  };
  const counts = async () => (await listOwnAccounts(await world.as(world.unitFinance))).limitFen;
  await raise(90_000_000n);
  expect(await counts()).toBe(50_000_000n);
  await dropTwoPersonLimit(finance);
  await expect(dropTwoPersonLimit(finance)).rejects.toMatchObject({ code: 'state_changed' });
  world.clock.moveDays(2);
  expect(await counts()).toBe(50_000_000n);
  await raise(90_000_000n);
  // Asked for on top of what is held: dropping takes that away, not what was agreed to before.
  await setTwoPersonLimit(await world.as(world.owner), { limitFen: 100_000_000n });
  await dropTwoPersonLimit(await world.as(world.unitFinance));
  world.clock.moveDays(1);
  expect(await counts()).toBe(90_000_000n);
  expect(await listOwnAccounts(await world.as(world.unitFinance))).toMatchObject({ heldUntil: null });
  // Agreed on top of what is held: what counts until then is what counted all along.
  await raise(100_000_000n);
  await raise(120_000_000n);
  expect(await counts()).toBe(90_000_000n);
  await setTwoPersonLimit(await world.as(world.owner), { limitFen: 70_000_000n });
  expect(await counts()).toBe(70_000_000n);
});

test('a higher limit that was asked for lapses after 14 days, and when who asked is no owner any more', async () => {
  const world = await makeWorld();
  const higher = { limitFen: 90_000_000n };
  await setTwoPersonLimit(await world.as(world.owner), higher);
  world.clock.moveDays(14);
  const agree = async () => agreeTwoPersonLimit(await world.as(world.unitFinance), higher);
  await expect(agree()).rejects.toMatchObject({ code: 'conflict' });
  await setTwoPersonLimit(await world.as(world.owner), higher);
  world.clock.moveDays(13);
  const asker = eq(memberships.userId, world.owner.id);
  await world.db
    .update(memberships)
    .set({ roles: ['officer'] })
    .where(asker);
  await expect(agree()).rejects.toMatchObject({ code: 'conflict' });
  await world.db
    .update(memberships)
    .set({ roles: ['owner'] })
    .where(asker);
  await agree();
  expect((await listOwnAccounts(await world.as(world.unitFinance))).twoPersonFen).toBe(90_000_000n);
});
