import { termsToForm } from './contract-form.ts';
import type { PayLaterTerms } from './contract.ts';
import { plainWord } from './plain-terms.ts';

/** The most characters of one field, by its name in the composer; of rows each. */
const longest: Readonly<Record<string, number>> = {
  subKind: 60,
  territory: 200,
  fieldOfUse: 200,
  'trial.purpose': 200,
  'trial.volume': 200,
  'trial.method': 1000,
  'trial.evaluator': 120,
  'milestones.name': 60,
  'milestones.criteria': 1000,
  'milestones.evidence': 1000,
  'royalty.deductions.name': 60,
  'dispute.place': 80,
  'security.provider': 120,
  'security.product': 200,
  'security.beneficiary': 120,
  'security.claimEvent': 1000,
};

/** Fields of several things, one a line. */
const lists: Readonly<Record<string, { readonly most: number; readonly longest: number }>> = {
  'trial.metrics': { most: 20, longest: 300 },
  products: { most: 30, longest: 60 },
  deliverables: { most: 60, longest: 300 },
  ownClauses: { most: 30, longest: 1000 },
};

type Path = readonly (string | number)[];

interface Field {
  readonly path: Path;
  /** Its name whatever the row: `milestones.criteria`. */
  readonly name: string;
  readonly text: string;
}

function fieldsOf(node: unknown, path: Path = []): Field[] {
  const name = path.filter((key) => typeof key === 'string').join('.');
  if (typeof node === 'string') return [{ path, name, text: node }];
  if (Array.isArray(node)) {
    return lists[name]
      ? [{ path, name, text: node.join('\n') }]
      : node.flatMap((item, i) => fieldsOf(item, [...path, i]));
  }
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, item]) => fieldsOf(item, [...path, key]));
}

/** The things that such a field lists, as they are read. */
export const linesOf = (text: string): string[] => text.split('\n').map(plainWord).filter(Boolean);

/**
 * Which fields of the composer hold more than one writes: bounds are of this platform, and are held against what is new only. A text or
 * a number of lines that the version had from which one starts (`base`) stays allowed, since nobody can take out what both signed
 * before there were bounds.
 */
export function boundFaults(form: unknown, base: PayLaterTerms | null = null): { path: Path; message: string }[] {
  const before = base === null ? [] : fieldsOf(termsToForm(base));
  const stood = new Set(before.flatMap(({ name, text }) => (lists[name] ? linesOf(text) : [plainWord(text)])));
  return fieldsOf(form).flatMap(({ path, name, text }) => {
    const isOver = (word: string, most: number) => word.length > most && !stood.has(word);
    const list = lists[name];
    if (list) {
      const lines = linesOf(text);
      const had = before.filter((field) => field.name === name).flatMap((field) => linesOf(field.text)).length;
      if (lines.length > Math.max(list.most, had)) return [{ path, message: `最多 ${Math.max(list.most, had)} 行` }];
      return lines.some((line) => isOver(line, list.longest))
        ? [{ path, message: `每行最多 ${list.longest} 个字` }]
        : [];
    }
    const most = longest[name];
    return most !== undefined && isOver(plainWord(text), most) ? [{ path, message: `最多 ${most} 个字` }] : [];
  });
}
