import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { type ActorContext, inTransaction } from '#app/services/context.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievements,
  dealMessages,
  deals,
  evaluations,
  files,
  imports,
  mandates,
  memberships,
  milestoneSubmissions,
  organisationPapers,
  organisations,
  receipts,
  royaltyStatements,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import {
  asActor,
  makeAchievement,
  makeBroker,
  makeContext,
  makeOrganisation,
  makePerson,
  type Organisation,
} from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import type { FilePurpose } from './keep-file.server.ts';
import { getFile } from './get-file.server.ts';

let db: Database;
let unit: Organisation;
let buyer: Organisation;
let ofUnit: ActorContext;
let ofBuyer: ActorContext;
let stranger: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
  const ctx = makeContext(db);
  unit = await makeOrganisation(db, { kind: 'university' });
  buyer = await makeOrganisation(db);
  ofUnit = await asActor(ctx, await makePerson(db, unit, ['officer']));
  ofBuyer = await asActor(ctx, await makePerson(db, buyer, ['officer']));
  stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer', 'owner']));
});

async function keep(purpose: FilePurpose, owner: ActorContext) {
  const stored = await owner.files.put(Readable.from(['bytes']), 100);
  const [file] = await db
    .insert(files)
    .values({
      ...stored,
      name: 'x.txt',
      sniffedType: 'text/plain',
      purpose,
      orgId: owner.actor.org!.orgId,
      uploadedBy: owner.actor.userId,
    })
    .returning();
  return file!;
}
const missing = { code: 'not_found' };

test('a message’s file is for both parties of the deal and for nobody else', async () => {
  const achievement = await makeAchievement(db, unit, { id: ofUnit.actor.userId });
  const [deal] = await db
    .insert(deals)
    .values({
      no: 'DJ-2026-T1',
      achievementId: achievement.id,
      achievementVersionN: 1,
      licensorOrgId: unit.id,
      licenseeOrgId: buyer.id,
      state: 'talking',
      origin: 'search',
      purpose: '试用',
      askedBy: ofBuyer.actor.userId,
      replyDueAt: new Date(),
    })
    .returning();
  const file = await keep('message', ofUnit);
  // Uploaded and not yet sent: it belongs to no room.
  await expect(getFile(ofBuyer, file.id)).rejects.toMatchObject(missing);
  await db
    .insert(dealMessages)
    .values({ dealId: deal!.id, orgId: unit.id, authorId: ofUnit.actor.userId, body: '见附件', fileId: file.id });
  expect((await getFile(ofBuyer, file.id)).id).toBe(file.id);
  expect((await getFile(ofUnit, file.id)).id).toBe(file.id);
  await expect(getFile(stranger, file.id)).rejects.toMatchObject(missing);
  // A member of the unit who does not see its deals does not get it by its address either.
  const inventor = await asActor(ofUnit, await makePerson(db, unit, ['inventor']));
  await expect(getFile(inventor, file.id)).rejects.toMatchObject(missing);
});

test('a member of two organisations gets the files of the one he works for now', async () => {
  const file = await keep('import', ofUnit);
  await db
    .insert(imports)
    .values({ orgId: unit.id, fileId: file.id, state: 'checking', createdBy: ofUnit.actor.userId });
  const paper = await keep('paper', ofUnit);
  await db.insert(organisationPapers).values({ orgId: unit.id, fileId: paper.id });
  const both = await makePerson(db, buyer, ['officer', 'finance']);
  await db.insert(memberships).values({ orgId: unit.id, userId: both.id, roles: ['officer', 'finance'] });
  const elsewhere = await asActor(ofUnit, both);
  const chosen = { ...elsewhere, actor: { ...elsewhere.actor, org: { ...ofUnit.actor.org! } } };
  const other = { ...elsewhere, actor: { ...elsewhere.actor, org: { ...ofBuyer.actor.org! } } };
  for (const { id } of [file, paper]) {
    expect((await getFile(chosen, id)).id).toBe(id);
    await expect(getFile(other, id)).rejects.toMatchObject(missing);
  }
});

test('evidence, vouchers and statements are for those who see them on the pages of the contract and its money', async () => {
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties);
  const as = (person: { id: string }) => asActor(ofUnit, person);
  const [officer, finance, payer] = await Promise.all(
    [parties.unitOfficer, parties.unitFinance, parties.companyFinance].map(as),
  );
  const inventor = await as(await makePerson(db, parties.unit, ['inventor']));
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const brokerPerson = await makeBroker(db, agency);
  const broker = await as(brokerPerson);
  await db.insert(mandates).values({
    dealId: contract.dealId,
    brokerUserId: brokerPerson.id,
    brokerOrgId: agency.id,
    clientOrgId: parties.unit.id,
    feePpm: 20_000,
    startsOn: '2020-01-01',
    endsOn: '2099-12-31',
    state: 'active',
    invitedBy: parties.unitOfficer.id,
  });

  const evidence = await keep('evidence', officer!);
  const [milestone] = milestones;
  await db.insert(milestoneSubmissions).values({
    milestoneId: milestone!.id,
    n: 1,
    fileId: evidence.id,
    note: '检测报告',
    submittedBy: parties.unitOfficer.id,
    submittedAt: new Date(),
    answerBy: new Date(),
  });
  const voucher = await keep('voucher', payer!);
  const claim = { contract, kind: 'milestone' as const, subjectId: milestone!.id, label: '里程碑 1' };
  const obligation = await inTransaction(ofUnit, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
  );
  await db.insert(receipts).values({
    no: `DK-T${voucher.id}`,
    contractId: contract.id,
    payerOrgId: parties.company.id,
    payeeOrgId: parties.unit.id,
    amountFen: 1n,
    method: 'bank',
    state: 'claimed',
    obligationId: obligation.id,
    voucherFileId: voucher.id,
    paidOn: '2026-11-20',
  });
  const statement = await keep('statement', payer!);
  await db.insert(royaltyStatements).values({
    contractId: contract.id,
    period: '2026Q1',
    n: 1,
    startsOn: '2026-01-01',
    endsOn: '2026-03-31',
    grossFen: 0n,
    deductions: [],
    baseFen: 0n,
    beforeCapFen: 0n,
    dueFen: 0n,
    capReached: false,
    working: {},
    state: 'settled',
    fileId: statement.id,
    filedBy: parties.companyFinance.id,
    filedAt: new Date(),
  });

  const everybody = { officer, finance, payer, inventor, broker, stranger };
  const readersOf = async (id: string) => {
    const readers: string[] = [];
    for (const [name, ctx] of Object.entries(everybody)) {
      const got = await getFile(ctx!, id).catch((error: unknown) => {
        expect(error).toMatchObject(missing);
        return null;
      });
      if (got !== null) readers.push(name);
    }
    return readers;
  };
  // The broker reads the contract, but its page gives him no files.
  // Nor is it for an inventor of the unit whose work it is not.
  expect(await readersOf(evidence.id)).toEqual(['officer', 'finance', 'payer']);
  expect(await readersOf(voucher.id)).toEqual(['officer', 'finance', 'payer']);
  expect(await readersOf(statement.id)).toEqual(['officer', 'finance', 'payer']);
});

test('an import’s file is for officers and secrecy reviewers of the unit', async () => {
  const file = await keep('import', ofUnit);
  await db
    .insert(imports)
    .values({ orgId: unit.id, fileId: file.id, state: 'checking', createdBy: ofUnit.actor.userId });
  expect((await getFile(ofUnit, file.id)).id).toBe(file.id);
  const finance = await asActor(ofUnit, await makePerson(db, unit, ['finance']));
  await expect(getFile(finance, file.id)).rejects.toMatchObject(missing);
  await expect(getFile(stranger, file.id)).rejects.toMatchObject(missing);
});

test('a report is for owner and evaluator, and once the unit let it out for those who read the whole record', async () => {
  const { id } = await makeAchievement(db, unit, { id: ofUnit.actor.userId });
  const file = await keep('attachment', ofBuyer);
  await db.insert(evaluations).values({
    achievementId: id,
    orgId: unit.id,
    versionN: 1,
    evaluatorOrgId: buyer.id,
    purpose: '转化交易',
    state: 'issued',
    evidence: {},
    reportFileId: file.id,
    requestedBy: ofUnit.actor.userId,
  });
  const account = await asActor(ofUnit, await makePerson(db, null));
  await expect(getFile(stranger, file.id)).rejects.toMatchObject(missing);
  await db.update(evaluations).set({ openedAt: ofUnit.now() }).where(eq(evaluations.achievementId, id));
  expect((await getFile(stranger, file.id)).id).toBe(file.id);
  await expect(getFile(account, file.id)).rejects.toMatchObject(missing);
  await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, id));
  await expect(getFile(stranger, file.id)).rejects.toMatchObject(missing);
  for (const ctx of [ofUnit, ofBuyer]) expect((await getFile(ctx, file.id)).id).toBe(file.id);
});

test('papers of verification are for those who hand them in, and for reviewers while they wait', async () => {
  const file = await keep('paper', ofBuyer);
  await db.insert(organisationPapers).values({ orgId: buyer.id, fileId: file.id });
  const person = async (org: Organisation | null, roles: Parameters<typeof makePerson>[2], given = {}) =>
    asActor(ofUnit, await makePerson(db, org, roles, given));
  const reviewer = await person(null, [], { platformRoles: ['reviewer'] });
  const admin = await person(null, [], { platformRoles: ['admin'] });
  expect((await getFile(ofBuyer, file.id)).id).toBe(file.id);
  expect((await getFile(await person(buyer, ['owner']), file.id)).id).toBe(file.id);
  for (const ctx of [await person(buyer, ['inventor']), ofUnit, admin, reviewer]) {
    await expect(getFile(ctx, file.id)).rejects.toMatchObject(missing);
  }
  await db.update(organisations).set({ state: 'submitted' }).where(eq(organisations.id, buyer.id));
  expect((await getFile(reviewer, file.id)).id).toBe(file.id);
  await expect(getFile(admin, file.id)).rejects.toMatchObject(missing);
  await db.update(organisations).set({ state: 'verified' }).where(eq(organisations.id, buyer.id));
});

test('a file that does not exist is not found', () =>
  expect(getFile(ofUnit, crypto.randomUUID())).rejects.toMatchObject(missing));
