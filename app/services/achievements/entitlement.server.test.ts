import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext } from '#seeds/make.ts';
import { makePaper } from '#seeds/make-state-papers.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { contractText } from '../contracts/text-queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { paperOfDecision } from '../papers/decision-paper.server.ts';
import { findEntitlement } from './entitlement-queries.server.ts';
import { recordEntitlement } from './record-entitlement.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const share = {
  kind: 'ownership',
  sharePpm: 700_000,
  termYears: null,
  holders: [{ name: '鲁松砚', sharePpm: 1_000_000 }],
  agreedOn: '2020-03-01',
  noticeFrom: '2020-02-01',
  noticeTo: '2020-02-20',
  note: '',
} as const;
const record = async (talk: TalkingDeal, role: 'officer' | 'finance', given = {}) =>
  codeOf(
    recordEntitlement(await talk.as('unit', role), { achievementId: talk.deal.achievementId, ...share, ...given }),
  );

test('a contract written after names the owners beside the unit; what was written before stays', async () => {
  const talk = await makeTalkingDeal(makeContext(db));
  const officer = await talk.as('unit', 'officer');
  const before = await makeTalkingDeal(makeContext(db));
  const old = await proposeContract(await before.as('unit', 'officer'), {
    dealId: before.deal.id,
    terms: soundTerms(),
  });
  expect(await record(talk, 'officer')).toBe('done');
  expect(await record(before, 'officer')).toBe('done');
  const { id } = await proposeContract(officer, { dealId: talk.deal.id, terms: soundTerms() });
  const { text } = await contractText(officer, id, null);
  expect(text.articles[0]?.paragraphs.join('')).toContain('共有权人及其份额：鲁松砚（70%），其余 30% 归许可方');
  expect((await getVersion(officer, old.id, 1)).data.achievement).not.toHaveProperty('entitlement');
});

test('the own officer records it after a publicity of fifteen days; a change replaces it', async () => {
  const talk = await makeTalkingDeal(makeContext(db));
  expect(await record(talk, 'finance')).toBe('forbidden');
  expect(await record(talk, 'officer', { noticeTo: '2020-02-10' })).toBe('invalid');
  expect(await record(talk, 'officer', { noticeTo: '2999-02-10' })).toBe('invalid');
  expect(await record(talk, 'officer', { sharePpm: 0 })).toBe('invalid');
  const company = await talk.as('company', 'officer');
  const input = { achievementId: talk.deal.achievementId, ...share };
  expect(await codeOf(recordEntitlement(company, input))).toBe('not_found');
  await record(talk, 'officer');
  await record(talk, 'officer', { sharePpm: 500_000 });
  expect(await findEntitlement(company, talk.deal.achievementId)).toMatchObject({ sharePpm: 500_000 });
});

test('who signs for the others shows the agreement, which the own unit alone reads', async () => {
  const talk = await makeTalkingDeal(makeContext(db));
  expect(await record(talk, 'officer', { unitActsAlone: true })).toBe('invalid');
  expect(await record(talk, 'officer', { agreedOn: '2999-03-01' })).toBe('invalid');
  const officer = await talk.as('unit', 'officer');
  const agreement = await makePaper(officer, '赋权协议');
  expect(await record(talk, 'officer', { unitActsAlone: true, agreement })).toBe('done');
  const kept = await findEntitlement(officer, talk.deal.achievementId);
  const fileId = kept?.fileId ?? '';
  expect(await getFile(officer, fileId)).toMatchObject({ name: '赋权协议.pdf', sha256: agreement.sha256 });
  expect(await codeOf(getFile(await talk.as('company', 'officer'), fileId))).toBe('not_found');
  expect(await codeOf(getFile(await talk.as('unit', 'inventor'), fileId))).toBe('not_found');
  const { id } = await proposeContract(officer, { dealId: talk.deal.id, terms: soundTerms() });
  const { blocks } = await paperOfDecision(officer, id);
  expect(JSON.stringify(blocks)).toContain(agreement.sha256);
});
