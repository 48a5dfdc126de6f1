import { type EvidenceEntry, evidenceText, noPrevious } from './signing-evidence.ts';

/** What a contract page gives away for offline checking: data and words of the signed version and the chain of evidence. */
export interface EvidenceReport {
  readonly schemaVersion: 1;
  readonly contractNo: string;
  readonly title: string;
  readonly versions: readonly EvidenceVersion[];
  readonly entries: readonly EvidenceEntry[];
}

export interface EvidenceVersion {
  readonly n: number;
  readonly sha256: string;
  readonly data: unknown;
  /** Absent in reports from before words were kept. */
  readonly text?: unknown;
  /** The hash by which the words were kept. */
  readonly textSha256?: string;
}

export interface EvidenceFinding {
  readonly isOk: boolean;
  readonly where: string;
  readonly says: string;
}

export interface EvidenceHashes {
  /** SHA-256 of a text, in hexadecimal. */
  readonly sha256: (text: string) => string;
  /** The canonical JSON of a value, as versions are hashed. */
  readonly canonical: (value: unknown) => string;
}

/**
 * Checks a report by itself: each version's data gives its hash, each entry's text its own, each entry names the one before it,
 * and what was signed is the text that was frozen. The first fault of each place is told; nothing is repaired. A report that was
 * rewritten as a whole or cut short is sound in itself: it is told by `head`, the last hash as the contract's page has it.
 */
export function verifyEvidence(
  report: EvidenceReport,
  { sha256, canonical }: EvidenceHashes,
  head?: string,
): EvidenceFinding[] {
  const versions = report.versions.flatMap((version): EvidenceFinding[] => {
    const { n, sha256: named, data } = version;
    const isOk = sha256(canonical(data)) === named;
    const says = isOk ? 'data matches its hash' : 'data does not match its hash';
    return [{ isOk, where: `version ${n}`, says }, ...wordsFinding(version, { sha256, canonical })];
  });
  const entries = report.entries.map((entry, i): EvidenceFinding => {
    const where = `entry ${entry.n} ${entry.kind}`;
    const bad = (says: string): EvidenceFinding => ({ isOk: false, where, says });
    if (entry.n !== i + 1) return bad(`stands at place ${i + 1}`);
    if (entry.previousSha256 !== (report.entries[i - 1]?.sha256 ?? noPrevious))
      return bad('does not follow the entry before it');
    if (sha256(evidenceText(report.contractNo, entry)) !== entry.sha256)
      return bad('was changed: its text does not match its hash');
    const textSha256 = entry.body.textSha256;
    const version = report.versions.find(({ n }) => n === entry.body.versionN);
    if (textSha256 !== undefined && version?.sha256 !== textSha256)
      return bad('names another text than the version has');
    const { wordsSha256 } = entry.body;
    if (wordsSha256 !== undefined && sha256(canonical(version?.text)) !== wordsSha256)
      return bad('fixes other words than the version has');
    return { isOk: true, where, says: 'unchanged and in its place' };
  });
  if (entries.length === 0) entries.push({ isOk: false, where: 'entries', says: 'there is no evidence' });
  if (head !== undefined) {
    const isOk = report.entries.at(-1)?.sha256 === head;
    entries.push({
      isOk,
      where: 'last entry',
      says: isOk ? 'is the one given' : 'is not the one given: rewritten or cut short',
    });
  }
  return [...versions, ...entries];
}

/**
 * The articles against the hash that the version's own hash covers. Of a version that was written before words were kept the hash
 * covers the terms only: its words are held against the hash they were kept by, which an entry of the chain names.
 */
function wordsFinding(
  { n, data, text, textSha256 }: EvidenceVersion,
  { sha256, canonical }: EvidenceHashes,
): EvidenceFinding[] {
  const where = `version ${n} text`;
  const covered = coveredText(data);
  if (text === undefined) {
    return covered === null ? [] : [{ isOk: false, where, says: 'is missing' }];
  }
  const found = sha256(canonical(text));
  if (covered !== null) {
    const isOk = found === covered;
    return [{ isOk, where, says: isOk ? 'is the one that the hash covers' : 'is not the one that the hash covers' }];
  }
  const isOk = found === textSha256;
  const says = isOk ? 'is as it was kept; the hash that was signed covers the terms only' : 'is not as it was kept';
  return [{ isOk, where, says }];
}

/** Whether the hash that was signed covers the words of a version, or its terms only. */
export const textCover = ({ data }: Pick<EvidenceVersion, 'data'>): 'whole' | 'terms' =>
  coveredText(data) === null ? 'terms' : 'whole';

const coveredText = (data: unknown): string | null =>
  data !== null && typeof data === 'object' && 'textSha256' in data && typeof data.textSha256 === 'string'
    ? data.textSha256
    : null;
