import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { MilestoneTerms } from '#app/domain/contract.ts';
import type { Database } from '#db/client.server.ts';
import { milestones, obligations, trials } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makePerformingContract, type PerformingContract } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { takeOverDelivery } from './answer-delivery.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { convertTrial } from './decide-trial.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { contractPage } from './queries.server.ts';
import { handInDelivery } from './hand-in-delivery.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const [stone] = soundTerms().milestones as [MilestoneTerms];
const entry: MilestoneTerms = { ...stone, name: '入门费', trigger: 'signed', criteria: '', amountFen: 5_000_000n };
const fixedPrice = {
  kind: 'licence',
  trial: { months: 0, extensionMonths: 0 },
  royalty: null,
  milestones: [entry, { ...stone, name: '尾款' }],
} as const;

async function deliver(world: PerformingContract): Promise<void> {
  const { contractId, talk } = world;
  await handInDelivery(await talk.as('unit', 'officer'), { contractId, items: [0, 1], note: '' });
  await takeOverDelivery(await talk.as('company', 'officer'), { contractId });
}

test('an entry fee falls due by the signing itself, once, and in its days', async () => {
  const world = await makePerformingContract(db, fixedPrice);
  const claims = async () => {
    const rows = await db.select().from(obligations).where(eq(obligations.contractId, world.contractId));
    return rows.map(({ label, amountFen, dueOn }) => [label, amountFen, dueOn]);
  };
  // With the last signature, and not when the job comes by.
  const owed = [['里程碑 1：入门费', 5_000_000n, '2026-12-02']];
  expect(await claims()).toEqual(owed);
  await sweepDeadlines(world.ctx);
  await sweepDeadlines(world.ctx);
  expect(await claims()).toEqual(owed);
  const rows = await db.select().from(milestones).where(eq(milestones.contractId, world.contractId));
  expect(rows.find(({ name }) => name === '尾款')?.state).toBe('pending');
});

test('a service of a university is signed without a publicity: art. 18 speaks of who transfers or licenses', async () => {
  const ctx = makeContext(db, { now: testClock().now });
  const talk = await makeTalkingDeal(ctx);
  const unit = await talk.as('unit', 'officer');
  const service = { ...fixedPrice, kind: 'service', subKind: '一般技术服务', milestones: [{ ...stone }] } as const;
  const { id } = await proposeContract(unit, { dealId: talk.deal.id, terms: soundTerms(service) });
  const deed = { contractId: id, versionN: 1 };
  expect(await agreeContract(await talk.as('company', 'officer'), deed)).toMatchObject({ state: 'signing' });
  expect(await contractPage(unit, id)).toMatchObject({ requiresPublicity: false });
  // By another name it gives what a licence gives: a share of sales.
  const byName = { ...fixedPrice, kind: 'development', subKind: '委托开发', royalty: soundTerms().royalty } as const;
  const choices = { results: 'owner_each', risk: 'shared' } as const;
  const developed = await makeTalkingDeal(ctx);
  const { id: otherId } = await proposeContract(await developed.as('unit', 'officer'), {
    dealId: developed.deal.id,
    terms: soundTerms({ ...byName, ...choices }),
  });
  const other = { contractId: otherId, versionN: 1 };
  expect(await agreeContract(await developed.as('company', 'officer'), other)).toMatchObject({ state: 'agreed' });
  // As a licence the same terms are published first.
  await counterContract(unit, { ...deed, terms: soundTerms(fixedPrice) });
  const again = { ...deed, versionN: 2 };
  expect(await agreeContract(await talk.as('company', 'officer'), again)).toMatchObject({ state: 'agreed' });
});

test('where no trial is agreed, accepted delivery is regular use: nothing waits for a decision', async () => {
  const world = await makePerformingContract(db, fixedPrice);
  await deliver(world);
  const [trial] = await db.select().from(trials).where(eq(trials.contractId, world.contractId));
  expect(trial).toMatchObject({ state: 'converted', decidedHow: 'notice', endsOn: null });
  world.clock.moveDays(60);
  await sweepDeadlines(world.ctx);
  const [later] = await db.select().from(trials).where(eq(trials.contractId, world.contractId));
  expect(later?.state).toBe('converted');
});

test('to convert a trial binds to pay: it needs a fresh second factor', async () => {
  const world = await makePerformingContract(db, { trial: { months: 6, extensionMonths: 0 } });
  await deliver(world);
  const company = await world.talk.as('company', 'approver');
  const stale = { ...company, actor: { ...company.actor, provedAt: null } };
  await expect(convertTrial(stale, { contractId: world.contractId })).rejects.toMatchObject({ code: 'proof_required' });
  await convertTrial(company, { contractId: world.contractId });
});
