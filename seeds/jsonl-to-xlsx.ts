import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import excel from 'exceljs';
import { headerOf } from '#app/domain/import-columns.ts';
import { disciplines } from './reference/disciplines.ts';

/** A research record: one line of JSON with kind "full". Other kinds are left out. */
interface ResearchRecord {
  readonly kind: 'full';
  readonly title: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly discipline: string;
}

const isRecord = (value: unknown): value is ResearchRecord =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  value.kind === 'full' &&
  'title' in value &&
  typeof value.title === 'string' &&
  'abstract' in value &&
  typeof value.abstract === 'string' &&
  'keywords' in value &&
  Array.isArray(value.keywords) &&
  'discipline' in value &&
  typeof value.discipline === 'string';

const fieldsOf = new Map<string, readonly string[]>(disciplines.map((each) => [each.label, each.fields]));
const columns = ['name', 'unit', 'secrecy', 'type', 'fields', 'abstract', 'keywords', 'searchTerms'] as const;
/** Where the discipline is unknown: 科技服务, the widest field. */
const otherField = ['27.5'];

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  yield* createInterface({ input, crlfDelay: Infinity });
}

/**
 * Makes an import sheet of research records: fills unit, 应用技术 and 公开, maps the discipline to fields, takes the first
 * three key words as 关键词 and the surplus as search terms. Gives the number of records.
 */
export async function jsonlToXlsx(from: string, to: string, unit: string): Promise<number> {
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: to, useSharedStrings: true });
  const sheet = book.addWorksheet('成果');
  sheet.addRow(columns.map(headerOf)).commit();
  let count = 0;
  for await (const line of linesOf(from)) {
    const record: unknown = line.trim() === '' ? null : JSON.parse(line);
    if (!isRecord(record)) continue;
    const keywords = [...new Set(record.keywords.map((word) => word.replace(/[;；\n]/g, ' ').trim()).filter(Boolean))];
    sheet
      .addRow([
        record.title,
        unit,
        '公开',
        '应用技术',
        (fieldsOf.get(record.discipline) ?? otherField).join('；'),
        record.abstract,
        keywords.slice(0, 3).join('；'),
        keywords.slice(3).join('；'),
      ])
      .commit();
    count += 1;
  }
  await book.commit();
  return count;
}

if (process.argv[1] !== undefined && basename(process.argv[1]) === basename(fileURLToPath(import.meta.url))) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { unit: { type: 'string' } } });
  const [from, to] = positionals;
  if (from === undefined || to === undefined || values.unit === undefined) {
    console.error('npx tsx seeds/jsonl-to-xlsx.ts <in.jsonl[.gz]> <out.xlsx> --unit <name>');
    process.exit(2);
  }
  console.log(`${await jsonlToXlsx(from, to, values.unit)} records`);
}
