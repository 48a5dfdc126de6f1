import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { type EvidenceReport, verifyEvidence } from './evidence-report.ts';
import { type EvidenceEntry, type EvidenceKind, evidenceText, noPrevious } from './signing-evidence.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hashes = { sha256, canonical: canonicalJson };
const data = { title: '马铃薯淀粉分离汁水回用', terms: { termYears: 5 } };
const textSha256 = sha256(canonicalJson(data));

function reportOf(...steps: [EvidenceKind, EvidenceEntry['body']][]): EvidenceReport {
  const entries: EvidenceEntry[] = [];
  for (const [i, [kind, body]] of steps.entries()) {
    const previousSha256 = entries.at(-1)?.sha256 ?? noPrevious;
    const entry = {
      n: i + 1,
      kind,
      at: `2026-11-2${i}T02:00:00.000Z`,
      body: { versionN: 1, textSha256, ...body },
      previousSha256,
    };
    entries.push({ ...entry, sha256: sha256(evidenceText('HT-2026-00001', entry)) });
  }
  return {
    schemaVersion: 1,
    contractNo: 'HT-2026-00001',
    title: data.title,
    versions: [{ n: 1, sha256: textSha256, data }],
    entries,
  };
}

const sound = reportOf(
  ['frozen', {}],
  ['signed', { side: 'licensor', signer: '甲' }],
  ['signed', { side: 'licensee', signer: '乙' }],
  ['concluded', {}],
);
const faults = (report: EvidenceReport, head?: string) =>
  verifyEvidence(report, hashes, head)
    .filter(({ isOk }) => !isOk)
    .map(({ where }) => where);

test('a report as it was written is sound', () => {
  expect(faults(sound)).toEqual([]);
});

test('a changed signer, a dropped or moved entry and a changed text are found', () => {
  const [first, second, third, last] = sound.entries as [EvidenceEntry, EvidenceEntry, EvidenceEntry, EvidenceEntry];
  expect(
    faults({ ...sound, entries: [first, { ...second, body: { ...second.body, signer: '丙' } }, third, last] }),
  ).toEqual(['entry 2 signed']);
  expect(faults({ ...sound, entries: [first, third, last] }).length).toBeGreaterThan(0);
  expect(faults({ ...sound, entries: [first, third, second, last] }).length).toBeGreaterThan(0);
  expect(faults({ ...sound, versions: [{ n: 1, sha256: textSha256, data: { ...data, title: '别的' } }] })).toEqual([
    'version 1',
  ]);
  expect(faults({ ...sound, contractNo: 'HT-2026-00002' }).length).toBe(4);
});

test('one who rewrites an entry and its hash breaks the next', () => {
  const [first, second, third, last] = sound.entries as [EvidenceEntry, EvidenceEntry, EvidenceEntry, EvidenceEntry];
  const forged = { ...second, body: { ...second.body, signer: '丙' } };
  const rehashed = { ...forged, sha256: sha256(evidenceText(sound.contractNo, forged)) };
  expect(faults({ ...sound, entries: [first, rehashed, third, last] })).toEqual(['entry 3 signed']);
});

describe('the articles of a version', () => {
  const text = { textVersion: 1, articles: [{ no: 8, title: '账目与查阅', paragraphs: ['每年可以查阅一次。'] }] };
  const altered = { ...text, articles: [{ no: 8, title: '账目与查阅', paragraphs: ['每年可以查阅两次。'] }] };
  const words = sha256(canonicalJson(text));
  const covered = { schemaVersion: 2, title: '马铃薯淀粉分离汁水回用', textSha256: words };
  const coveredSha256 = sha256(canonicalJson(covered));
  const entries = reportOf(['frozen', { textSha256: coveredSha256 }]).entries;
  const version = { n: 1, sha256: coveredSha256, data: covered, text, textSha256: words };
  const report: EvidenceReport = { ...sound, entries, versions: [version] };
  const of = (changes: object) => faults({ ...report, versions: [{ ...version, ...changes }] });

  test('are covered by the hash that was signed: an altered or a missing one is found, its own hash rewritten or not', () => {
    expect(faults(report)).toEqual([]);
    expect(of({ text: altered })).toEqual(['version 1 text']);
    expect(of({ text: altered, textSha256: sha256(canonicalJson(altered)) })).toEqual(['version 1 text']);
    expect(of({ text: undefined, textSha256: undefined })).toEqual(['version 1 text']);
  });

  test('written before texts were kept are fixed by an entry of the chain', () => {
    const fixed = reportOf(['frozen', {}], ['text_kept', { wordsSha256: words }]);
    const old = { ...fixed, versions: [{ n: 1, sha256: textSha256, data, text, textSha256: words }] };
    const findings = verifyEvidence(old, hashes);
    expect(findings.filter(({ isOk }) => !isOk)).toEqual([]);
    expect(findings.map(({ says }) => says)).toContain(
      'is as it was kept; the hash that was signed covers the terms only',
    );
    const forged = { ...old.versions[0]!, text: altered, textSha256: sha256(canonicalJson(altered)) };
    expect(faults({ ...old, versions: [forged] })).toEqual(['entry 2 text_kept']);
  });
});

test('no evidence is no proof', () => {
  expect(faults({ ...sound, entries: [] })).toEqual(['entries']);
});

test('a report rewritten as a whole, or cut short, is sound in itself and told by the last hash', () => {
  const head = sound.entries.at(-1)?.sha256 ?? '';
  const rewritten = reportOf(['frozen', {}], ['signed', { side: 'licensor', signer: '丙' }], ['concluded', {}]);
  const short = { ...sound, entries: sound.entries.slice(0, 2) };
  expect(faults(sound, head)).toEqual([]);
  for (const forged of [rewritten, short]) {
    expect(faults(forged)).toEqual([]);
    expect(faults(forged, head)).toEqual(['last entry']);
  }
});
