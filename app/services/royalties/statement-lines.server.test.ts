import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newTerms, type RoyaltyTerms } from '#app/domain/contract.ts';
import { royaltyStatements } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { asActor, makeContext } from '#seeds/make.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { fileStatement, type StatementInput } from './file-statement.server.ts';
import { statementOf } from './queries.server.ts';

/** Reports begin with 2026Q1; 3 % of net sales. */
async function signed(given: Partial<RoyaltyTerms> = {}) {
  const { db, sql } = await testDatabase();
  const ctx = makeContext(db);
  const parties = await makeParties(db);
  const royalty = { ...newTerms.royalty!, ...given };
  const { contract } = await makeSignedContract(db, parties, { terms: { milestones: [milestoneTerms()], royalty } });
  const finance = await asActor(ctx, parties.companyFinance);
  const file = (input: Partial<StatementInput>) =>
    fileStatement(finance, { contractId: contract.id, period: '2026Q1', grossFen: 0n, deductionsFen: [], ...input });
  const own = async () =>
    [...(await verifyLedger(sql)), ...(await verifyClaims(sql))].filter(({ subject }) => subject.includes(contract.id));
  return { db, contract, finance, file, own };
}
const line = (product: string, grossFen: bigint, by: 'licensee' | 'sublicensee' = 'licensee') => ({
  product,
  grossFen,
  by,
});

test('sales are kept by product, with those of sub-licensees among them', async () => {
  const { file, finance, contract, own } = await signed();
  const lines = [line('浓缩乳', 80_000_000n), line('奶粉', 20_000_000n, 'sublicensee')];
  expect(await file({ grossFen: 100_000_000n, lines })).toMatchObject({ dueFen: 3_000_000n });
  const { statements } = await statementOf(finance, contract.id);
  expect(statements[0]?.lines).toEqual([
    { product: '浓缩乳', grossFen: '80000000', by: 'licensee' },
    { product: '奶粉', grossFen: '20000000', by: 'sublicensee' },
  ]);
  expect(await own()).toEqual([]);
});

test('what sub-licensees pay has its own share where one is agreed, beside the gross', async () => {
  const { file, db, contract, own } = await signed({ sublicencePpm: 200_000 });
  const paid = line('分许可费', 10_000_000n, 'sublicensee');
  // 3 % of 1,000,000.00 and 20 % of 100,000.00.
  expect(await file({ grossFen: 100_000_000n, lines: [paid] })).toMatchObject({ dueFen: 5_000_000n });
  const [row] = await db.select().from(royaltyStatements).where(eq(royaltyStatements.contractId, contract.id));
  expect(row?.lines).toHaveLength(2);
  expect(await own()).toEqual([]);
});

test('lines that do not sum to the gross are refused; nothing is filed', async () => {
  const { file, db, contract } = await signed();
  await expect(file({ grossFen: 100_000_000n, lines: [line('浓缩乳', 80_000_000n)] })).rejects.toMatchObject({
    code: 'invalid',
    field: 'gross',
  });
  expect(await db.$count(royaltyStatements, eq(royaltyStatements.contractId, contract.id))).toBe(0);
});
