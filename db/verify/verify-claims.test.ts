import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import type { RoyaltyTerms } from '#app/domain/contract.ts';
import { newTerms } from '#app/domain/contract.ts';
import { addDays } from '#app/domain/days.ts';
import { lastDayOf } from '#app/domain/rest-days.ts';
import { reckonRoyalty } from '#app/domain/royalty.ts';
import { inTransaction } from '#app/services/context.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { fileStatement } from '#app/services/royalties/file-statement.server.ts';
import {
  contractAmendments,
  contractVersions,
  milestones,
  obligations,
  royaltyStatements,
  signatures,
} from '#db/schema/index.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { testDatabase } from '../test-database.server.ts';
import { lastDay } from './calendar.ts';
import { royaltyByTerms, type StoredRoyalty } from './royalty-by-terms.ts';
import { verifyClaims } from './verify-claims.ts';

const { deductionsWithin: _, ...base } = newTerms.royalty!;

/** A milestone of 300,000.00 charged, then one statement: 1,200,000.00 less 200,000.00 at 3 %, under a cap of 310,000.00. */
async function makeWorld() {
  const { db, sql } = await testDatabase();
  const ctx = makeContext(db, { now: testClock().now });
  const parties = await makeParties(db);
  const royalty: RoyaltyTerms = { ...base, capFen: 31_000_000n, deductions: [{ name: '运输费', capPpm: null }] };
  const terms = { milestones: [milestoneTerms()], royalty, trial: { months: 12, extensionMonths: 0 } };
  const { contract, milestones: stones } = await makeSignedContract(db, parties, { terms });
  const claim = { contract, kind: 'milestone' as const, subjectId: stones[0]!.id, label: '里程碑 1' };
  await inTransaction(ctx, (tx) => raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }));
  const statement = await fileStatement(await asActor(ctx, parties.companyFinance), {
    contractId: contract.id,
    period: '2026Q1',
    grossFen: 120_000_000n,
    deductionsFen: [20_000_000n],
  });
  const checks = async () =>
    (await verifyClaims(sql))
      .filter((one) => one.subject.startsWith(contract.no) || !one.subject.startsWith('HT-'))
      .map((one) => [one.check, one.expected, one.found]);
  return { db, contract, statement, stone: stones[0]!, parties, checks };
}

test('claims that follow the signed terms and the cap show no difference', async () => {
  const { checks, statement } = await makeWorld();
  expect(statement).toMatchObject({ beforeCapFen: 3_000_000n, dueFen: 1_000_000n });
  expect(await checks()).toEqual([]);
});

test('a wrong amount of a milestone is found, though the books follow it', async () => {
  const { db, stone, checks } = await makeWorld();
  await db.update(obligations).set({ amountFen: 29_999_999n }).where(eq(obligations.subjectId, stone.id));
  expect(await checks()).toEqual([['amount of a claim', '30000000', '29999999']]);
});

test('a change that was signed before a claim and concluded after it does not bear on that claim', async () => {
  const { db, contract, parties, checks } = await makeWorld();
  const [first] = await db.select().from(contractVersions).where(eq(contractVersions.contractId, contract.id));
  const { terms } = first!.data;
  const less = terms.milestones.map((stone) => ({ ...stone, amountFen: '20000000' }));
  const data = { ...first!.data, terms: { ...terms, milestones: less } };
  await db.insert(contractVersions).values({ ...first!, id: v7(), n: 2, data });
  const at = (hours: number) => new Date(testClock().now().getTime() + hours * 3_600_000);
  for (const [side, who, org] of [
    ['licensor', parties.unitOfficer, parties.unit],
    ['licensee', parties.companyOfficer, parties.company],
  ] as const) {
    const by = { contractId: contract.id, versionN: 2, side, orgId: org.id, userId: who.id, sha256: first!.sha256 };
    await db.insert(signatures).values({ ...by, way: 'provider', signedAt: at(-2) });
  }
  const change = { contractId: contract.id, baseVersionN: 1, versionN: 2, effectiveOn: '2026-11-21', reason: '' };
  const proposed = { side: 'licensor' as const, proposedBy: parties.unitOfficer.id, proposedAt: at(-3) };
  const [amendment] = await db
    .insert(contractAmendments)
    .values({ ...change, ...proposed, state: 'signed', answeredAt: at(2) })
    .returning();
  expect(await checks()).toEqual([]);
  const own = eq(contractAmendments.id, amendment!.id);
  await db
    .update(contractAmendments)
    .set({ answeredAt: at(-1) })
    .where(own);
  expect((await checks())[0]).toEqual(['amount of a claim', '20000000', '30000000']);
  await db
    .update(contractAmendments)
    .set({ answeredAt: at(2) })
    .where(own);
});

test('a royalty beyond the cap is found', async () => {
  const { db, statement, checks } = await makeWorld();
  await db.update(obligations).set({ amountFen: 3_000_000n }).where(eq(obligations.subjectId, statement.id));
  expect(await checks()).toEqual([['amount of a claim', '1000000', '3000000']]);
});

test('a statement whose sum or sales were changed afterwards is found', async () => {
  const { db, statement, checks } = await makeWorld();
  const own = eq(royaltyStatements.id, statement.id);
  await db.update(royaltyStatements).set({ dueFen: 999_999n }).where(own);
  expect(await checks()).toEqual([['royalty of a statement', '1000000', '999999']]);
  await db.update(royaltyStatements).set({ dueFen: 1_000_000n, grossFen: 20_000_000n }).where(own);
  expect((await checks()).map(([check]) => check)).toEqual([
    'base of a statement',
    'royalty before the cap',
    'royalty of a statement',
    'amount of a claim',
  ]);
});

test('a correction charges the difference, and what it takes back is set against what follows', async () => {
  const { db, statement, checks } = await makeWorld();
  await db.update(royaltyStatements).set({ state: 'superseded' }).where(eq(royaltyStatements.id, statement.id));
  const less = { grossFen: 60_000_000n, baseFen: 40_000_000n, beforeCapFen: 1_200_000n, dueFen: 0n, capReached: true };
  const later = { filedAt: new Date(statement.filedAt.getTime() + 1_000) };
  await db.insert(royaltyStatements).values({ ...statement, id: v7(), n: 2, ...less, ...later, state: 'settled' });
  expect(await checks()).toEqual([]);
});

test('a claim on the wrong party, one without a cause and a missing one are found', async () => {
  const { db, stone, statement, contract, parties, checks } = await makeWorld();
  await db
    .update(obligations)
    .set({ payerOrgId: parties.unit.id, payeeOrgId: parties.company.id })
    .where(eq(obligations.subjectId, stone.id));
  expect((await checks()).map(([check]) => check)).toEqual(['parties of a claim']);
  await db
    .update(obligations)
    .set({ subjectId: contract.id, payerOrgId: parties.company.id, payeeOrgId: parties.unit.id })
    .where(eq(obligations.subjectId, statement.id));
  expect((await checks()).map(([check]) => check).sort()).toEqual([
    'a claim has its cause',
    'amount of a claim',
    'parties of a claim',
  ]);
  // Other tests look at every claim of this database.
  await db.update(obligations).set({ subjectId: statement.id }).where(eq(obligations.subjectId, contract.id));
});

test('a milestone called settled that is not paid is found', async () => {
  const { db, stone, checks } = await makeWorld();
  await db.update(milestones).set({ state: 'settled' }).where(eq(milestones.id, stone.id));
  expect(await checks()).toEqual([['what is settled is paid, what is paid is settled', 'open', 'settled']]);
});

test('two lists of rest days, written apart, agree on every day', () => {
  for (let day = '2025-01-01'; day < '2031-01-01'; day = addDays(day, 1)) {
    for (const restDays of ['move', 'keep', undefined] as const) {
      expect(lastDay(restDays, day)).toBe(lastDayOf(restDays === undefined ? {} : { restDays }, day));
    }
  }
});

test('days that were entered go before both lists alike', () => {
  const some = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean()), { selector: ([at]) => at });
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 60 }), (entered, at) => {
      const dayAt = (n: number) => addDays('2027-09-10', n);
      const calendarDays = entered.map(([n, isWorking]) => ({ day: dayAt(n), isWorking }));
      const own = new Map(calendarDays.map(({ day, isWorking }) => [day, isWorking]));
      expect(lastDay('move', dayAt(at), own)).toBe(lastDayOf({ restDays: 'move', calendarDays }, dayAt(at)));
    }),
  );
});

test('two ways to reckon a royalty, written apart, agree', () => {
  const amount = fc.bigInt(0n, 10n ** 11n);
  const rate = fc.integer({ min: 0, max: 200_000 });
  const tiered = fc
    .tuple(fc.uniqueArray(fc.bigInt(1n, 10n ** 11n), { maxLength: 3 }), fc.array(rate, { minLength: 4, maxLength: 4 }))
    .map(([edges, rates]) => {
      const rising = edges.toSorted((a, b) => (a < b ? -1 : 1));
      const tiers = [0n, ...rising].map((fromFen, i) => ({
        fromFen,
        toFen: rising[i] ?? null,
        ratePpm: rates[i] ?? 0,
      }));
      return { kind: 'tiered' as const, tiers };
    });
  const schedule = fc.oneof(
    rate.map((ratePpm) => ({ kind: 'flat' as const, ratePpm })),
    fc.array(rate, { minLength: 1, maxLength: 4 }).map((ratesPpm) => ({ kind: 'by_year' as const, ratesPpm })),
    tiered,
    fc.tuple(tiered, fc.constantFrom('marginal' as const, 'whole' as const)).map(([one, way]) => ({ ...one, way })),
  );
  const caps = fc.option(rate, { nil: null });
  fc.assert(
    fc.property(
      schedule,
      amount,
      fc.tuple(amount, caps, fc.boolean(), fc.bigInt(0n, 10n ** 9n)),
      fc.option(amount, { nil: null }),
      amount,
      fc.integer({ min: 1, max: 6 }),
      (rates, gross, [deduction, capPpm, isWithin, baselineFen], minimumFen, before, contractYear) => {
        const terms: RoyaltyTerms = {
          ...base,
          schedule: rates,
          deductions: [{ name: '运输费', capPpm }],
          ...(isWithin && { deductionsWithin: 'gross' }),
          baselineFen,
          minimumFen,
        };
        const theirs = reckonRoyalty(
          terms,
          { grossFen: gross, deductionsFen: [deduction] },
          { contractYear, baseBeforeFen: before },
        );
        const stored = JSON.parse(
          JSON.stringify(terms, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
        ) as StoredRoyalty;
        const ours = royaltyByTerms(stored, { gross, deductions: [deduction], contractYear, before });
        expect(ours).toEqual({ base: theirs.baseFen, beforeCap: theirs.beforeCapFen });
      },
    ),
  );
});

test('what verifies shares nothing with what charges and posts', () => {
  for (const name of ['verify-claims', 'royalty-by-terms', 'verify-ledger']) {
    const source = readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8');
    expect(source).not.toMatch(/from '#app/);
  }
});
