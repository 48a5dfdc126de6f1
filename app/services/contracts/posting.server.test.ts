import { eq } from 'drizzle-orm';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { publicityPostings } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { objector } from '#seeds/make-objector.ts';
import { getFile } from '../files/get-file.server.ts';
import { paperOfPublicity } from '../papers/publicity-paper.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { decideObjection } from './decide-objection.server.ts';
import { fileObjection } from './file-objection.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { publicityPage } from './publicity-queries.server.ts';
import { recordPosting } from './record-posting.server.ts';
import { startPublicity } from './start-publicity.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('a notice that stood elsewhere too is on record with its picture, for the unit alone, and on its certificate', async () => {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const contract = await proposeContract(await talk.as('unit', 'officer'), {
    dealId: talk.deal.id,
    terms: soundTerms(),
  });
  const deed = { contractId: contract.id, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  const officer = await talk.as('unit', 'officer');
  const publicity = await startPublicity(officer, { ...deed, audience: 'unit', contact: '科技处' });
  const paper = async () => ({
    ...(await ctx.files.put(Readable.from([Buffer.from(`%PDF-1.7 ${Math.random()}`)]), 100)),
    name: 'OA截图.pdf',
  });
  const posting = async () => ({
    publicityId: publicity.id,
    place: 'oa' as const,
    url: 'https://oa.example.edu.cn/notice/1',
    postedOn: '2026-11-02',
    paper: await paper(),
  });
  expect(await codeOf(recordPosting(await talk.as('company', 'officer'), await posting()))).toBe('not_found');
  expect(await codeOf(recordPosting(await talk.as('unit', 'inventor'), await posting()))).toBe('forbidden');
  expect(await codeOf(recordPosting(officer, { ...(await posting()), postedOn: '2026-11-01' }))).toBe('invalid');
  const key = crypto.randomUUID();
  await Promise.all([posting(), posting()].map(async (sent) => recordPosting(officer, { ...(await sent), key })));

  const { postings } = await publicityPage(officer, contract.id);
  expect(postings).toMatchObject([{ place: 'oa', postedOn: '2026-11-02' }]);
  expect((await publicityPage(await talk.as('company', 'officer'), contract.id)).postings).toEqual([]);
  const fileId = postings[0]?.fileId ?? '';
  expect((await getFile(officer, fileId)).name).toBe('OA截图.pdf');
  expect(await codeOf(getFile(await talk.as('company', 'officer'), fileId))).toBe('not_found');
  expect(JSON.stringify(await paperOfPublicity(officer, contract.id))).toContain('https://oa.example.edu.cn/notice/1');

  const { id: objectionId } = await fileObjection(await talk.as('unit', 'inventor'), {
    ...objector,
    publicityId: publicity.id,
    grounds: '该成果由两个课题组共同完成，署名尚有争议。',
  });
  await decideObjection(await talk.as('unit', 'approver'), { objectionId, outcome: 'uphold', decision: '成立' });
  expect(await codeOf(recordPosting(officer, await posting()))).toBe('state_changed');
  expect(await db.$count(publicityPostings, eq(publicityPostings.publicityId, publicity.id))).toBe(1);
});
