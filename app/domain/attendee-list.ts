import { MobileNumber } from './account-input.ts';
import { type TicketKind, ticketKindLabels, ticketKinds } from './event-registration.ts';

/** Somebody as a list names him. `kind` is null where the list has no column for it or the cell is empty. */
export interface ListedAttendee {
  readonly rowNo: number;
  readonly name: string;
  readonly phone: string;
  readonly unit: string;
  readonly post: string;
  readonly kind: TicketKind | null;
}
export interface ListFault {
  readonly rowNo: number;
  readonly says: string;
}

/** Heads of the template; lists of other makes are read by what their heads usually say. */
export const attendeeHeads = ['姓名', '手机号', '单位', '职务', '参会身份'] as const;
const knownHeads = {
  name: /^(姓名|名字|参会人|参会人员)$/,
  phone: /^(手机|手机号|手机号码|联系电话|电话|联系方式)$/,
  unit: /^(单位|工作单位|单位名称|所在单位)$/,
  post: /^(职务|职称|职务职称|职位)$/,
  kind: /^(身份|参会身份|类别|参会类别)$/,
} as const;
type Column = keyof typeof knownHeads;

const plain = (cell: string | undefined): string => (cell ?? '').replace(/[\s*＊]/g, '');
const kindOf = new Map<string, TicketKind>([
  ...ticketKinds.map((kind) => [ticketKindLabels[kind], kind] as const),
  ['经纪人', 'broker'],
]);

/** Where each column stands; null when names or numbers are missing, so that the row is no head. */
export function attendeeColumns(cells: readonly string[]): Readonly<Record<Column, number>> | null {
  const at = (column: Column) => cells.findIndex((cell) => knownHeads[column].test(plain(cell)));
  const found = { name: at('name'), phone: at('phone'), unit: at('unit'), post: at('post'), kind: at('kind') };
  return found.name < 0 || found.phone < 0 ? null : found;
}

/**
 * Reads an attendee list (名单) row by row under its head; empty rows are passed over. Every row is either somebody or a fault in the
 * user's words; a number that stands twice is a fault of the second row.
 */
export function readAttendees(
  rows: readonly { readonly rowNo: number; readonly cells: readonly string[] }[],
): { readonly people: readonly ListedAttendee[]; readonly faults: readonly ListFault[] } | null {
  const head = rows.findIndex(({ cells }) => attendeeColumns(cells) !== null);
  const columns = attendeeColumns(rows[head]?.cells ?? []);
  if (columns === null) return null;
  const people: ListedAttendee[] = [];
  const faults: ListFault[] = [];
  const firstRow = new Map<string, number>();
  for (const { rowNo, cells } of rows.slice(head + 1)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const text = (column: Column, most: number) => (cells[columns[column]] ?? '').trim().slice(0, most);
    const phone = MobileNumber.safeParse(text('phone', 30));
    const named = plain(cells[columns.kind]);
    const says = [
      text('name', 30) === '' && '没有姓名',
      !phone.success && `手机号不对：${text('phone', 30) || '空'}`,
      named !== '' && !kindOf.has(named) && `没有“${named}”这种参会身份`,
      phone.success && firstRow.has(phone.data) && `手机号和第 ${firstRow.get(phone.data)} 行相同`,
    ].filter((fault) => typeof fault === 'string');
    if (says.length > 0 || !phone.success) {
      faults.push({ rowNo, says: says.join('，') });
      continue;
    }
    firstRow.set(phone.data, rowNo);
    const kind = kindOf.get(named) ?? null;
    people.push({
      rowNo,
      name: text('name', 30),
      phone: phone.data,
      unit: text('unit', 60),
      post: text('post', 40),
      kind,
    });
  }
  return { people, faults };
}

/** Faults as one message: the first twenty with their rows, and how many more there are. */
export function faultWords(faults: readonly ListFault[]): string {
  const shown = faults.slice(0, 20).map(({ rowNo, says }) => `第 ${rowNo} 行：${says}`);
  const rest = faults.length - shown.length;
  return `${shown.join('；')}${rest > 0 ? `；还有 ${rest} 行` : ''}。一行也没有录入，改好再传。`;
}
