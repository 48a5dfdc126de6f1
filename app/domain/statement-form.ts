import { type Fen, parseFen } from './money.ts';

/** A statement as it stands in its fields, while it is typed: what can be read, and what is wrong by the name of its field. */
export interface TypedStatement {
  /** Null while nothing is typed or it cannot be read. */
  readonly grossFen: Fen | null;
  /** In the order of the terms; an empty field is nothing. */
  readonly deductionsFen: readonly Fen[];
  readonly faults: Readonly<Record<string, string>>;
}

const unread = '金额读不出来，请填数字，单位元，最多两位小数，例如 1,200,000.00';

/** Reads the amounts of a statement; only the gross may be negative, for more returns than sales. Every fault is tied to its own field. */
export function readStatement(gross: string, deductions: readonly string[]): TypedStatement {
  const faults: Record<string, string> = {};
  const read = (field: string, text: string, negative = false): Fen | null => {
    const fen = parseFen(text, 'yuan', { negative });
    if (fen === null) faults[field] = unread;
    return fen;
  };
  const grossFen = gross.trim() === '' ? null : read('gross', gross, true);
  const deductionsFen = deductions.map((text, i) => (text.trim() === '' ? 0n : (read(`deductions[${i}]`, text) ?? 0n)));
  return { grossFen, deductionsFen, faults };
}
