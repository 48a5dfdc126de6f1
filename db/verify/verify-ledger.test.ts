import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { inTransaction } from '#app/services/context.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { ledgerEntries, ledgerLines, obligations, receipts } from '#db/schema/index.ts';
import { makeContext } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { testDatabase } from '../test-database.server.ts';
import { verifyLedger } from './verify-ledger.ts';

test('books that follow the facts show no difference; a missing and a foreign posting are named', async () => {
  const { db, sql } = await testDatabase();
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties);
  const claim = {
    contract,
    kind: 'milestone' as const,
    label: '里程碑 1',
    amountFen: 30_000_000n,
    dueOn: '2026-12-21',
  };
  const obligation = await inTransaction(makeContext(db), (tx) =>
    raiseObligation(tx, { ...claim, subjectId: milestones[0]!.id }),
  );
  expect(await verifyLedger(sql)).toEqual([]);

  // A receipt that nobody posted.
  const parts = { contractId: contract.id, payerOrgId: parties.company.id, payeeOrgId: parties.unit.id };
  await db.insert(receipts).values({
    ...parts,
    no: 'SK-TEST-1',
    amountFen: 100n,
    method: 'bank',
    state: 'confirmed',
    obligationId: obligation.id,
    paidOn: '2026-11-20',
  });
  expect((await verifyLedger(sql)).map(({ found, expected }) => [expected, found]).sort()).toEqual([
    ['-100', '0'],
    ['-100', '0'],
    ['100', '0'],
    ['100', '0'],
  ]);

  // A posting that no fact bears.
  const entryId = v7();
  await db.transaction(async (tx) => {
    await tx.insert(ledgerEntries).values({
      id: entryId,
      orgId: parties.unit.id,
      reference: 'received:nothing',
      description: '',
      occurredAt: new Date(),
    });
    await tx.insert(ledgerLines).values([
      { entryId, position: 1, account: 'bank', debitFen: 7n, creditFen: 0n },
      { entryId, position: 2, account: 'undistributed', debitFen: 0n, creditFen: 7n },
    ]);
  });
  const found = await verifyLedger(sql);
  expect(found.filter((one) => one.subject.includes('received:nothing'))).toHaveLength(2);
  expect(await db.$count(obligations)).toBe(1);
});
