import { type EvidenceEntry, evidenceText, noPrevious } from './signing-evidence.ts';

/** What a contract page gives away for offline checking: the signed text's data and the chain of evidence. */
export interface EvidenceReport {
  readonly schemaVersion: 1;
  readonly contractNo: string;
  readonly title: string;
  readonly versions: readonly { readonly n: number; readonly sha256: string; readonly data: unknown }[];
  readonly entries: readonly EvidenceEntry[];
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
  const versions = report.versions.map(({ n, sha256: named, data }): EvidenceFinding => {
    const isOk = sha256(canonical(data)) === named;
    return { isOk, where: `version ${n}`, says: isOk ? 'data matches its hash' : 'data does not match its hash' };
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
