import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { RegistrationData } from '#app/domain/contract-registration.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { answerRegistration } from './answer-registration.server.ts';
import { registrationPage } from './queries.server.ts';
import { recordResult } from './record-result.server.ts';
import { registeredFigures } from './registered-figures.server.ts';
import { saveRegistration } from './save-registration.server.ts';
import { submitRegistration } from './submit-registration.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const data: RegistrationData = {
  kind: 'patent_licence',
  field: '农业',
  sellerNature: 'university',
  buyerNature: 'enterprise',
  ipKind: '发明专利',
  source: '',
  industry: 'C14 食品制造业',
  contact: '0931-0000000',
  isRelated: false,
  equipmentFen: '5000000',
  equipmentNote: '试验用离心机一台',
};

/** A signed contract of a unit in this region whose application lies with the office; `record` enters what the office wrote. */
async function applied(regionCode: string, no: string) {
  const made = await makePerformingContract(db);
  const { contractId, talk, ctx } = made;
  await db.execute(sql`update organisations set region_code = ${regionCode} where id = ${talk.unit.id}`);
  const officer = await talk.as('unit', 'officer');
  const seen = async () => (await registrationPage(officer, contractId)).seen;
  await saveRegistration(officer, { contractId, seen: await seen(), data });
  const submittedOn = '2026-11-02';
  await submitRegistration(officer, { contractId, seen: await seen(), office: '登记点', submittedOn });
  const record = async (given: Partial<Parameters<typeof recordResult>[1]> = {}) =>
    recordResult(officer, {
      contractId,
      seen: await seen(),
      registrationNo: no,
      registeredOn: '2026-11-02',
      deal: 30_000_000n,
      technical: 25_000_000n,
      note: '',
      paper: await receivedPdf(ctx, '登记证明.pdf'),
      ...given,
    });
  return { ...made, officer, seen, record };
}

const authority = async (regionCode: string, role: 'officer' | 'finance' = 'officer') => {
  const org = await makeOrganisation(db, { kind: 'authority', regionCode });
  return asActor(makeContext(db), await makePerson(db, org, [role]));
};

test('only what the office registered counts, in the region of its seller, apart from what was signed and received', async () => {
  const first = await applied('629821', '2026629800000001');
  const [province, city, other] = [await authority('629800'), await authority('629821'), await authority('629700')];
  expect(await registeredFigures(city)).toMatchObject({
    scope: 'region',
    registered: [],
    signed: [],
    received: [],
  });
  await first.record();
  const row = { quarter: '2026Q4', regionCode: '629800', kind: 'patent_licence' };
  const sums = { count: 1, dealFen: 30_000_000n, technicalFen: 25_000_000n };
  for (const ctx of [province, city, first.officer])
    expect((await registeredFigures(ctx)).registered).toEqual([{ ...row, ...sums }]);
  expect(await registeredFigures(other)).toEqual({
    scope: 'region',
    registered: [],
    signed: [],
    received: [],
    years: [],
  });
  const second = await applied('629802', '2026629800000002');
  await second.record({ deal: 10_000_000n, technical: 10_000_000n });
  expect((await registeredFigures(province)).registered).toEqual([
    { ...row, count: 2, dealFen: 40_000_000n, technicalFen: 35_000_000n },
  ]);
  expect((await registeredFigures(first.officer)).registered).toEqual([{ ...row, ...sums }]);
  // Cancelled, it counts no more, while it was signed as before.
  await answerRegistration(second.officer, {
    contractId: second.contractId,
    seen: await second.seen(),
    event: 'cancel',
    note: '登记机构撤销登记',
  });
  const after = await registeredFigures(province);
  expect(after.registered).toEqual([{ ...row, ...sums }]);
  // Two sellers: an authority reads no sum from which one contract's price could be told; of three it does.
  expect(after.signed).toEqual([]);
  await applied('629802', '2026629800000003');
  expect((await registeredFigures(province)).signed).toEqual([{ quarter: '2026Q4', count: 3, fen: 90_000_000n }]);
  expect((await registeredFigures(first.officer)).signed).toEqual([{ quarter: '2026Q4', count: 1, fen: 30_000_000n }]);
});

test('neither inventors nor the buyer’s people without a hand in it read sums of registered contracts', async () => {
  const { talk } = await applied('629811', '2026629811000001');
  expect(await codeOf(registeredFigures(await talk.as('unit', 'inventor')))).toBe('forbidden');
  expect((await registeredFigures(await talk.as('company', 'officer'))).signed).toEqual([]);
  expect(await codeOf(registeredFigures(await authority('629811', 'finance')))).toBe('forbidden');
});
