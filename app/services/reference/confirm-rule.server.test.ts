import { expect, test } from 'vitest';
import { openRules } from '#app/domain/open-rules.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { confirmRule } from './confirm-rule.server.ts';
import { openRulesPage } from './open-rules-page.server.ts';

const [first, second] = openRules;
const input = { rule: first!.key, value: first!.value, source: '省司法厅答复〔2026〕1号', confirmedOn: '2026-11-20' };

async function world() {
  const { db } = await testDatabase();
  const ctx = makeContext(db);
  const person = await makePerson(db, await makeOrganisation(db), ['owner']);
  const owner = await asActor(ctx, person);
  const admin = { ...owner, actor: { ...owner.actor, platformRoles: ['admin' as const] } };
  return { owner, admin };
}

test('a rule waits until an expert confirmed the value that it has', async () => {
  const { admin } = await world();
  await confirmRule(admin, input);
  const rules = await openRulesPage(admin);
  expect(rules.find(({ key }) => key === first!.key)?.confirmed).toMatchObject({ source: input.source });
  expect(rules.find(({ key }) => key === second!.key)?.confirmed).toBeNull();
});

test('another value than the one in force is not confirmed, nor a rule that is not on the list', async () => {
  const { admin } = await world();
  await expect(confirmRule(admin, { ...input, value: '7 天' })).rejects.toMatchObject({ code: 'state_changed' });
  await expect(confirmRule(admin, { ...input, rule: 'moon' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(confirmRule(admin, { ...input, confirmedOn: '2099-01-01' })).rejects.toMatchObject({
    field: 'confirmedOn',
  });
});

test("only the operator's administrator reads and confirms", async () => {
  const { owner } = await world();
  await expect(confirmRule(owner, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(openRulesPage(owner)).rejects.toMatchObject({ code: 'forbidden' });
});
