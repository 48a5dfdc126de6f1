import { cutText } from './cut-text.ts';
import { columnSamples } from './import-samples.ts';

const mostUnknown = 20;
const mostNames = 200;

/** Every text in what somebody wrote as JSON, the names he gave included. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => [name, ...textsIn(each)]);
}

/** The columns of a file as they come to light while it is read: their heads, the first values of each, what is not read. */
export function tableColumns() {
  let heads: readonly string[] = [];
  let samples = columnSamples();
  const unknown = new Set<string>();
  /** Of a file of records: the names its records gave so far, in the order in which they came. */
  let names: Map<string, number> | null = null;
  return {
    /** The head stands here, whether or not it can be read; what was taken for a row before was none. */
    headed(cells: readonly string[]): void {
      heads = cells.map((cell) => cell.trim());
      samples = columnSamples();
    },
    /** What looked like the head must be it: rows below have been sampled. */
    headedBy(cells: readonly string[]): void {
      heads = cells.map((cell) => cell.trim());
    },
    wantsSamples: (): boolean => samples.wants(),
    sample: (cells: readonly string[]): void => samples.take(cells),
    /** The values of a record in the order in which names were first seen. */
    valuesOf(record: Readonly<Record<string, unknown>>): string[] {
      names ??= new Map();
      for (const name of Object.keys(record))
        if (!names.has(name) && names.size < mostNames) names.set(name, names.size);
      heads = [...names.keys()];
      return heads.map((name) => textsIn(record[name]).join('；'));
    },
    isOfRecords: (): boolean => names !== null,
    notRead(name: string): void {
      if (unknown.size < mostUnknown) unknown.add(cutText(name, 60));
    },
    unknown: (): string[] => [...unknown],
    heads: (): readonly string[] => heads,
    samples: (): string[][] => samples.of(heads),
  };
}

export type TableColumns = ReturnType<typeof tableColumns>;
