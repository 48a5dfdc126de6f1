import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { CardAccountStanding } from '#app/domain/card-account.ts';
import { AppError } from '#app/domain/errors.ts';
import { inTransaction } from '#app/services/context.server.ts';
import { auditLines, cardAccounts, notices, organisations, paymentAttempts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { hearProvider } from '../payments/hear-provider.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { getObligation } from '../payments/queries.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { sweepPayments } from '../payments/sweep-payments.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { approveCardAccount } from './approve-card-account.server.ts';
import { beginOnboarding } from './begin-onboarding.server.ts';
import { endCardAccount } from './end-card-account.server.ts';
import { askCardAccount } from './ask-card-account.server.ts';
import { followCardAccount } from './follow-card-account.server.ts';
import { proposeCardAccount } from './propose-card-account.server.ts';
import { listOwnCardAccounts } from './queries.server.ts';
import { sweepCardAccounts } from './sweep-card-accounts.server.ts';

const baseUrl = 'https://example.org';
const able: CardAccountStanding = {
  isEnabled: true,
  isFiled: true,
  name: '示例',
  payout: '',
  methods: ['card', 'wechat_pay'],
  due: [],
  disabledReason: null,
};

async function makeWorld() {
  const { db } = await testDatabase();
  const clock = testClock();
  const payments = fakeGateway();
  const ctx = makeContext(db, { now: clock.now, payments });
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties);
  const owner = await makePerson(db, parties.unit, ['owner']);
  const claim = {
    contract,
    kind: 'milestone' as const,
    subjectId: milestones[0]!.id,
    label: '里程碑',
    dueOn: '2027-01-21',
  };
  const raised = await inTransaction(ctx, (tx) => raiseObligation(tx, { ...claim, amountFen: 30_000_000n }));
  const as = (who: { id: string }, proved = true) => asActor(ctx, who, { proved });
  const row = async (id: string) => {
    const [found] = await db.select().from(cardAccounts).where(eq(cardAccounts.id, id));
    return found!;
  };
  const inUse = async () => {
    const [found] = await db.select().from(organisations).where(eq(organisations.id, parties.unit.id));
    return { account: found!.stripeAccountId, methods: found!.cardMethods };
  };
  const hear = (account: string, type = 'account.updated', eventId = `evt_${crypto.randomUUID()}`) =>
    hearProvider(ctx, {
      eventId,
      type,
      account,
      attemptId: null,
      sessionId: null,
      paymentIntentId: null,
      disputeId: null,
      isOfAccount: true,
    });
  return { db, ctx, clock, payments, ...parties, owner, obligationId: raised.id, as, row, inUse, hear };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

const asked = { country: 'HK' as const, reason: '海外平台收款' };

/** The name on the page that the second person looks at; it is not the unit's, so he says why. */
const seen = { name: '示例', note: '本单位在香港设立的研究院' };

/** Asked for by finance and opened at the provider. */
async function opened({ as, unitFinance, row }: World) {
  const { id: cardAccountId } = await proposeCardAccount(await as(unitFinance), asked);
  await beginOnboarding(await as(unitFinance), { cardAccountId, baseUrl });
  return { cardAccountId, account: (await row(cardAccountId)).account! };
}

/** In use: filed, agreed by another, and a day older. */
async function inUse(world: World) {
  const { cardAccountId, account } = await opened(world);
  world.payments.accounts.set(account, able);
  await world.hear(account);
  await approveCardAccount(await world.as(world.owner), { cardAccountId, ...seen });
  world.clock.moveDays(1);
  await sweepDeadlines(world.ctx);
  return { cardAccountId, account };
}

test('an account is asked for by one, filed with the provider, agreed by another, told to who pays, and used a day later', async () => {
  const world = await makeWorld();
  const { cardAccountId, account } = await opened(world);
  const second = { cardAccountId, ...seen };
  await expect(approveCardAccount(await world.as(world.owner), second)).rejects.toMatchObject({
    code: 'state_changed',
  });
  world.payments.accounts.set(account, able);
  expect(await world.hear(account)).toBe(true);
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'ready', methods: ['card', 'wechat_pay'] });
  await expect(approveCardAccount(await world.as(world.unitFinance), second)).rejects.toMatchObject({
    code: 'conflict',
  });
  await approveCardAccount(await world.as(world.owner), second);
  const held = and(eq(notices.userId, world.companyFinance.id), eq(notices.kind, 'card_account.hold'));
  expect(await world.db.select().from(notices).where(held)).toHaveLength(1);
  await sweepDeadlines(world.ctx);
  expect((await world.inUse()).account).toBeNull();
  world.clock.moveDays(1);
  await Promise.all([sweepDeadlines(world.ctx), sweepDeadlines(world.ctx)]);
  expect(await world.inUse()).toEqual({ account, methods: ['card', 'wechat_pay'] });
  const { obligationId } = world;
  const payer = await world.as(world.companyFinance);
  expect(await getObligation(payer, obligationId)).toMatchObject({ hasCardAccount: true, checkoutMethods: ['card'] });
  expect(await openCardPayment(payer, { obligationId, baseUrl })).toMatchObject({ account, methods: ['card'] });
  const deeds = await world.db.select().from(auditLines).where(eq(auditLines.subjectId, cardAccountId));
  expect(deeds.map(({ deed }) => deed)).toEqual(
    ['propose', 'file', 'open', 'ready', 'approve', 'activate'].map((deed) => `card_account.${deed}`),
  );
});

test('who files the papers with the provider is a first person too, and cannot agree', async () => {
  const world = await makeWorld();
  const approver = await makePerson(world.db, world.unit, ['approver']);
  const { id: cardAccountId } = await proposeCardAccount(await world.as(world.unitFinance), asked);
  await beginOnboarding(await world.as(world.owner), { cardAccountId, baseUrl });
  const account = (await world.row(cardAccountId)).account!;
  world.payments.accounts.set(account, able);
  await world.hear(account);
  for (const first of [world.unitFinance, world.owner]) {
    const agreed = approveCardAccount(await world.as(first), { cardAccountId, ...seen });
    await expect(agreed).rejects.toMatchObject({ code: 'conflict' });
  }
  await approveCardAccount(await world.as(approver), { cardAccountId, ...seen });
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'held', filedBy: [world.owner.id] });
});

test('papers filed for an account in use are told to its people, each time', async () => {
  const world = await makeWorld();
  const { cardAccountId } = await inUse(world);
  const link = async () => beginOnboarding(await world.as(world.unitFinance), { cardAccountId, baseUrl });
  await link();
  await link();
  const told = and(eq(notices.userId, world.owner.id), eq(notices.kind, 'card_account.file'));
  expect(await world.db.$count(notices, told)).toBe(2);
});

test('an account that was withdrawn while the provider opened it is opened for nobody', async () => {
  const world = await makeWorld();
  const finance = await world.as(world.unitFinance);
  const { id: cardAccountId } = await proposeCardAccount(finance, asked);
  const { payments } = world;
  const openAccount: typeof payments.openAccount = async (input) => {
    await endCardAccount(finance, { cardAccountId, note: '不开了' });
    return payments.openAccount(input);
  };
  const slow = { ...finance, payments: { ...payments, openAccount } };
  await expect(beginOnboarding(slow, { cardAccountId, baseUrl })).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'ended', account: null });
});

test('two clicks open one account at the provider, and its page can be asked for again', async () => {
  const world = await makeWorld();
  const finance = await world.as(world.unitFinance);
  const key = crypto.randomUUID();
  const [first, again] = await Promise.all([
    proposeCardAccount(finance, { ...asked, key }),
    proposeCardAccount(finance, { ...asked, key }),
  ]);
  expect(again.id).toBe(first.id);
  await expect(proposeCardAccount(finance, asked)).rejects.toMatchObject({ code: 'duplicate' });
  const input = { cardAccountId: first.id, baseUrl };
  const links = await Promise.all([beginOnboarding(finance, input), beginOnboarding(finance, input)]);
  expect(new Set(links.map(({ url }) => url)).size).toBe(1);
  expect(world.payments.accounts.size).toBe(1);
  const opens = and(eq(auditLines.subjectId, first.id), eq(auditLines.deed, 'card_account.open'));
  expect(await world.db.select().from(auditLines).where(opens)).toHaveLength(1);
});

test('roles, a fresh second factor and one’s own organisation are asked for each deed', async () => {
  const world = await makeWorld();
  const refusals = async (who: { id: string }, proved: boolean, deeds: string[]) => {
    const ctx = await world.as(who, proved);
    const input = { cardAccountId };
    const all: Record<string, () => Promise<unknown>> = {
      propose: () => proposeCardAccount(ctx, asked),
      begin: () => beginOnboarding(ctx, { ...input, baseUrl }),
      approve: () => approveCardAccount(ctx, { ...input, ...seen }),
      end: () => endCardAccount(ctx, { ...input, note: '不开了' }),
      ask: () => askCardAccount(ctx, input),
      list: () => listOwnCardAccounts(ctx),
    };
    const found: string[] = [];
    for (const deed of deeds) {
      found.push(
        await all[deed]!().then(
          () => 'done',
          ({ code }: { code: string }) => code,
        ),
      );
    }
    return found;
  };
  const { cardAccountId } = await opened(world);
  const every = ['propose', 'begin', 'approve', 'end', 'ask', 'list'];
  expect(new Set(await refusals(world.unitOfficer, true, every))).toEqual(new Set(['forbidden']));
  expect(new Set(await refusals(world.unitFinance, false, ['propose', 'begin', 'approve', 'end']))).toEqual(
    new Set(['proof_required']),
  );
  expect(await refusals(world.companyFinance, true, ['begin', 'approve', 'end', 'ask'])).toEqual(
    Array.from({ length: 4 }, () => 'not_found'),
  );
  expect((await listOwnCardAccounts(await world.as(world.companyFinance))).accounts).toEqual([]);
});

test('what the provider stops is not paid on, and is paid on again when it lets it', async () => {
  const world = await makeWorld();
  const { account, cardAccountId } = await inUse(world);
  const payer = await world.as(world.companyFinance);
  world.payments.accounts.set(account, {
    ...able,
    isEnabled: false,
    due: ['external_account'],
    disabledReason: 'listed',
  });
  await world.hear(account, 'capability.updated');
  expect(await world.inUse()).toMatchObject({ account: null });
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'active', due: ['external_account'] });
  const { obligationId } = world;
  await expect(openCardPayment(payer, { obligationId, baseUrl })).rejects.toMatchObject({
    code: 'payee_without_account',
  });
  world.payments.accounts.set(account, { ...able, methods: ['wechat_pay'] });
  world.clock.moveDays(1);
  await sweepCardAccounts(world.ctx);
  expect(await world.inUse()).toEqual({ account, methods: ['wechat_pay'] });
  const again = and(eq(notices.userId, world.unitFinance.id), eq(notices.kind, 'card_account.again'));
  expect(await world.db.$count(notices, again)).toBe(1);
  // 300,000.00 is more than the only way takes.
  expect((await getObligation(payer, obligationId)).checkoutMethods).toEqual([]);
  await expect(openCardPayment(payer, { obligationId, baseUrl })).rejects.toMatchObject({
    code: 'card_limit_exceeded',
  });
});

test('another bank account at the provider is told to its own people and to who pays, once a message', async () => {
  const world = await makeWorld();
  const told = async () => {
    const of = (who: { id: string }, kind: string) =>
      world.db.$count(notices, and(eq(notices.userId, who.id), eq(notices.kind, kind)));
    return [
      await of(world.unitFinance, 'card_account.payout'),
      await of(world.companyFinance, 'card_account.payout_changed'),
    ];
  };
  const { account } = await opened(world);
  await world.hear(account, 'account.external_account.created');
  // Its first one is filed while it is opened.
  expect(await told()).toEqual([0, 0]);
  world.payments.accounts.set(account, able);
  await world.hear(account);
  const used = await world.db.select().from(cardAccounts).where(eq(cardAccounts.account, account));
  await approveCardAccount(await world.as(world.owner), { cardAccountId: used[0]!.id, ...seen });
  await Promise.all(
    ['evt_payout', 'evt_payout'].map((id) => world.hear(account, 'account.external_account.updated', id)),
  );
  expect(await told()).toEqual([1, 1]);
  // What was agreed to is looked at anew, and the day of waiting begins again.
  const lapsed = await world.row(used[0]!.id);
  expect(lapsed).toMatchObject({ approvedBy: null, activeFrom: null });
  expect(lapsed.state).not.toBe('held');
  await world.hear(account);
  await approveCardAccount(await world.as(world.owner), { cardAccountId: used[0]!.id, ...seen });
  await world.hear(account, 'account.external_account.created', 'evt_payout_2');
  expect(await told()).toEqual([2, 2]);
  expect(await world.hear('acct_of_nobody', 'account.external_account.updated')).toBe(false);
});

test('another bank account is seen by asking, though no message came: agreed to anew before it is used, told once when it is in use', async () => {
  const world = await makeWorld();
  const { account, cardAccountId } = await opened(world);
  const told = (who: { id: string }, kind: string) =>
    world.db.$count(notices, and(eq(notices.userId, who.id), eq(notices.kind, kind)));
  const deeds = () =>
    world.db.$count(
      auditLines,
      and(eq(auditLines.subjectId, cardAccountId), eq(auditLines.deed, 'card_account.payout')),
    );
  const agree = async () => approveCardAccount(await world.as(world.owner), { cardAccountId, ...seen });
  const moveTo = (payout: string) => world.payments.accounts.set(account, { ...able, payout });
  moveTo('fp_1');
  await world.hear(account);
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'ready', payout: 'fp_1' });
  moveTo('fp_2');
  await followCardAccount(world.ctx, await world.row(cardAccountId));
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'opening', payout: 'fp_2' });
  expect([await told(world.owner, 'card_account.payout'), await deeds()]).toEqual([1, 1]);
  await world.hear(account);
  await agree();
  world.clock.moveDays(1);
  moveTo('fp_3');
  // At the end of the day of waiting the provider is asked before the account is used.
  await sweepDeadlines(world.ctx);
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'opening', approvedBy: null, activeFrom: null });
  expect((await world.inUse()).account).toBeNull();
  expect(await told(world.companyFinance, 'card_account.payout_changed')).toBe(1);
  expect(await told(world.companyFinance, 'card_account.kept')).toBe(1);
  await world.hear(account);
  await agree();
  world.clock.moveDays(1);
  await sweepDeadlines(world.ctx);
  expect((await world.inUse()).account).toBe(account);
  moveTo('fp_4');
  world.clock.moveDays(1);
  await sweepCardAccounts(world.ctx);
  await world.hear(account, 'account.external_account.updated');
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'active', payout: 'fp_4' });
  expect(await told(world.companyFinance, 'card_account.payout_changed')).toBe(2);
  expect(await deeds()).toBe(3);
  // One that the provider does not name any more is none that changed.
  moveTo('');
  await world.hear(account);
  expect(await world.row(cardAccountId)).toMatchObject({ payout: 'fp_4' });
});

test('an account that stalls in its day of waiting needs another word, and who was told is told', async () => {
  const world = await makeWorld();
  const { account, cardAccountId } = await opened(world);
  world.payments.accounts.set(account, able);
  await world.hear(account);
  await approveCardAccount(await world.as(world.owner), { cardAccountId, ...seen });
  world.payments.accounts.set(account, { ...able, isEnabled: false });
  // Nobody was told by message: the platform asks before it uses the account.
  world.clock.moveDays(1);
  await sweepDeadlines(world.ctx);
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'opening', approvedBy: null, activeFrom: null });
  const kept = and(eq(notices.userId, world.companyFinance.id), eq(notices.kind, 'card_account.kept'));
  expect(await world.db.select().from(notices).where(kept)).toHaveLength(1);
  expect((await world.inUse()).account).toBeNull();
});

test('an answer that was asked for before a newer one was written changes nothing', async () => {
  const world = await makeWorld();
  const { account, cardAccountId } = await inUse(world);
  const known = await world.row(cardAccountId);
  let answerLate: (standing: CardAccountStanding) => void = () => {};
  const late = new Promise<CardAccountStanding>((resolve) => (answerLate = resolve));
  const slow = { ...world.ctx, payments: { ...world.payments, readAccount: () => late } };
  const waiting = followCardAccount(slow, known);
  await Promise.resolve();
  world.clock.moveDays(1);
  world.payments.accounts.set(account, { ...able, isEnabled: false });
  await followCardAccount(world.ctx, known);
  answerLate(able);
  await waiting;
  expect(await world.inUse()).toMatchObject({ account: null });
});

test('another account takes the place of the first; closed, there is none, and the old one does not come back by a message', async () => {
  const world = await makeWorld();
  const first = await inUse(world);
  const next = await inUse(world);
  expect((await world.row(first.cardAccountId)).state).toBe('replaced');
  expect((await world.inUse()).account).toBe(next.account);
  await world.hear(first.account);
  expect((await world.inUse()).account).toBe(next.account);
  const end = { cardAccountId: next.cardAccountId, note: '改用转账' };
  const owner = await world.as(world.owner);
  const ended = await Promise.allSettled([endCardAccount(owner, end), endCardAccount(owner, end)]);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await world.hear(next.account);
  expect((await world.inUse()).account).toBeNull();
  expect(await world.hear('acct_of_nobody')).toBe(false);
});

test('a page that is open on an account that was stopped or replaced takes no payment any more', async () => {
  const world = await makeWorld();
  const { obligationId, ctx, payments } = world;
  const payer = await world.as(world.companyFinance);
  const open = () => openCardPayment(payer, { obligationId, baseUrl });
  const statusOf = ({ sessionId }: { sessionId: string | null }) => payments.sessions.get(sessionId!)?.status;
  await inUse(world);
  const first = await open();
  const next = await inUse(world);
  expect(ctx.queued).toContainEqual({ name: 'payment.sweep', payload: {} });
  await sweepPayments(ctx);
  expect(statusOf(first)).toBe('expired');
  const second = await open();
  expect(second.account).toBe(next.account);
  await sweepPayments(ctx);
  expect(statusOf(second)).toBe('open');
  ctx.queued.length = 0;
  await endCardAccount(await world.as(world.owner), { cardAccountId: next.cardAccountId, note: '不是我们办的' });
  expect(ctx.queued).toContainEqual({ name: 'payment.sweep', payload: {} });
  const expireCheckout = () => Promise.reject(new AppError('unavailable'));
  await sweepPayments({ ...ctx, payments: { ...payments, expireCheckout } });
  expect(statusOf(second)).toBe('open');
  await Promise.all([sweepPayments(ctx), sweepPayments(ctx)]);
  expect(statusOf(second)).toBe('expired');
  const [attempt] = await world.db.select().from(paymentAttempts).where(eq(paymentAttempts.id, second.id));
  expect(attempt?.state).toBe('expired');
  await expect(open()).rejects.toMatchObject({ code: 'payee_without_account' });
});

test('another name than the unit’s needs a reason, the name agreed to is the one seen, and another name in the hold is looked at anew', async () => {
  const world = await makeWorld();
  const { cardAccountId, account } = await opened(world);
  expect(world.payments.accounts.get(account)?.name).toBe('');
  world.payments.accounts.set(account, able);
  await world.hear(account);
  const approve = async (given: { name: string; note: string }) =>
    approveCardAccount(await world.as(world.owner), { cardAccountId, ...given });
  await expect(approve({ name: '示例', note: '' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(approve({ name: world.unit.name, note: '' })).rejects.toMatchObject({ code: 'state_changed' });
  await approve(seen);
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'held', approveNote: seen.note });
  const { accounts } = await listOwnCardAccounts(await world.as(world.unitFinance));
  expect(accounts[0]).toMatchObject({ approveNote: seen.note, accountEnd: `**** ${account.slice(-4)}` });
  // Nobody's browser is sent the whole number.
  expect(JSON.stringify(accounts)).not.toContain(account);
  world.payments.accounts.set(account, { ...able, name: world.unit.name });
  await world.hear(account);
  expect(await world.row(cardAccountId)).toMatchObject({ state: 'opening', approvedBy: null, activeFrom: null });
  const told = and(eq(notices.userId, world.owner.id), eq(notices.kind, 'card_account.renamed'));
  expect(await world.db.$count(notices, told)).toBe(1);
  await world.hear(account);
  await approve({ name: world.unit.name, note: '' });
  expect((await world.row(cardAccountId)).state).toBe('held');
});
