import type { ContractSide } from './contract-deeds.ts';

/** What a side says of the scan of the sealed paper: it shows the frozen version, or it does not. */
export const scanOutcomes = ['confirmed', 'refused'] as const;
export type ScanOutcome = (typeof scanOutcomes)[number];

/** Files of one scan: a PDF of the whole paper, or photographs of its pages. */
export const maxScanFiles = 60;

export interface ScanFile {
  readonly id: string;
  readonly sha256: string;
}

export interface ScanAnswer {
  readonly side: ContractSide;
  readonly outcome: ScanOutcome;
  /** Digest of the files that were looked at. */
  readonly scanSha256: string;
  /** The last file of them. */
  readonly lastScanId: string;
}

/** The text that is hashed into the one digest of a scan: the fingerprints of its files, in their order, a line each. */
export const scanText = (files: readonly ScanFile[]): string => files.map(({ sha256 }) => sha256).join('\n');

/** The files that stand: everything after the last refusal. Ids rise with time. */
export function standingFiles<File extends ScanFile>(
  files: readonly File[],
  answers: readonly ScanAnswer[],
): readonly File[] {
  const refused = answers.filter(({ outcome }) => outcome === 'refused').map(({ lastScanId }) => lastScanId);
  const last = refused.toSorted().at(-1) ?? '';
  return files.filter(({ id }) => id > last);
}

/** The sides that have confirmed exactly these files: a file more or less, and nobody has. */
export const confirmedSides = (scanSha256: string, answers: readonly ScanAnswer[]): readonly ContractSide[] =>
  answers.flatMap((row) => (row.outcome === 'confirmed' && row.scanSha256 === scanSha256 ? [row.side] : []));
