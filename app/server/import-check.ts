import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dayOf } from '#app/domain/days.ts';
import type { CodeLists } from '#app/domain/code-list.ts';
import { type CellError, cellFaults } from '#app/domain/import-cells.ts';
import { importFailureWords, sheetRefusalWords } from '#app/domain/import-failure.ts';
import { type CheckEvent, checkSheet } from '#app/services/imports/check-sheet.server.ts';
import { ReadFailure } from '#app/services/sheets/read-failure.ts';
import { refusedSheet } from '#app/services/sheets/refused-sheet.server.ts';
import { sheetKindOf } from '#app/services/sheets/sheet-kind.server.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { secrecyRules } from '#seeds/reference/secrecy-rules.ts';

const usage = `Checks a sheet of achievements as an import does, on the production code and without a database. Nothing is stored.

  npm run -s import:check -- FILE [--unit NAME]     XLSX, CSV (UTF-8, GB18030, UTF-16) or JSON Lines, by content, not by name
  npm run -s import:check -- --schema               JSON Schema of the lines it prints

One JSON a line for each fault: row, column, code, message; "level":"warning" marks what is let in all the same. The last
line is a summary. --unit is the unit that imports: its name must be the first 完成单位. Rows that are not 公开 are named by
number only. The screen asks the rules that come with the product; those that a site's administrator adds stand in its
database and are asked when the file is imported. A file that cannot be read has one fault, in row 0 with the code unreadable, and a
summary with "readable":false. Exit code 0: every row passes; 1: there are faults, or the file cannot be read; 2: called wrongly.
`;

const Fault = z.object({
  row: z.int().describe('row of the file, as a spreadsheet numbers it; 0 for the file as a whole'),
  column: z.string(),
  code: z.enum(cellFaults),
  message: z.string(),
  level: z.literal('warning').optional(),
});
const Summary = z.object({
  summary: z.literal(true),
  file: z.string(),
  readable: z.boolean().describe('false: the file could not be read, or not to its end; its fault stands in row 0'),
  rows: z.int(),
  valid: z.int(),
  invalid: z.int(),
  duplicate: z.int(),
  warnings: z.int(),
  screen: z.object({
    rules: z.int().describe('rules of the screen that were asked: those that come with the product'),
    ownRules: z.literal(false).describe("the rules of a site's administrator are not asked here, but by the import"),
    note: z.string(),
  }),
});
const screen = {
  rules: secrecyRules.length,
  ownRules: false,
  note: `只按随产品提供的 ${secrecyRules.length} 条规则筛查；管理员自行添加的规则不在其中，导入时还会再查。`,
} as const;

/** The lists of this release, as the database would give them. */
function releasedLists(): CodeLists {
  return Object.fromEntries(
    codeLists.map(({ list, version, terms }) => [
      list,
      {
        list,
        version,
        terms: terms.map((term) => ({
          code: term.code,
          label: term.label,
          parent: 'parent' in term ? (term.parent as string) : null,
          note: 'note' in term ? (term.note as string) : null,
          isHidden: 'hiddenForAchievements' in term && term.hiddenForAchievements === true,
        })),
      },
    ]),
  );
}

async function print(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}

const rules = secrecyRules.map((rule) => ({ ...rule, id: rule.name }));

async function check(file: string, unit: string | null): Promise<number> {
  let readable = true;
  const counts = { rows: 0, valid: 0, invalid: 0, duplicate: 0, warnings: 0 };
  const fault = async (row: number, { column, code, says }: CellError, level?: 'warning') => {
    if (level) counts.warnings += 1;
    await print({ row, column, code, message: says, ...(level && { level }) });
  };
  const order = {
    scope: { orgName: unit, regionCode: '620000', lists: releasedLists(), today: dayOf(new Date()) },
    rules,
  };
  const readAll = async () => {
    const { size } = await stat(file);
    if (size === 0) throw new ReadFailure('empty');
    const refusal = await refusedSheet(file);
    if (refusal !== null) return unreadable(sheetRefusalWords(refusal));
    for await (const event of checkSheet(file, await sheetKindOf(file), 'report', order)) await take(event);
  };
  const unreadable = async (says: string) => {
    readable = false;
    await fault(0, { column: '', code: 'unreadable', says });
  };
  const take = async (event: CheckEvent) => {
    if (event.kind === 'row') {
      const { rowNo, state, errors, warnings } = event.row;
      counts.rows += 1;
      counts[state] += 1;
      for (const error of errors) await fault(rowNo, error);
      for (const warning of warnings) await fault(rowNo, warning, 'warning');
    } else if (event.kind === 'ask') throw new ReadFailure('head');
    else if (event.kind === 'end') {
      const { pictures = 0 } = event.notes;
      if (pictures > 0) {
        const says = `工作簿里有 ${pictures} 张图片，没有读取；导入时原文件不保留。`;
        await fault(0, { column: '', code: 'picture', says }, 'warning');
      }
      const { lines } = event.notes;
      for (const row of lines?.rows ?? []) {
        const says = '横跨整行的合并单元格，当作小标题，没有读成成果。';
        await fault(row, { column: '整行', code: 'merged', says }, 'warning');
      }
      for (const column of event.notes.unknownColumns ?? []) {
        await fault(0, { column, code: 'unknown_column', says: '不认识这一列，没有读取。' }, 'warning');
      }
    }
  };
  try {
    await readAll();
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    await unreadable(importFailureWords(error.failure, error.detail));
  }
  await print({ summary: true, file, readable, ...counts, screen });
  return readable && counts.invalid + counts.duplicate === 0 ? 0 : 1;
}

async function run(): Promise<number> {
  const options = { unit: { type: 'string' }, schema: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [file, ...others] = positionals;
  if (values.help) process.stdout.write(usage);
  else if (values.schema)
    process.stdout.write(`${JSON.stringify(z.toJSONSchema(z.union([Fault, Summary])), null, 2)}\n`);
  else if (file === undefined || others.length > 0) throw new Error(`one FILE is needed\n\n${usage}`);
  else return check(file, values.unit ?? null);
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${String((error as Error).message).trimEnd()}\n`);
  process.exitCode = 2;
}
