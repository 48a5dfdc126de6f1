import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { agreeContract } from './agree-contract.server.ts';
import { composerPage } from './composer-queries.server.ts';
import { endPublicity } from './end-publicity.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { contractPage } from './queries.server.ts';
import { startPublicity } from './start-publicity.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('what is to be paid on signing is reckoned from the day on which one can sign, on the contract’s page as in the composer', async () => {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const officer = await talk.as('unit', 'officer');
  const plain = soundTerms({ kind: 'licence' });
  const terms = { ...plain, milestones: plain.milestones.map((row) => ({ ...row, trigger: 'signed' as const })) };
  const { id } = await proposeContract(officer, { dealId: talk.deal.id, terms });
  const days = terms.milestones[0]!.payWithinDays;
  const firstDue = async () => (await contractPage(officer, id)).schedule[0]?.earliestDueOn;

  const { publishedSignsOn } = (await composerPage(officer, talk.deal.id)).publicity;
  expect(publishedSignsOn > dayOf(ctx.now())).toBe(true);
  expect(await firstDue()).toBe(addDays(publishedSignsOn, days));

  await agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN: 1 });
  const notice = { contractId: id, versionN: 1, audience: 'unit', contact: '科技处' } as const;
  const publicity = await startPublicity(officer, notice);
  clock.moveDays(5);
  expect(await firstDue()).toBe(addDays(publishedSignsOn, days));
  clock.moveDays(20);
  await endPublicity(ctx, publicity.id);
  expect(await firstDue()).toBe(addDays(dayOf(ctx.now()), days));
});
