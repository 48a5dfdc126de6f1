import { ApiError } from './api-error.ts';

/** What a form-encoded body or query says: text at the leaves, no prototype anywhere. Arrays are records keyed 0, 1, 2. */
export interface FormRecord {
  [key: string]: FormValue;
}
export type FormValue = string | FormRecord;

const emptyRecord = (): FormRecord => Object.create(null) as FormRecord;
const deepest = 8;

const keyPath = (key: string): string[] | null => {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key);
  if (!match) return null;
  const [, head = '', rest = ''] = match;
  return [head, ...Array.from(rest.matchAll(/\[([^[\]]*)\]/g), (part) => part[1] ?? '')];
};

function put(root: FormRecord, path: readonly string[], value: string, key: string): void {
  const clash = () => new ApiError(400, { message: `Invalid request: conflicting values for ${key}`, param: path[0] });
  let at = root;
  path.forEach((part, depth) => {
    // `expand[]=a&expand[]=b` appends, `expand[0]=a` says where.
    const name = part === '' ? String(Object.keys(at).length) : part;
    const present = at[name];
    if (depth === path.length - 1) {
      if (typeof present === 'object') throw clash();
      at[name] = value;
      return;
    }
    if (typeof present === 'string') throw clash();
    at = at[name] = present ?? emptyRecord();
  });
}

/** Reads `a[b][0][c]=v` as Stripe does; the last of repeated scalars wins. Throws ApiError 400 on a malformed key. */
export function parseForm(text: string): FormRecord {
  const root = emptyRecord();
  for (const [key, value] of new URLSearchParams(text)) {
    const path = keyPath(key);
    if (!path || path.length > deepest) throw new ApiError(400, { message: `Invalid request: malformed key ${key}` });
    put(root, path, value, key);
  }
  return root;
}

/** The same content in one canonical spelling, so that two bodies can be compared whatever their order of keys. */
export function canonicalForm(value: FormValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalForm(value[key] ?? '')}`).join(',')}}`;
}
