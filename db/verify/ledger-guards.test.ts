import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { inTransaction } from '#app/services/context.server.ts';
import { postEntries } from '#app/services/ledger/post-entries.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { ledgerEntries, ledgerLines } from '#db/schema/index.ts';
import { makeContext } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { projectRoot } from '../project-root.ts';
import { testDatabase } from '../test-database.server.ts';

const entry = { description: '', occurredAt: new Date('2026-11-21T00:00:00Z') };
const lines = (entryId: string, debitFen: bigint, creditFen: bigint) => [
  { entryId, position: 1, account: 'bank', debitFen, creditFen: 0n },
  { entryId, position: 2, account: 'undistributed', debitFen: 0n, creditFen },
];

/** A claim of 300,000.00 in the books of both parties. */
async function claimed() {
  const { db, url } = await testDatabase();
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties);
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const ctx = makeContext(db);
  await inTransaction(ctx, (tx) => raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }));
  const ofUnit = eq(ledgerEntries.orgId, parties.unit.id);
  const [posted] = await db.select().from(ledgerEntries).where(ofUnit);
  return { db, url, ctx, parties, posted: posted! };
}

test('the command ends with 0 where books follow facts, and names what differs and ends with 1 where they do not', async () => {
  const { db, url, parties } = await claimed();
  const verify = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'db/verify/ledger.ts'], {
      cwd: projectRoot,
      env: { ...process.env, DATABASE_URL: url },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    );
  expect(await verify()).toMatchObject({ code: 0, stdout: expect.stringMatching(/ 0 differences\n$/) });
  const id = v7();
  await db.transaction(async (tx) => {
    await tx.insert(ledgerEntries).values({ ...entry, id, orgId: parties.unit.id, reference: 'received:nobody' });
    await tx.insert(ledgerLines).values(lines(id, 7n, 7n));
  });
  const found = await verify();
  expect(found.code).toBe(1);
  expect(found.stdout).toContain('received:nobody');
});

test('the database refuses to change, take away or empty what was posted', async () => {
  const { db, posted } = await claimed();
  const refused = { cause: { code: '23001' } };
  const ofEntry = eq(ledgerLines.entryId, posted.id);
  await expect(db.update(ledgerLines).set({ debitFen: 1n }).where(ofEntry)).rejects.toMatchObject(refused);
  await expect(db.delete(ledgerLines).where(ofEntry)).rejects.toMatchObject(refused);
  const byId = eq(ledgerEntries.id, posted.id);
  await expect(db.update(ledgerEntries).set({ description: '改' }).where(byId)).rejects.toMatchObject(refused);
  await expect(db.delete(ledgerEntries).where(byId)).rejects.toMatchObject(refused);
  for (const table of ['ledger_lines', 'ledger_entries']) {
    await expect(db.execute(sql`truncate ${sql.identifier(table)} cascade`)).rejects.toMatchObject(refused);
  }
  expect(await db.$count(ledgerLines, ofEntry)).toBe(2);
});

test('an entry whose sides differ, or that has no line, fails when its transaction commits', async () => {
  const { db, parties } = await claimed();
  const post = (id: string, debitFen: bigint, creditFen: bigint | null) =>
    db.transaction(async (tx) => {
      await tx.insert(ledgerEntries).values({ ...entry, id, orgId: parties.unit.id, reference: `test:${id}` });
      if (creditFen !== null) await tx.insert(ledgerLines).values(lines(id, debitFen, creditFen));
    });
  for (const creditFen of [99n, null]) {
    const id = v7();
    await expect(post(id, 100n, creditFen)).rejects.toMatchObject({ code: '23514' });
    expect(await db.$count(ledgerEntries, eq(ledgerEntries.id, id))).toBe(0);
  }
  const id = v7();
  await post(id, 100n, 100n);
  expect(await db.$count(ledgerEntries, eq(ledgerEntries.id, id))).toBe(1);
});

test('a reference is posted once in a book, however often the deed is told', async () => {
  const { db, ctx, posted, parties } = await claimed();
  const again = {
    orgId: parties.unit.id,
    contractId: posted.contractId,
    description: '再来一次',
    entry: {
      reference: posted.reference,
      occurredAt: posted.occurredAt,
      lines: [
        { account: 'bank' as const, debitFen: 5n, creditFen: 0n },
        { account: 'undistributed' as const, debitFen: 0n, creditFen: 5n },
      ],
    },
  };
  const before = await db.$count(ledgerLines);
  await Promise.all([1, 2, 3].map(() => inTransaction(ctx, (tx) => postEntries(tx, [again]))));
  expect(await db.$count(ledgerLines)).toBe(before);
  const twice = db.insert(ledgerEntries).values({ ...entry, orgId: parties.unit.id, reference: posted.reference });
  await expect(twice).rejects.toMatchObject({ cause: { code: '23505' } });
});
