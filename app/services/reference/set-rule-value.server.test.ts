import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { findOpenRule } from '#app/domain/open-rules.ts';
import { usualRuleValues } from '#app/domain/rule-values.ts';
import { auditLines, ruleValues } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { composerPage } from '../contracts/composer-queries.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { startPublicity } from '../contracts/start-publicity.server.ts';
import { confirmRule } from './confirm-rule.server.ts';
import { openRulesPage } from './open-rules-page.server.ts';
import { getRuleValues } from './rule-values.server.ts';
import { setRuleValue, type SetRuleValueInput } from './set-rule-value.server.ts';

// Far from the days of other tests: a default holds for everybody.
const day = '2090-01-02';
const reason = '省科技厅〔2089〕12 号';

async function world(now = '2090-01-01T02:00:00Z') {
  const { db } = await testDatabase();
  const clock = testClock(now);
  const ctx = makeContext(db, { now: clock.now });
  const person = await makePerson(db, await makeOrganisation(db), ['owner']);
  const as = async (proved = true) => {
    const found = await asActor(ctx, person, { proved });
    return { ...found, actor: { ...found.actor, platformRoles: ['admin' as const] } };
  };
  const set = async (given: Partial<SetRuleValueInput> = {}) =>
    setRuleValue(await as(), { key: 'salesPpm', value: '15', fromOn: day, reason, ...given });
  return { db, clock, ctx, person, as, set };
}

test('a default is set from a day on, with a reason and an audit line; the rule waits for its expert again', async () => {
  const { db, clock, ctx, as, set } = await world();
  const before = findOpenRule('warning.amounts', await getRuleValues(ctx))!;
  await confirmRule(await as(), {
    rule: before.key,
    value: before.value,
    source: reason,
    confirmedOn: dayOf(clock.now()),
  });
  const row = await set();
  expect(row).toMatchObject({ key: 'salesPpm', value: '150000', fromOn: day, reason });
  expect((await getRuleValues(ctx)).salesPpm).toBe(usualRuleValues.salesPpm);
  clock.moveDays(1);
  expect((await getRuleValues(ctx)).salesPpm).toBe(150_000);
  const rule = (await openRulesPage(await as())).find(({ key }) => key === before.key);
  expect(rule).toMatchObject({ confirmed: null, value: expect.stringContaining('净销售额 15%') as string });
  expect(rule?.settings.find(({ key }) => key === 'salesPpm')).toMatchObject({
    now: '15%',
    history: [{ value: '15%', fromOn: day, reason }],
  });
  const line = and(eq(auditLines.deed, 'rule.set'), eq(auditLines.subjectId, row.id));
  expect(await db.$count(auditLines, line)).toBe(1);
  await expect(db.update(ruleValues).set({ value: '1' }).where(eq(ruleValues.id, row.id))).rejects.toThrow();
});

test('only the operator’s administrator, with a fresh second factor, within the bounds and never backwards', async () => {
  const { ctx, person, as, set } = await world();
  const input = { key: 'publicityDays', value: '20', fromOn: day, reason } as const;
  await expect(setRuleValue(await asActor(ctx, person, { proved: true }), input)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(setRuleValue(await as(false), input)).rejects.toMatchObject({ code: 'proof_required' });
  for (const given of [{ value: '14' }, { value: '十五' }, { fromOn: '2089-12-31' }, { value: '15' }] as const) {
    await expect(set({ ...input, ...given })).rejects.toMatchObject({ code: 'invalid' });
  }
});

test('what begins after the day is made with it: the notice of a price, the warnings and the start of a new contract', async () => {
  const { clock, ctx, set } = await world('2091-03-01T02:00:00Z');
  const today = dayOf(clock.now());
  for (const [key, value] of [
    ['publicityDays', '20'],
    ['acceptWithinDays', '25'],
    ['highPpm', '8'],
  ] as const) {
    await set({ key, value, fromOn: today });
  }
  const talk = await makeTalkingDeal(ctx);
  const officer = await talk.as('unit', 'officer');
  const { subject, defaults } = await composerPage(officer, talk.deal.id);
  expect(defaults.acceptWithinDays).toBe(25);
  expect(subject.guide.highPpm).toBe(80_000);
  const { id } = await proposeContract(officer, { dealId: talk.deal.id, terms: soundTerms() });
  const deed = { contractId: id, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  expect((await contractPage(officer, id)).publicityDays).toBe(20);
  const { endsAt } = await startPublicity(officer, { ...deed, audience: 'unit', contact: '科技处 0931-0000000' });
  expect(diffDays(today, dayOf(endsAt))).toBeGreaterThanOrEqual(20);
});

test('two who set at once: the second sees the first', async () => {
  const { db, set } = await world('2093-01-01T02:00:00Z');
  const given = { key: 'latePenaltyCapPpm', value: '10', fromOn: '2093-02-01' } as const;
  const both = await Promise.allSettled([set(given), set(given)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await db.$count(ruleValues, eq(ruleValues.fromOn, given.fromOn))).toBe(1);
});
