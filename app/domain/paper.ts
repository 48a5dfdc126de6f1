/**
 * A paper as data: what is printed, in the order in which it is read. The printers (PDF, DOCX) decide how it looks; nothing
 * about a deal is decided here.
 */
export type PaperBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Smaller and grey: how to read the paper, what it is not. */
  | { readonly kind: 'note'; readonly text: string; /** Of what only the PDF has. */ readonly isOfPdf?: true }
  | { readonly kind: 'facts'; readonly items: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'table'; readonly columns: readonly PaperColumn[]; readonly rows: readonly (readonly string[])[] }
  /** Room for seals and signatures, one box for each. */
  | { readonly kind: 'signatures'; readonly boxes: readonly SignatureBox[] };

export interface PaperColumn {
  readonly label: string;
  /** Parts of the width, next to the other columns' parts. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface SignatureBox {
  readonly heading: string;
  readonly lines: readonly string[];
}

export interface Paper {
  readonly title: string;
  /** The number people file it under; stands in the foot of every page. */
  readonly no: string;
  /** One line under the title: version, day, standing. */
  readonly meta: string;
  /** What stands with the title on a page of its own, before the blocks; none: no such page. */
  readonly cover?: readonly (readonly [label: string, value: string])[];
  readonly blocks: readonly PaperBlock[];
  /** Names the frozen text on every page, for people and for a scanner; null for papers that are not signed. */
  readonly stamp: { readonly words: string; readonly code: string } | null;
  /** Invented for the demo: every page says so. */
  readonly isSample: boolean;
}

/** Names of files, without the ending: the number and the kind of paper, as people look for them. */
export const paperFileName = ({ no, title }: Pick<Paper, 'no' | 'title'>): string =>
  `${no} ${title}`.replace(/[\\/:*?"<>|\s]+/g, ' ').slice(0, 80);
