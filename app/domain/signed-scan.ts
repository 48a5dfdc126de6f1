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

interface CountedFile {
  /** Null where that could not be told. */
  readonly pages: number | null;
  /** Of the frozen text; null where no file of one deed could be counted, or from before pages were counted. */
  readonly textPages: number | null;
}

/**
 * What is odd about the number of pages of a scan beside its frozen text; null where they agree or nothing is known. It warns and does
 * not stop: paper of another size, a cover or two pages on one picture are no fault. One page for a text of nine: 扫描件 1 页，冻结文本 9 页.
 */
export function scanPagesWarning(files: readonly CountedFile[]): string | null {
  const textPages = files.map((file) => file.textPages).findLast((count) => count !== null) ?? null;
  if (textPages === null) return null;
  const known = files.reduce((sum, { pages }) => sum + (pages ?? 0), 0);
  const uncounted = files.filter(({ pages }) => pages === null).length;
  if (uncounted > 0)
    return `扫描件有 ${uncounted} 个文件数不出页数，其余共 ${known} 页，冻结文本 ${textPages} 页：请逐页核对有没有缺页。`;
  if (known === textPages) return null;
  const odd = known < textPages ? '看来缺页' : '多出来的页请看清是什么';
  return `扫描件 ${known} 页，冻结文本 ${textPages} 页：${odd}，请逐页核对。`;
}
