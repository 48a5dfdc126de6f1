import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inTransaction } from '#app/services/context.server.ts';
import { notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { makeContext } from '#seeds/make.ts';
import { notifyPeople } from './notify.server.ts';

test('a notice names the record it leads to, unless it says something better itself', async () => {
  const { db } = await testDatabase();
  const parties = await makeParties(db);
  const { contract } = await makeSignedContract(db, parties);
  const userId = parties.unitOfficer.id;
  const contractPage = `/desk/contracts/${contract.id}`;
  await inTransaction(makeContext(db), async (tx) => {
    await notifyPeople(tx, [userId], { kind: 'contract.sign', href: contractPage });
    await notifyPeople(tx, [userId], { kind: 'contract.offer', href: `/desk/deals/${contract.dealId}/contract` });
    await notifyPeople(tx, [userId], { kind: 'royalty.file', params: { title: '第 3 季度' }, href: contractPage });
    await notifyPeople(tx, [userId], { kind: 'organisation.verify', href: '/desk/organisation' });
  });
  const told = await db.select().from(notices).where(eq(notices.userId, userId));
  const titleOf = (kind: string) => told.find((notice) => notice.kind === kind)?.params.title;
  expect(titleOf('contract.sign')).toBe(contract.title);
  expect(titleOf('contract.offer')).toMatch(/^马铃薯淀粉废水蛋白回收技术/);
  expect(titleOf('royalty.file')).toBe('第 3 季度');
  expect(titleOf('organisation.verify')).toBeUndefined();
});
