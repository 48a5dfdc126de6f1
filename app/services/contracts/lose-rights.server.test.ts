import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { contractDeclarations, milestones, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { AppError } from '#app/domain/errors.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { askOtherSide } from './ask-other-side.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('patent.lost_day: evidence handed in and not accepted before the loss makes nothing due any more', async () => {
  const { contractId, milestoneId, talk, ctx } = await makePerformingContract(db);
  const evidence = await receivedPdf(ctx, '检测报告.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '见报告', evidence });
  await askOtherSide(await talk.as('company', 'approver'), 'lose_rights', {
    contractId,
    versionN: 1,
    ground: 'rights_lost',
    reason: '专利被宣告全部无效，决定书已送达',
    effectiveOn: '2026-11-01',
  });
  const [asked] = await db.select().from(contractDeclarations).where(eq(contractDeclarations.contractId, contractId));
  const answer = { contractId, declarationId: asked?.id ?? '', answer: 'accepted' } as const;
  await answerDeclaration(await talk.as('unit', 'approver'), answer);
  const [stone] = await db.select().from(milestones).where(eq(milestones.id, milestoneId));
  expect(stone?.state).toBe('cancelled');
  const late = await acceptMilestone(await talk.as('company', 'officer'), { milestoneId }).catch(
    (error: unknown) => error,
  );
  expect(late instanceof AppError && late.code).toBe('state_changed');
  expect(await db.$count(obligations, eq(obligations.contractId, contractId))).toBe(0);
});
