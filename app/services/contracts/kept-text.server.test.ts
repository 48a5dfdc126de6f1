import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { improvementLabels, type Improvements, improvementWays } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';
import type { Database } from '#db/client.server.ts';
import { contractTexts, contractVersions, signingEvidence } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { collected } from '#db/verify/ledger-difference.ts';
import { versionDifferences } from '#db/verify/verify-versions.ts';
import type { ActorContext } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { paperOfContract } from '../papers/contract-paper.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { evidenceReport } from './evidence-queries.server.ts';
import { keepOldTexts } from './keep-old-texts.server.ts';
import { withdrawAmendment } from './answer-amendment.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { amendmentsOf } from './amendment-queries.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { termsPage } from './terms-queries.server.ts';
import { contractText } from './text-queries.server.ts';

// A later release words the improvements otherwise.
const words: Record<Improvements, string> = improvementLabels;
const wordedBefore = { ...improvementLabels };
const rewordImprovements = () => {
  for (const way of improvementWays) words[way] = '由平台新写的措辞另定';
};

let db: Database;
let pg: Awaited<ReturnType<typeof testDatabase>>['sql'];
beforeAll(async () => {
  ({ db, sql: pg } = await testDatabase());
});
afterEach(() => {
  Object.assign(words, wordedBefore);
});

const hashes = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  canonical: canonicalJson,
};

async function performing() {
  const made = await makePerformingContract(db);
  const unit = await made.talk.as('unit', 'officer');
  return { ...made, unit, id: made.contractId };
}

test('a signed text reads the same on page, paper and evidence after the platform words a clause otherwise', async () => {
  const { unit, id } = await performing();
  const seen = async () => ({
    page: await contractText(unit, id, null),
    paper: await paperOfContract(unit, id, null),
    evidence: await evidenceReport(unit, id),
  });
  const before = await seen();
  expect(JSON.stringify(before.paper.blocks)).toContain('后续改进');
  rewordImprovements();
  expect(await seen()).toEqual(before);
  expect(JSON.stringify(before)).not.toContain('由平台新写的措辞另定');
});

test('the hash that is signed covers the words: the report of evidence tells an altered article', async () => {
  const { unit, id } = await performing();
  const report = await evidenceReport(unit, id);
  const faults = (words: (text: string) => string) =>
    verifyEvidence(JSON.parse(words(JSON.stringify(report))), hashes)
      .filter(({ isOk }) => !isOk)
      .map(({ where }) => where);
  expect(faults((text) => text)).toEqual([]);
  expect(faults((text) => text.replace('提前 10 个工作日', '提前 1 个工作日'))).toEqual(['version 1 text']);
});

test('words that were kept are never updated nor deleted', async () => {
  const { id } = await performing();
  const own = eq(contractTexts.contractId, id);
  await expect(db.update(contractTexts).set({ sha256: '' }).where(own)).rejects.toThrow();
  await expect(db.delete(contractTexts).where(own)).rejects.toThrow();
});

test('a change written after a rewording leaves what it does not change in the words that were signed', async () => {
  const { unit, id } = await performing();
  const { contract, data } = await contractText(unit, id, null);
  rewordImprovements();
  await prepareAmendment(unit, {
    contractId: id,
    baseVersionN: 1,
    terms: { ...termsFromJson(data.terms), confidentialityYears: 9 },
    effectiveOn: '2027-01-01',
    reason: '保密期延长',
  });
  const [amendment] = await amendmentsOf(unit, contract);
  expect(amendment?.changes.map(({ title }) => title)).toEqual(['保密']);
  const paper = await paperOfContract(unit, id, 2);
  expect(paper.title).toContain('变更协议');
  const words = JSON.stringify(paper.blocks);
  expect(words).not.toContain('由平台新写的措辞另定');
  expect(words).toContain('9 年');
  // Changed itself, an article is in the words of today, and the change says so.
  await withdrawAmendment(unit, { contractId: id, versionN: 2 });
  await prepareAmendment(unit, {
    contractId: id,
    baseVersionN: 1,
    terms: { ...termsFromJson(data.terms), improvements: 'shared' },
    effectiveOn: '2027-01-01',
    reason: '改进成果共有',
  });
  const { change, text } = await contractText(unit, id, 3);
  expect(JSON.stringify(text.articles)).toContain('由平台新写的措辞另定');
  expect(change?.filter((line) => line.startsWith('第 '))).toEqual([expect.stringContaining('后续改进')]);
  // What had been signed stays.
  expect(JSON.stringify(await paperOfContract(unit, id, 1))).not.toContain('由平台新写的措辞另定');
});

test('what a counter-offer says otherwise is told in the words of both versions', async () => {
  const talk = await makeTalkingDeal(makeContext(db, { now: testClock().now }));
  const terms = soundTerms();
  const unit = await talk.as('unit', 'officer');
  const { id } = await proposeContract(unit, { dealId: talk.deal.id, terms });
  rewordImprovements();
  await counterContract(await talk.as('company', 'officer'), {
    contractId: id,
    versionN: 1,
    terms: { ...terms, confidentialityYears: terms.confidentialityYears + 1 },
  });
  const page = await termsPage(unit, id);
  expect(page.open.map(({ key, changes }) => [key, changes.map(({ title }) => title)])).toEqual([
    ['confidentiality', ['保密']],
  ]);
  expect(page.reworded.map(({ title }) => title)).toEqual(['后续改进']);
});

/** As a release from before words were kept left a version. */
async function asOld(id: string) {
  await unguarded(async (tx) => {
    await tx.delete(contractTexts).where(eq(contractTexts.contractId, id));
    const own = and(eq(contractVersions.contractId, id), eq(contractVersions.n, 1));
    const [row] = await tx.select().from(contractVersions).where(own);
    const { textSha256: _none, ...data } = { ...row!.data, schemaVersion: 1 as const };
    await tx
      .update(contractVersions)
      .set({ data, sha256: fingerprint(data) })
      .where(own);
  });
}

/** Somebody who owns the database writes what no verb may. */
async function unguarded(work: (tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<unknown>) {
  await db.transaction(async (tx) => {
    await tx.execute(sql`alter table contract_texts disable trigger contract_texts_append_only`);
    await tx.execute(sql`alter table contract_versions disable trigger contract_versions_append_only`);
    await work(tx);
    await tx.execute(sql`alter table contract_versions enable trigger contract_versions_append_only`);
    await tx.execute(sql`alter table contract_texts enable trigger contract_texts_append_only`);
  });
}

const evidenceOf = (id: string) => db.select().from(signingEvidence).where(eq(signingEvidence.contractId, id));

test('of versions from before words were kept the words are kept once, their hash stays, the evidence fixes them', async () => {
  const { unit, id } = await performing();
  await asOld(id);
  const [old] = await db.select().from(contractVersions).where(eq(contractVersions.contractId, id));
  await keepOldTexts(unit);
  const kept = await contractText(unit, id, null);
  rewordImprovements();
  expect(await keepOldTexts(unit)).toBe(0);
  expect(await contractText(unit, id, null)).toEqual(kept);
  expect(kept.version.sha256).toBe(old?.sha256);
  const [fixed] = (await evidenceOf(id)).filter(({ kind }) => kind === 'text_kept');
  expect(fixed?.body).toMatchObject({ versionN: 1, wordsSha256: fingerprint(kept.text) });
  // Page and paper say that the words came later; of a version that was written with its words they say nothing.
  const later = `条款文字于 ${dayOf(unit.now())} 补存`;
  expect(kept.keptOn).toBe(dayOf(unit.now()));
  expect(JSON.stringify(await paperOfContract(unit, id, null))).toContain(later);
  const other = await performing();
  expect((await contractText(other.unit, other.id, null)).keptOn).toBeNull();
  expect(JSON.stringify(await paperOfContract(other.unit, other.id, null))).not.toContain('补存');
});

async function offered() {
  const talk = await makeTalkingDeal(makeContext(db, { now: testClock().now }), {
    unit: { isStateEstablished: false },
  });
  const { id } = await proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms: soundTerms() });
  await asOld(id);
  return { talk, id, unit: await talk.as('unit', 'officer') };
}

test('a version from before words were kept that is signed later: every entry names its words, an altered one is told', async () => {
  const { talk, id, unit } = await offered();
  await keepOldTexts(unit);
  await agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN: 1 });
  const { text } = await contractText(unit, id, 1);
  const entries = await evidenceOf(id);
  expect(entries.map(({ kind, body }) => [kind, body.wordsSha256])).toEqual([['frozen', fingerprint(text)]]);
  const report = await evidenceReport(unit, id);
  const altered = JSON.parse(JSON.stringify(report).replace('提前 10 个工作日', '提前 1 个工作日'));
  altered.versions[0].textSha256 = hashes.sha256(canonicalJson(altered.versions[0].text));
  const faults = verifyEvidence(altered, hashes).filter(({ isOk }) => !isOk);
  expect(faults.map(({ says }) => says)).toEqual(['fixes other words than the version has']);
  expect(await keepOldTexts(unit)).toBe(0);
});

test('a version that a process of the release before wrote after the start is kept by whoever reads or signs it first', async () => {
  const read = [
    (unit: ActorContext, id: string) => contractText(unit, id, null),
    (unit: ActorContext, id: string) => paperOfContract(unit, id, null),
    async (unit: ActorContext, id: string) => expect((await termsPage(unit, id)).history).toHaveLength(1),
  ];
  for (const one of read) {
    const { id, unit } = await offered();
    await one(unit, id);
    expect(await db.$count(contractTexts, eq(contractTexts.contractId, id))).toBe(1);
  }
  const { talk, id } = await offered();
  await agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN: 1 });
  expect((await evidenceOf(id)).map(({ body }) => body.wordsSha256)).toEqual([expect.any(String)]);
});

test('a version that cannot be read stops neither the start nor the words of the others', async () => {
  const broken = await offered();
  const sound = await offered();
  await unguarded((tx) =>
    tx.execute(
      sql`update contract_versions set data = jsonb_set(data, '{terms,licenceKind}', '"nobody knows"') where contract_id = ${broken.id}`,
    ),
  );
  await keepOldTexts(sound.unit);
  expect((await contractText(sound.unit, sound.id, null)).text.articles.length).toBeGreaterThan(10);
  expect(await db.$count(contractTexts, eq(contractTexts.contractId, broken.id))).toBe(0);
});

test('the check of the books tells old words that were rewritten with their hash, or taken away', async () => {
  const { id, unit } = await performing();
  await asOld(id);
  await keepOldTexts(unit);
  const own = eq(contractTexts.contractId, id);
  const [row] = await db.select().from(contractTexts).where(own);
  const { contract } = await contractText(unit, id, null);
  const checks = async () =>
    (await collected(versionDifferences(pg)))
      .filter(({ subject }) => subject.startsWith(contract.no))
      .map(({ check }) => check);
  expect(await checks()).toEqual([]);
  const text = JSON.parse(JSON.stringify(row!.text).replace('提前 10 个工作日', '提前 1 个工作日'));
  await unguarded((tx) =>
    tx
      .update(contractTexts)
      .set({ text, sha256: fingerprint(text) })
      .where(own),
  );
  expect(await checks()).toEqual(['the words of a version are those it was written with']);
  await unguarded((tx) => tx.delete(contractTexts).where(own));
  expect(await checks()).toEqual(['the words of a version are those it was written with']);
  // What was fixed and is gone is not written anew.
  expect(await keepOldTexts(unit)).toBe(0);
});

test('neither versions nor their words are emptied at once', async () => {
  await expect(db.execute(sql`truncate contract_texts`)).rejects.toThrow();
  await expect(db.execute(sql`truncate contract_versions cascade`)).rejects.toThrow();
});
