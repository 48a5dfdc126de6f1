import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { achievements, contracts, demands, events, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeParties, makeSignedContract, type Parties } from '#seeds/make-signed-contract.ts';
import { asActor, makeAchievement, makeContext, makeDemand } from '#seeds/make.ts';
import { findRecord } from './find-record.server.ts';

let db: Database;
let parties: Parties;
// Numbers as people see them; those of the builders are not.
let serial = 10_000 + Math.floor(Math.random() * 80_000_000);
const next = (letters: string): string => `${letters}-2026-${(serial += 1)}`;

beforeAll(async () => {
  ({ db } = await testDatabase());
  parties = await makeParties(db);
});

test('a published achievement is found by everybody, a draft only by its own unit', async () => {
  const { id } = await makeAchievement(db, parties.unit, parties.unitOfficer);
  const no = next('CG');
  await db.update(achievements).set({ no }).where(eq(achievements.id, id));
  expect(await findRecord(makeContext(db), no.toLowerCase())).toBe(`/achievements/${no}`);
  await db.update(achievements).set({ state: 'draft' }).where(eq(achievements.id, id));
  expect(await findRecord(makeContext(db), no)).toBeNull();
  expect(await findRecord(await asActor(makeContext(db), parties.companyOfficer), no)).toBeNull();
  expect(await findRecord(await asActor(makeContext(db), parties.unitOfficer), no)).toBe(`/desk/achievements/${id}`);
});

test('an achievement of a unit whose verification was withdrawn is found by that unit alone', async () => {
  const own = await makeParties(db);
  const { id } = await makeAchievement(db, own.unit, own.unitOfficer);
  const no = next('CG');
  await db.update(achievements).set({ no }).where(eq(achievements.id, id));
  await db
    .update(organisations)
    .set({ state: 'unverified', verifiedAt: null })
    .where(eq(organisations.id, own.unit.id));
  expect(await findRecord(makeContext(db), no)).toBeNull();
  expect(await findRecord(await asActor(makeContext(db), own.unitOfficer), no)).toBe(`/desk/achievements/${id}`);
});

test('a demand for chosen units only is not found by others', async () => {
  const { id } = await makeDemand(db, parties.company, parties.companyOfficer, { confidentiality: 'targeted' });
  const open = await makeDemand(db, parties.company, parties.companyOfficer);
  const [no, openNo] = [next('XQ'), next('XQ')];
  await db.update(demands).set({ no }).where(eq(demands.id, id));
  await db.update(demands).set({ no: openNo }).where(eq(demands.id, open.id));
  expect(await findRecord(makeContext(db), openNo)).toBe(`/demands/${openNo}`);
  expect(await findRecord(makeContext(db), no)).toBeNull();
  expect(await findRecord(await asActor(makeContext(db), parties.companyOfficer), no)).toBe(`/desk/demands/${id}`);
});

test('a contract is found by its parties and by nobody else', async () => {
  const { contract } = await makeSignedContract(db, parties);
  const strangers = await makeParties(db);
  const no = next('HT');
  await db.update(contracts).set({ no }).where(eq(contracts.id, contract.id));
  expect(await findRecord(makeContext(db), no)).toBeNull();
  expect(await findRecord(await asActor(makeContext(db), strangers.companyOfficer), no)).toBeNull();
  expect(await findRecord(await asActor(makeContext(db), parties.companyOfficer), no)).toBe(
    `/desk/contracts/${contract.id}`,
  );
});

test('an event leads its organizer to his desk, others to its page, and nobody to a draft of somebody else', async () => {
  const author = parties.companyOfficer;
  const no = next('HD');
  const at = (hours: number) => new Date(Date.UTC(2026, 11, 1, hours));
  const [event] = await db
    .insert(events)
    .values({
      no,
      orgId: parties.company.id,
      kind: 'salon',
      title: '对接会',
      fields: [],
      chains: [],
      regionCode: '620100',
      mode: 'onsite',
      startsAt: at(2),
      endsAt: at(8),
      registrationEndsAt: at(1),
      hosts: [],
      questions: [],
      state: 'draft',
      createdBy: author.id,
    })
    .returning();
  expect(await findRecord(makeContext(db), no)).toBeNull();
  expect(await findRecord(await asActor(makeContext(db), author), no.toLowerCase())).toBe(`/desk/events/${event!.id}`);
  await db.update(events).set({ state: 'published' }).where(eq(events.no, no));
  expect(await findRecord(makeContext(db), no)).toBe(`/events/${no}`);
});

test('other words, and a number of no record, are an ordinary question', async () => {
  expect(await findRecord(makeContext(db), '马铃薯 淀粉')).toBeNull();
  expect(await findRecord(makeContext(db), 'HD-2026-00001')).toBeNull();
  expect(await findRecord(makeContext(db), 'CG-1999-00001')).toBeNull();
});
