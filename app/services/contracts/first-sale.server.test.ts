import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { deadlines } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { statementOf } from '../royalties/queries.server.ts';
import { recordFirstSale } from './record-first-sale.server.ts';

/** Signed on 2026-11-02, no trial; royalties begin with the first sale. */
async function signed(startEvent: 'first_sale' | 'trial_end' = 'first_sale') {
  const { db } = await testDatabase();
  const royalty = { ...newTerms.royalty!, startEvent };
  const made = await makePerformingContract(db, { royalty, trial: { months: 3, extensionMonths: 0 } });
  const { clock, talk, contractId } = made;
  clock.moveDays(199);
  const say = async (soldOn: string, side: 'unit' | 'company' = 'company') =>
    recordFirstSale(await talk.as(side, 'officer'), { contractId, versionN: 1, soldOn, note: '首批 200 台售给农机站' });
  const seen = async () => statementOf(await talk.as('company', 'officer'), contractId);
  const reports = () =>
    db
      .select()
      .from(deadlines)
      .where(
        and(eq(deadlines.subjectId, contractId), eq(deadlines.subjectType, 'royalty'), eq(deadlines.kind, 'report')),
      );
  return { ...made, db, say, seen, reports };
}

test('until the licensee says when it first sold nothing is reported; from that day the periods run', async () => {
  const { say, seen, reports, talk, contractId } = await signed();
  expect((await seen()).account).toMatchObject({ next: null, start: { awaits: 'first_sale', maySay: true } });
  expect(await reports()).toEqual([]);
  await say('2027-03-10');
  const { account } = await seen();
  expect(account).toMatchObject({ next: { key: '2027Q1', startOn: '2027-03-10' }, start: null });
  expect(await reports()).toHaveLength(1);
  const officer = await talk.as('company', 'officer');
  const report = { contractId, period: '2027Q1', grossFen: 100_000_000n, deductionsFen: [] };
  expect(await fileStatement(officer, report)).toMatchObject({ dueFen: 3_000_000n });
  const { sql } = await testDatabase();
  expect(await verifyClaims(sql)).toEqual([]);
});

test('it is said once, by the licensee, of a day between the signature and today', async () => {
  const { say } = await signed();
  await expect(say('2027-05-21')).rejects.toMatchObject({ field: 'soldOn' });
  await expect(say('2026-11-01')).rejects.toMatchObject({ field: 'soldOn' });
  await expect(say('2027-03-10', 'unit')).rejects.toMatchObject({ code: 'forbidden' });
  const both = await Promise.allSettled([say('2027-03-10'), say('2027-03-11')]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(say('2027-03-12')).rejects.toMatchObject({ code: 'state_changed' });
});

test('where royalties begin otherwise there is nothing to say', async () => {
  const { say } = await signed('trial_end');
  await expect(say('2027-03-10')).rejects.toMatchObject({ code: 'state_changed' });
});
