import { canonicalJson } from '#app/domain/canonical-json.ts';
import type { CheckedRow } from '#app/domain/row-check.ts';
import { fingerprintOfText } from '../fingerprint.server.ts';

/** The columns of `import_rows` that a line holds, in order; whoever writes it puts `id` and `import_id` in front. */
export const lineColumns = [
  'row_no',
  'state',
  'name',
  'name_key',
  'reg_no',
  'data',
  'sha256',
  'team',
  'errors',
  'duplicate',
  'achievement_id',
] as const;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A field in the text format of COPY. PostgreSQL takes no NUL. */
const field = (text: string | null): string =>
  text === null
    ? '\\N'
    : /[\\\n\r\t\0]/.test(text)
      ? text.replaceAll('\0', '').replace(/[\\\n\r\t]/g, (char) => escapes[char] ?? char)
      : text;
/** JSON spells every control character out, so that only backslashes are left to escape. */
const jsonField = (json: string | null): string =>
  json === null ? '\\N' : json.includes('\\') ? json.replaceAll('\\', '\\\\') : json;

/** A checked row as one line for COPY, marked with an R. */
export function rowLine(row: CheckedRow): string {
  // The text that is hashed is what is stored: one serialisation.
  const data = row.data === null ? null : canonicalJson(row.data);
  const fields = [
    String(row.rowNo),
    row.state,
    field(row.name),
    field(row.nameKey),
    field(row.regNo),
    jsonField(data),
    data === null ? '' : fingerprintOfText(data),
    jsonField(row.team === null ? null : JSON.stringify(row.team)),
    jsonField(JSON.stringify(row.errors)),
    field(row.duplicate),
    field(row.achievementId),
  ];
  return `R${fields.join('\t')}`;
}
