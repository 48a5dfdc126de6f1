import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { dealMessages, deals, files, imports, organisationPapers } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, type Organisation } from '#seeds/make.ts';
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
  // Uploaded and not yet sent: the other side has no claim on it.
  await expect(getFile(ofBuyer, file.id)).rejects.toMatchObject(missing);
  await db
    .insert(dealMessages)
    .values({ dealId: deal!.id, orgId: unit.id, authorId: ofUnit.actor.userId, body: '见附件', fileId: file.id });
  expect((await getFile(ofBuyer, file.id)).id).toBe(file.id);
  expect((await getFile(ofUnit, file.id)).id).toBe(file.id);
  await expect(getFile(stranger, file.id)).rejects.toMatchObject(missing);
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

test('papers of verification are for the organisation and the platform’s reviewers', async () => {
  const file = await keep('paper', ofBuyer);
  await db.insert(organisationPapers).values({ orgId: buyer.id, fileId: file.id });
  const reviewer = await asActor(ofUnit, await makePerson(db, null, [], { platformRoles: ['reviewer'] }));
  expect((await getFile(ofBuyer, file.id)).id).toBe(file.id);
  expect((await getFile(reviewer, file.id)).id).toBe(file.id);
  await expect(getFile(ofUnit, file.id)).rejects.toMatchObject(missing);
});

test('a file that does not exist is not found', () =>
  expect(getFile(ofUnit, crypto.randomUUID())).rejects.toMatchObject(missing));
