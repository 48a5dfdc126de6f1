import { AppError } from './errors.ts';

/**
 * The one text of a value that is hashed: keys in the order of their UTF-16 code units, no spaces, bigint as decimal
 * string, Date as ISO text, undefined left out. Throws `invalid` for NaN, infinity, functions and symbols.
 * {b: 1n, a: [true]} → '{"a":[true],"b":"1"}'
 */
export function canonicalJson(value: unknown): string {
  const trail: (string | number)[] = [];
  try {
    return textOf(value, trail) ?? 'null';
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
    const path = trail.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    throw new AppError('invalid', { path: `$${path}` });
  }
}

class NoValue extends Error {}

/** An import asks a hundred thousand times: one walk, nothing in between. Where it fails, `trail` says where it was. */
function textOf(value: unknown, trail: (string | number)[]): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new NoValue();
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return `"${value}"`;
    case 'undefined':
      return undefined;
    case 'object':
      if (value === null) return 'null';
      if (value instanceof Date) return JSON.stringify(value.toISOString());
      return Array.isArray(value) ? arrayText(value, trail) : objectText(value as Record<string, unknown>, trail);
    default:
      throw new NoValue();
  }
}

function arrayText(items: readonly unknown[], trail: (string | number)[]): string {
  let text = '';
  for (let at = 0; at < items.length; at += 1) {
    trail.push(at);
    text += `${at > 0 ? ',' : ''}${textOf(items[at], trail) ?? 'null'}`;
    trail.pop();
  }
  return `[${text}]`;
}

function objectText(value: Readonly<Record<string, unknown>>, trail: (string | number)[]): string {
  let text = '';
  for (const [key, head] of headsOf(Object.keys(value))) {
    trail.push(key);
    const item = textOf(value[key], trail);
    trail.pop();
    if (item !== undefined) text += (text === '' ? '' : ',') + head + item;
  }
  return `{${text}}`;
}

type Heads = readonly (readonly [key: string, head: string])[];

/** The last shape of so many keys: records of one kind follow each other, and their keys need no sorting again. */
const shapes = new Map<number, { readonly keys: readonly string[]; readonly heads: Heads }>();
const mostKeys = 100;

/** Keys in the order of their code units, each as it is written. */
function headsOf(keys: readonly string[]): Heads {
  const last = shapes.get(keys.length);
  if (last?.keys.every((key, at) => key === keys[at])) return last.heads;
  // Without a comparison of our own, texts are sorted by their code units.
  const heads = [...keys].sort().map((key) => [key, `${JSON.stringify(key)}:`] as const);
  if (keys.length <= mostKeys) shapes.set(keys.length, { keys, heads });
  return heads;
}
