import { utimes } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { files, organisationPapers } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { submitPapers } from '../organisations/submit-papers.server.ts';
import { keepFile } from './keep-file.server.ts';
import { sweepFiles } from './sweep-files.server.ts';

let db: Database;
let officer: ActorContext;
beforeAll(async () => {
  ({ db } = await testDatabase());
  const org = await makeOrganisation(db, { state: 'unverified' });
  officer = await asActor(makeContext(db), await makePerson(db, org, ['officer']));
});

const bytesOf = async (content: string) => ({
  ...(await officer.files.put(Readable.from([Buffer.from(content)]), 1_000)),
  name: 'a.pdf',
});
const isThere = (sha256: string) =>
  officer.files.get(sha256).then(
    (stream) => Boolean(stream.destroy()),
    () => false,
  );
const age = async (sha256: string, hours: number) => {
  const at = new Date(Date.now() - hours * 3_600_000);
  await utimes(officer.files.path(sha256), at, at);
};

test('after a day bytes without a row go; younger ones, and those a row names, stay', async () => {
  const [left, young] = [await bytesOf('%PDF-1.7 refused'), await bytesOf('%PDF-1.7 on its way')];
  const kept = await bytesOf('%PDF-1.7 kept');
  await submitPapers(officer, kept);
  await age(left.sha256, 25);
  await age(young.sha256, 23);
  await age(kept.sha256, 900);
  expect(await sweepFiles(officer)).toEqual({ rows: 0, bytes: 1 });
  expect(await Promise.all([left, young, kept].map((one) => isThere(one.sha256)))).toEqual([false, true, true]);
});

test('after a day a row that nothing refers to goes with its bytes; an attached one stays for ever', async () => {
  const received = await bytesOf('%PDF-1.7 never attached');
  const row = await inTransaction(officer, (tx) => keepFile(tx, received, 'paper', officer.actor.org?.orgId ?? ''));
  await age(received.sha256, 25);
  expect(await sweepFiles(officer)).toEqual({ rows: 0, bytes: 0 });
  await db.update(files).set({ createdAt: new Date(Date.now() - 25 * 3_600_000) });
  expect(await sweepFiles(officer)).toEqual({ rows: 1, bytes: 1 });
  expect(await db.$count(files, eq(files.id, row.id))).toBe(0);
  expect(await db.$count(organisationPapers)).toBe(1);
});

test('bytes that the sweep took in the same moment are asked for again, in words', async () => {
  const received = await bytesOf('%PDF-1.7 gone');
  await officer.files.remove(received.sha256);
  const keeping = inTransaction(officer, (tx) => keepFile(tx, received, 'paper', officer.actor.org?.orgId ?? ''));
  await expect(keeping).rejects.toMatchObject({ code: 'file_refused', field: 'file' });
});
