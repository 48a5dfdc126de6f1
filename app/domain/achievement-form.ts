import type { AchievementData } from './achievement-data.ts';
import type { AchievementFields } from './achievement-draft.ts';
import { AppError } from './errors.ts';
import { headerOf, type ImportKey, importColumns } from './import-columns.ts';
import { type ImportScope, readImportRow, type ReadRow } from './import-row.ts';

/**
 * Reads the form by the same rules as a row of the import, so that one achievement has one set of rules. What the form
 * does not ask for (industries, origin, stage, source, comparison) is kept from the earlier version.
 *
 * @throws AppError invalid, with the sentence of the first wrong field and that field's name
 */
export function readAchievementForm(fields: AchievementFields, scope: ImportScope, earlier?: AchievementData): ReadRow {
  const cells = new Map<ImportKey, string>();
  for (const { key } of importColumns) {
    const value = fields[key];
    if (value !== undefined) cells.set(key, typeof value === 'string' ? value : value.join('；'));
  }
  cells.set('unit', scope.orgName);
  cells.set('secrecy', '公开');
  const reading = readImportRow(cells, scope);
  if (reading.kind === 'ok') {
    const { achievement, people } = reading.row;
    if (earlier === undefined) return reading.row;
    const { industries, origin, stage, source, advantages } = earlier;
    return { achievement: { ...achievement, industries, origin, stage, source, advantages }, people };
  }
  const [first] = reading.errors;
  const key = importColumns.find((column) => headerOf(column.key) === first?.column)?.key;
  throw new AppError('invalid', { says: first?.says }, key);
}
