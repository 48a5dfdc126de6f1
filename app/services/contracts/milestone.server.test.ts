import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementPeople,
  contracts,
  deadlines,
  files,
  milestones,
  milestoneSubmissions,
  notices,
  obligations,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makePerformingContract, type PerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { listTodos } from '../desk/queries.server.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { disputeMilestone } from './dispute-milestone.server.ts';
import { deemMilestone } from './deem-milestone.server.ts';
import { listContracts } from './list-contracts.server.ts';
import { contractPage } from './queries.server.ts';
import { rejectMilestone } from './reject-milestone.server.ts';
import { seeContract } from './see-contract.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const performing = (given: Partial<PayLaterTerms> = {}) => makePerformingContract(db, given);

type World = PerformingContract;

const submit = async ({ ctx, talk }: World, milestoneId: string) =>
  submitMilestone(await talk.as('unit', 'officer'), {
    milestoneId,
    note: '见报告',
    evidence: await receivedPdf(ctx, '检测报告.pdf'),
  });

const milestoneOf = async (id: string) => (await db.select().from(milestones).where(eq(milestones.id, id)))[0];
const claimsOf = (contractId: string) => db.select().from(obligations).where(eq(obligations.contractId, contractId));

describe('evidence and answer', () => {
  test('evidence is kept with its hash and starts the days to answer', async () => {
    const world = await performing();
    const row = await submit(world, world.milestoneId);
    expect(row).toMatchObject({ state: 'submitted', acceptDueAt: new Date('2026-11-17T15:59:59.999Z') });
    const [kept] = await db
      .select({ purpose: files.purpose, orgId: files.orgId, sha256: files.sha256, n: milestoneSubmissions.n })
      .from(milestoneSubmissions)
      .innerJoin(files, eq(files.id, milestoneSubmissions.fileId))
      .where(eq(milestoneSubmissions.milestoneId, world.milestoneId));
    expect(kept).toMatchObject({ purpose: 'evidence', orgId: world.talk.unit.id, n: 1 });
    expect(kept?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const [deadline] = await db.select().from(deadlines).where(eq(deadlines.subjectId, world.milestoneId));
    expect(deadline).toMatchObject({ kind: 'accept', orgId: world.talk.company.id, doneAt: null });
  });

  test('accepted, its amount is due 30 days later; accepted twice at once it makes one claim', async () => {
    const world = await performing();
    await submit(world, world.milestoneId);
    const officer = await world.talk.as('company', 'officer');
    const accept = () => codeOf(acceptMilestone(officer, { milestoneId: world.milestoneId }));
    expect((await Promise.all([accept(), accept()])).sort()).toEqual(['done', 'state_changed']);
    expect(await accept()).toBe('state_changed');
    expect(await claimsOf(world.contractId)).toMatchObject([
      { kind: 'milestone', subjectId: world.milestoneId, amountFen: 30_000_000n, dueOn: '2026-12-02' },
    ]);
  });

  test('accept and reject in the same second: one wins, and a claim stands only if it was accepted', async () => {
    const world = await performing();
    await submit(world, world.milestoneId);
    const officer = await world.talk.as('company', 'officer');
    const approver = await world.talk.as('company', 'approver');
    const codes = await Promise.all([
      codeOf(acceptMilestone(officer, { milestoneId: world.milestoneId })),
      codeOf(rejectMilestone(approver, { milestoneId: world.milestoneId, reason: '回收率不足' })),
    ]);
    expect(codes.toSorted()).toEqual(['done', 'state_changed']);
    const { state } = (await milestoneOf(world.milestoneId))!;
    expect(await claimsOf(world.contractId)).toHaveLength(state === 'accepted' ? 1 : 0);
  });

  test('rejected with a reason it can be handed in again', async () => {
    const world = await performing();
    await submit(world, world.milestoneId);
    const input = { milestoneId: world.milestoneId, reason: '缺第三方盖章' };
    await rejectMilestone(await world.talk.as('company', 'officer'), input);
    expect(await claimsOf(world.contractId)).toHaveLength(0);
    await submit(world, world.milestoneId);
    const handedIn = await db
      .select()
      .from(milestoneSubmissions)
      .where(eq(milestoneSubmissions.milestoneId, world.milestoneId))
      .orderBy(milestoneSubmissions.n);
    expect(handedIn).toMatchObject([
      { n: 1, outcome: 'rejected', reason: '缺第三方盖章' },
      { n: 2, outcome: null },
    ]);
  });

  test('evidence sent back is a task of the licensor until it is handed in again', async () => {
    const world = await performing();
    const { talk, milestoneId, contractId } = world;
    await submit(world, milestoneId);
    await rejectMilestone(await talk.as('company', 'officer'), { milestoneId, reason: '缺第三方盖章' });
    const tasks = async (side: 'unit' | 'company', role: 'officer' | 'finance') =>
      (await listTodos(await talk.as(side, role))).filter(({ kind }) => kind === 'milestone.resubmit');
    expect(await tasks('unit', 'officer')).toMatchObject([
      { href: `/desk/contracts/${contractId}/evidence?milestone=${milestoneId}`, isMine: true, dueAt: null },
    ]);
    expect(await tasks('unit', 'finance')).toMatchObject([{ isMine: false }]);
    expect(await tasks('company', 'officer')).toEqual([]);
    const { steps } = await contractPage(await talk.as('unit', 'officer'), contractId);
    expect(steps[0]).toMatchObject({ subjectId: milestoneId, detail: '退回原因：缺第三方盖章' });
    await submit(world, milestoneId);
    expect(await tasks('unit', 'officer')).toEqual([]);
  });

  test('a dispute stands on both desks and in both heads until it is over', async () => {
    const world = await performing();
    const { talk, milestoneId, contractId } = world;
    await submit(world, milestoneId);
    await disputeMilestone(await talk.as('company', 'officer'), { milestoneId, reason: '检测样本不对' });
    const rows = async (side: 'unit' | 'company') =>
      (await listTodos(await talk.as(side, 'officer'))).filter(({ kind }) => kind === 'milestone.disputed');
    for (const side of ['unit', 'company'] as const) {
      expect(await rows(side)).toMatchObject([{ isMine: true, dueAt: null }]);
      const { steps } = await contractPage(await talk.as(side, 'officer'), contractId);
      expect(steps.find(({ subjectId }) => subjectId === milestoneId)?.title).toContain('有争议，已停');
    }
    await acceptMilestone(await talk.as('company', 'officer'), { milestoneId });
    expect(await rows('unit')).toEqual([]);
  });

  test('each deed has its side and its roles; strangers find nothing', async () => {
    const world = await performing();
    const { talk, milestoneId, ctx } = world;
    const file = { milestoneId, note: '', evidence: await receivedPdf(ctx, '检测报告.pdf') };
    expect(await codeOf(submitMilestone(await talk.as('unit', 'finance'), file))).toBe('forbidden');
    expect(await codeOf(submitMilestone(await talk.as('company', 'officer'), file))).toBe('forbidden');
    expect(await codeOf(acceptMilestone(await talk.as('company', 'officer'), { milestoneId }))).toBe('state_changed');
    // An inventor of the unit whose work it is not knows of no contract: neither its page nor its rows.
    const inventor = await talk.as('unit', 'inventor');
    const { achievementId } = talk.deal;
    expect(await codeOf(submitMilestone(inventor, file))).toBe('not_found');
    expect(await codeOf(seeContract(inventor, world.contractId))).toBe('not_found');
    expect((await listContracts(inventor, { state: null, page: 1 })).rows).toEqual([]);
    const row = { achievementId, position: 9, name: '完成人', sharePpm: 0, userId: inventor.actor.userId };
    await db.insert(achievementPeople).values(row);
    expect(await seeContract(inventor, world.contractId)).toMatchObject({ side: 'licensor' });
    expect((await listContracts(inventor, { state: null, page: 1 })).rows).toHaveLength(1);
    await submitMilestone(inventor, file);
    expect(await codeOf(acceptMilestone(await talk.as('unit', 'officer'), { milestoneId }))).toBe('forbidden');
    expect(await codeOf(acceptMilestone(await talk.as('company', 'finance'), { milestoneId }))).toBe('forbidden');
    const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    expect(await codeOf(acceptMilestone(stranger, { milestoneId }))).toBe('not_found');
    expect(await codeOf(rejectMilestone(stranger, { milestoneId, reason: '…' }))).toBe('not_found');
    expect(await codeOf(submitMilestone(stranger, file))).toBe('not_found');
  });

  test('a file of the wrong kind is refused and nothing moves', async () => {
    const world = await performing();
    const stored = await world.ctx.files.put(Readable.from([Buffer.from('MZ\u0000\u0001')]), 1000);
    const work = submitMilestone(await world.talk.as('unit', 'officer'), {
      milestoneId: world.milestoneId,
      note: '',
      evidence: { ...stored, name: 'x.exe' },
    });
    expect(await codeOf(work)).toBe('file_refused');
    expect((await milestoneOf(world.milestoneId))?.state).toBe('pending');
  });
});

describe('time', () => {
  test('silence is acceptance after the agreed days, not before, and once', async () => {
    const world = await performing();
    await submit(world, world.milestoneId);
    world.clock.moveDays(15);
    await deemMilestone(world.ctx, world.milestoneId);
    expect((await milestoneOf(world.milestoneId))?.state).toBe('submitted');
    world.clock.moveDays(10);
    await Promise.all([deemMilestone(world.ctx, world.milestoneId), deemMilestone(world.ctx, world.milestoneId)]);
    await deemMilestone(world.ctx, world.milestoneId);
    expect((await milestoneOf(world.milestoneId))?.state).toBe('accepted');
    // Counted from the day the silence ended, 2026-11-17, not from the late sweep.
    expect(await claimsOf(world.contractId)).toMatchObject([{ dueOn: '2026-12-17' }]);
  });

  test('after the days have passed it can no longer be rejected', async () => {
    const world = await performing();
    await submit(world, world.milestoneId);
    world.clock.moveDays(16);
    const input = { milestoneId: world.milestoneId, reason: '晚了' };
    expect(await codeOf(rejectMilestone(await world.talk.as('company', 'officer'), input))).toBe('state_changed');
  });

  test('an agreed date falls due by itself and takes no evidence', async () => {
    const [base] = soundTerms().milestones;
    const dated = { ...base!, trigger: 'on_date' as const, triggerOn: '2026-12-01' };
    const world = await performing({ milestones: [dated] });
    expect(await codeOf(submit(world, world.milestoneId))).toBe('state_changed');
    await deemMilestone(world.ctx, world.milestoneId);
    expect(await claimsOf(world.contractId)).toHaveLength(0);
    world.clock.moveDays(40);
    await deemMilestone(world.ctx, world.milestoneId);
    await deemMilestone(world.ctx, world.milestoneId);
    expect(await claimsOf(world.contractId)).toMatchObject([{ amountFen: 30_000_000n, dueOn: '2026-12-31' }]);
  });
});

describe('the cap counts milestones and royalties together', () => {
  test('a milestone costs only what is left under it; with nothing left it is settled without a claim', async () => {
    const [base] = soundTerms().milestones;
    const royalty = { ...soundTerms().royalty!, capFen: 60_000_000n };
    const world = await performing({ milestones: [base!, { ...base!, name: '投产' }], royalty });
    const [first, second] = world.rows;
    const contract = (await db.select().from(contracts).where(eq(contracts.id, world.contractId)))[0]!;
    await db.insert(obligations).values({
      contractId: contract.id,
      kind: 'royalty',
      subjectId: crypto.randomUUID(),
      label: '提成',
      payerOrgId: contract.licenseeOrgId,
      payeeOrgId: contract.licensorOrgId,
      amountFen: 40_000_000n,
      dueOn: '2026-11-30',
    });
    const officer = await world.talk.as('company', 'officer');
    for (const row of [first!, second!]) {
      await submit(world, row.id);
      await acceptMilestone(officer, { milestoneId: row.id });
    }
    const claims = await db
      .select()
      .from(obligations)
      .where(and(eq(obligations.contractId, contract.id), eq(obligations.kind, 'milestone')));
    expect(claims).toMatchObject([{ subjectId: first!.id, amountFen: 20_000_000n }]);
    expect((await milestoneOf(second!.id))?.state).toBe('settled');
    // The first used up what was left: both parties are told of it once.
    const told = (userId: string) =>
      db.$count(notices, and(eq(notices.userId, userId), eq(notices.kind, 'royalty.cap')));
    const { companyPeople, unitPeople } = world.talk;
    expect([await told(companyPeople.finance.id), await told(unitPeople.officer.id)]).toEqual([1, 1]);
  });
});
