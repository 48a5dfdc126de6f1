import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { achievements } from '#seeds/world/achievements.ts';
import { headerOf, type ImportKey } from '#app/domain/import-columns.ts';
import { sensitivity } from '#app/domain/secrecy-screen.ts';
import { writeWorkbook } from '#app/services/sheets/write-workbook.server.ts';
import { pipeline } from 'node:stream/promises';

const keys: readonly ImportKey[] = [
  'name',
  'unit',
  'secrecy',
  'type',
  'fields',
  'abstract',
  'problem',
  'solution',
  'keywords',
  'trl',
  'projectNo',
  'people',
];

/** What a person has to read by itself is not released with the rest: all of these rows go the whole way. */
const plain = achievements.filter(({ fields }) => sensitivity(fields).length === 0);

function* rowsOf(count: number, unit: string): Generator<string[]> {
  for (let at = 0; at < count; at += 1) {
    const told = plain[at % plain.length];
    if (told === undefined) return;
    yield [
      `${told.name}（批次 B${at}）`,
      unit,
      '公开',
      '应用技术',
      told.fields.join('；'),
      `${told.abstract}试验批次 B${at}。`,
      told.problem,
      told.solution,
      told.keywords.join('；'),
      String(told.trl ?? ''),
      `P${at}`,
      '张三/教授/60%；李四/副研究员/40%',
    ];
  }
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A CSV of so many generated records, told from the demo world's achievements with a number each. */
export async function writeCsv(path: string, count: number, unit: string): Promise<void> {
  const out = createWriteStream(path);
  out.write(`${keys.map((key) => quoted(headerOf(key))).join(',')}\n`);
  for (const row of rowsOf(count, unit)) {
    if (!out.write(`${row.map(quoted).join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** The same records as a workbook. */
export async function writeXlsx(path: string, count: number, unit: string): Promise<void> {
  const rows = (function* () {
    for (const cells of rowsOf(count, unit)) yield { cells };
  })();
  const { stream } = await writeWorkbook(keys.map(headerOf), rows);
  await pipeline(stream, createWriteStream(path));
}

/** How many columns a generated row has. */
export const generatedColumns = keys.length;
