import type { AchievementDraft, AchievementFields } from './achievement-draft.ts';
import { cellOfEntries, entryKeys } from './entry-form.ts';
import { AppError, type FieldFault } from './errors.ts';
import { headerOf, type ImportKey, importColumns } from './import-columns.ts';
import { type ImportScope, readImportRow } from './import-row.ts';
import { formKeys } from './record-groups.ts';

/**
 * Reads the form by the same rules as a row of the import, so that one achievement has one set of rules. The form asks for
 * every field: what is left empty says nothing, whatever an earlier version said. `isOpen` is the tick that nothing of it is
 * secret: without it nothing is given back, and it is named with all else that is missing.
 *
 * @throws AppError invalid, with every wrong field and what is wrong with it
 */
export function readAchievementForm(
  fields: AchievementFields,
  scope: ImportScope,
  isOpen = true,
): Required<AchievementDraft> {
  const cells = new Map<ImportKey, string>();
  for (const key of formKeys) {
    const cell = cellOf(key, fields[key]);
    if (cell !== '') cells.set(key, cell);
  }
  if (!cells.get('unit')) cells.set('unit', scope.orgName ?? '');
  cells.set('secrecy', '公开');
  const reading = readImportRow(cells, { ...scope, isTyped: true });
  if (reading.kind === 'ok' && isOpen) {
    const { achievement: data, people, priceFloorFen } = reading.row;
    return { data, people, priceFloorFen };
  }
  const faults = (reading.kind === 'ok' ? [] : reading.errors).map(({ column, says }): FieldFault => ({
    field: importColumns.find(({ key }) => headerOf(key) === column)?.key ?? '',
    says,
  }));
  if (!isOpen) faults.push({ field: 'isOpen', says: '请确认：内容不涉密。涉密内容不要填写，请走线下渠道。' });
  throw new AppError('invalid', { says: faults[0]?.says }, faults[0]?.field, faults);
}

function cellOf(key: ImportKey, value: AchievementFields[string]): string {
  if (value === undefined || typeof value === 'string') return value ?? '';
  const entries = entryKeys.find((each) => each === key);
  if (entries === undefined) return value.filter((each) => typeof each === 'string').join('；');
  return cellOfEntries(
    entries,
    value.filter((each) => typeof each !== 'string'),
  );
}
