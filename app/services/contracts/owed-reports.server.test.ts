import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contractDeclarations, deadlines } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { aLoss, makePerformingContract, type PerformingContract } from '#seeds/make-performing-contract.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { statementOf } from '../royalties/queries.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { askOtherSide } from './ask-other-side.server.ts';
import { changesPage } from './changes-queries.server.ts';
import { buyOut } from './buy-out.server.ts';
import { declareLoss } from './declare-loss.server.ts';
import { endTerm } from './end-term.server.ts';
import { contractPage } from './queries.server.ts';
import { terminateContract } from './terminate-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** Trial to 2027-02-01, quarters from then on, two years from 2026-11-02. */
const running = async () => {
  const royalty = { ...newTerms.royalty!, capFen: null, buyOut: { priceFen: 100_000_00n, creditsRoyalties: true } };
  const world = await makePerformingContract(db, {
    royalty,
    milestones: [],
    termYears: 2,
    trial: { months: 3, extensionMonths: 0 },
  });
  world.clock.moveDays(150);
  expect(dayOf(world.clock.now())).toBe('2027-04-01');
  return world;
};
const agreed = async (world: PerformingContract) => {
  const { contractId, talk } = world;
  const said = { contractId, versionN: 1, ground: 'agreed', reason: '双方商定，不再继续' } as const;
  await askOtherSide(await talk.as('unit', 'approver'), 'end_by_agreement', said);
  const [row] = await db.select().from(contractDeclarations).where(eq(contractDeclarations.contractId, contractId));
  const company = await talk.as('company', 'approver');
  const { openFen } = (await changesPage(company, contractId)).ending!;
  await answerDeclaration(company, { contractId, declarationId: row?.id ?? '', answer: 'accepted', openFen });
};

/** What each page says of the reports that are left, and the day that is set for the first of them. */
async function said(world: PerformingContract) {
  const { contractId, talk } = world;
  const page = await contractPage(await talk.as('company', 'officer'), contractId);
  const reports = await statementOf(await talk.as('company', 'finance'), contractId);
  const ofReports = and(eq(deadlines.subjectId, contractId), eq(deadlines.kind, 'report'), isNull(deadlines.doneAt));
  const [deadline] = await db.select().from(deadlines).where(ofReports);
  return {
    head: page.report?.key ?? null,
    step: page.steps.find(({ key }) => key === 'report')?.title ?? null,
    schedule: page.schedule.map(({ key, condition }) => `${key} ${condition.slice(0, 23)}`),
    words: reports.account?.owedWords ?? null,
    next: reports.account?.next?.key ?? null,
    dueOn: deadline ? dayOf(deadline.dueAt) : null,
  };
}

const report = async (world: PerformingContract, period: string) =>
  fileStatement(await world.talk.as('company', 'finance'), {
    contractId: world.contractId,
    period,
    grossFen: 100_000_00n,
    deductionsFen: newTerms.royalty!.deductions.map(() => 0n),
  });

describe('the contract, its schedule, the page of reports and the deadline ask for the same periods after an end', () => {
  const first = 'royalty:2027Q1 2027-02-02 至 2027-03-31';

  test.each<[string, (world: PerformingContract) => Promise<unknown>, string]>([
    [
      'by notice',
      async ({ talk, contractId }) =>
        terminateContract(await talk.as('company', 'approver'), {
          contractId,
          versionN: 1,
          ground: 'by_law',
          reason: '合同目的不能实现',
        }),
      '2027-05-11',
    ],
    ['by agreement', (world) => agreed(world), '2027-05-11'],
    [
      'by a buy-out',
      async ({ talk, contractId }) => buyOut(await talk.as('company', 'approver'), { contractId, versionN: 1 }),
      '2027-05-10',
    ],
    [
      'by a lost patent',
      async (world) =>
        declareLoss(await world.talk.as('unit', 'approver'), await aLoss(world, { effectiveOn: '2027-05-06' })),
      '2027-05-05',
    ],
  ])('%s', async (_, end, lastOn) => {
    const world = await running();
    world.clock.moveDays(40);
    await end(world);
    const now = await said(world);
    expect(now).toMatchObject({ head: '2027Q1', next: '2027Q1', dueOn: '2027-04-30' });
    expect(now.schedule).toEqual([first, `royalty:2027Q2 2027-04-01 至 ${lastOn}`]);
    expect(now.words).toContain(`收入申报到 ${lastOn} 为止；还要申报 2 期`);
    expect(now.step).toContain('2027 年第 1 季度');
    // Reported one after the other, the last one as short as the end made it; then nothing is asked for.
    world.clock.moveDays(1);
    await report(world, '2027Q1');
    expect(await said(world)).toMatchObject({ head: '2027Q2', next: '2027Q2', schedule: [now.schedule[1]] });
    const last = await report(world, '2027Q2');
    expect(last).toMatchObject({ startsOn: '2027-04-01', endsOn: lastOn });
    const done = { head: null, step: null, schedule: [], next: null, dueOn: null };
    expect(await said(world)).toMatchObject(done);
  });

  test('by the end of the term: its last days are a period, and the schedule stops with them', async () => {
    const world = await running();
    world.clock.moveDays(600);
    await endTerm(world.ctx, world.contractId);
    for (const period of ['2027Q1', '2027Q2', '2027Q3', '2027Q4', '2028Q1', '2028Q2', '2028Q3'])
      await report(world, period);
    expect(await said(world)).toMatchObject({
      head: '2028Q4',
      next: '2028Q4',
      schedule: ['royalty:2028Q4 2028-10-01 至 2028-11-01'],
      words: null,
    });
  });
});
