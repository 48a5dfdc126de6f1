import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { PatentFacts } from '#app/domain/patent.ts';
import { patentHeadWithin, patentPlaces, readPatentRow } from '#app/domain/patent-export.ts';
import type { FileStore } from '../files/store.server.ts';
import { readTable } from '../sheets/read-table.server.ts';
import type { PatentAnswer, PatentSource } from './patent-source.ts';

/** Lines of one export: a large university holds some thousand patents. */
const maxRows = 20_000;
const maxFaults = 200;

interface PatentFile {
  readonly sha256: string;
  readonly name: string;
  readonly asOf: Day;
}

/** The source that is a file: CSV or XLSX with the columns that patent databases export. */
export const patentFile = (files: Pick<FileStore, 'path'>, { sha256, name, asOf }: PatentFile): PatentSource => ({
  name,
  asOf,
  find: () => readPatents(files, sha256),
});

/** Reads the table in the reading child, where a hostile file ends with it. */
async function readPatents(files: Pick<FileStore, 'path'>, sha256: string): Promise<PatentAnswer> {
  const rows = await readTable(files, sha256, {
    most: maxRows + patentHeadWithin,
    tooMany: '一次最多 20,000 行，请分开导出再传。',
    advice: '请从专利数据库重新导出，存为 .xlsx 或 .csv 再传。',
  });
  const at = rows.slice(0, patentHeadWithin).findIndex(({ cells }) => patentPlaces(cells) !== null);
  const places = at < 0 ? null : patentPlaces(rows[at]?.cells ?? []);
  if (places === null) {
    throw refused('没有找到表头。表里至少要有申请号（或公开号）、名称、法律状态三列，导出时勾选它们再传。');
  }
  const facts: PatentFacts[] = [];
  const faults: { rowNo: number; says: string }[] = [];
  let looked = 0;
  for (const { rowNo, cells } of rows.slice(at + 1)) {
    const read = readPatentRow(cells, places);
    if (read.kind !== 'skip') looked += 1;
    if (read.kind === 'row') facts.push(read.facts);
    if (read.kind === 'fault' && faults.length < maxFaults) faults.push({ rowNo, says: read.says });
  }
  return { facts, faults, looked };
}

const refused = (says: string) => new AppError('file_refused', { says }, 'file');
