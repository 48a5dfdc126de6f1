import { type EvidenceEntry, type EvidenceKind, evidenceText, noPrevious } from './signing-evidence.ts';

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

/** What a check can say of a place; the words for people who read Chinese are in `evidence-words`. */
export type EvidenceSays =
  | 'data matches its hash'
  | 'data does not match its hash'
  | 'is missing'
  | 'is the one that the hash covers'
  | 'is not the one that the hash covers'
  | 'is as it was kept; the hash that was signed covers the terms only'
  | 'is not as it was kept'
  | 'stands at another place than its number says'
  | 'does not follow the entry before it'
  | 'was changed: its text does not match its hash'
  | 'names another text than the version has'
  | 'fixes other words than the version has'
  | 'unchanged and in its place'
  | 'there is no evidence'
  | 'is the one given'
  | 'is not the one given: rewritten or cut short';

/** What a finding is about: `n` of a version or an entry, `kind` of an entry. */
export interface EvidencePlace {
  readonly part: 'version' | 'words' | 'entry' | 'entries' | 'head';
  readonly n?: number;
  readonly kind?: EvidenceKind;
}

export interface EvidenceFinding {
  readonly isOk: boolean;
  readonly place: EvidencePlace;
  /** The place in English, for the command's lines. */
  readonly where: string;
  readonly says: EvidenceSays;
}

function whereOf({ part, n, kind }: EvidencePlace): string {
  if (part === 'version') return `version ${n}`;
  if (part === 'words') return `version ${n} text`;
  if (part === 'entry') return `entry ${n} ${kind}`;
  return part === 'entries' ? 'entries' : 'last entry';
}

const found = (isOk: boolean, place: EvidencePlace, says: EvidenceSays): EvidenceFinding => ({
  isOk,
  place,
  where: whereOf(place),
  says,
});

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
    return [found(isOk, { part: 'version', n }, says), ...wordsFinding(version, { sha256, canonical })];
  });
  const entries = report.entries.map((entry, i): EvidenceFinding => {
    const place = { part: 'entry', n: entry.n, kind: entry.kind } as const;
    const bad = (says: EvidenceSays): EvidenceFinding => found(false, place, says);
    if (entry.n !== i + 1) return bad('stands at another place than its number says');
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
    return found(true, place, 'unchanged and in its place');
  });
  if (entries.length === 0) entries.push(found(false, { part: 'entries' }, 'there is no evidence'));
  if (head !== undefined) {
    const isOk = report.entries.at(-1)?.sha256 === head;
    const says = isOk ? 'is the one given' : 'is not the one given: rewritten or cut short';
    entries.push(found(isOk, { part: 'head' }, says));
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
  const place = { part: 'words', n } as const;
  const covered = coveredText(data);
  if (text === undefined) return covered === null ? [] : [found(false, place, 'is missing')];
  const own = sha256(canonical(text));
  if (covered !== null) {
    const isOk = own === covered;
    return [found(isOk, place, isOk ? 'is the one that the hash covers' : 'is not the one that the hash covers')];
  }
  const isOk = own === textSha256;
  const says = isOk ? 'is as it was kept; the hash that was signed covers the terms only' : 'is not as it was kept';
  return [found(isOk, place, says)];
}

/** The hash that the words of a version are held against: the one that the signed hash covers, else the one they were kept by. */
export const wordsHash = ({ data, textSha256 }: EvidenceVersion): string | null =>
  coveredText(data) ?? textSha256 ?? null;

/** Whether the hash that was signed covers the words of a version, or its terms only. */
export const textCover = ({ data }: Pick<EvidenceVersion, 'data'>): 'whole' | 'terms' =>
  coveredText(data) === null ? 'terms' : 'whole';

const coveredText = (data: unknown): string | null =>
  data !== null && typeof data === 'object' && 'textSha256' in data && typeof data.textSha256 === 'string'
    ? data.textSha256
    : null;
