import type { AchievementData } from './achievement-data.ts';
import type { AchievementFields } from './achievement-draft.ts';
import { AppError } from './errors.ts';
import { headerOf, type ImportKey, importColumns } from './import-columns.ts';
import { type ImportScope, readImportRow, type ReadRow } from './import-row.ts';
import { mergeAchievement } from './merge-achievement.ts';

/**
 * Reads the form by the same rules as a row of the import, so that one achievement has one set of rules. What the form
 * does not ask for is kept from the earlier version.
 *
 * @throws AppError invalid, with the sentence of the first wrong field and that field's name
 */
export function readAchievementForm(fields: AchievementFields, scope: ImportScope, earlier?: AchievementData): ReadRow {
  const cells = new Map<ImportKey, string>();
  for (const { key } of importColumns) {
    const value = fields[key];
    if (value !== undefined) cells.set(key, typeof value === 'string' ? value : value.join('；'));
  }
  if (!cells.get('unit')) cells.set('unit', scope.orgName ?? '');
  cells.set('secrecy', '公开');
  const reading = readImportRow(cells, scope);
  if (reading.kind === 'ok') {
    if (earlier === undefined) return reading.row;
    const asked = importColumns.map(({ key }) => key).filter((key) => fields[key] !== undefined);
    return { ...reading.row, achievement: mergeAchievement(earlier, reading.row.achievement, asked) };
  }
  const [first] = reading.errors;
  const key = importColumns.find((column) => headerOf(column.key) === first?.column)?.key;
  throw new AppError('invalid', { says: first?.says }, key);
}
