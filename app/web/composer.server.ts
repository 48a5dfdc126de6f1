import { formatPaths, parse } from '@conform-to/dom';
import { type ComposerForm, editRows, readComposerForm, readSales } from '#app/domain/composer-form.ts';
import { checkTerms } from '#app/domain/contract-check.ts';
import { PayLaterTermsInput } from '#app/domain/contract-input.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Fen } from '#app/domain/money.ts';
import { readableTerms } from '#app/domain/readable-terms.ts';

/** What a send of the composer means: fields again with other rows, complaints, or terms that hold. */
export interface Composed {
  readonly intent: string;
  readonly form: ComposerForm;
  readonly errors: Readonly<Record<string, string[]>>;
  /** Null while the fields cannot be read as terms; terms with errors can still be previewed. */
  readonly terms: PayLaterTerms | null;
  readonly salesFen: readonly Fen[];
}

/** The form's fields as nested values, empty ones kept: what a person deleted must stay deleted. */
const nested = (form: FormData): unknown => parse(form, { resolve: (payload) => ({ value: payload }) }).payload;

/** Reads the composer: adds or takes away rows, or reads and checks the terms. Nothing typed is lost in any case. */
export function compose(data: FormData): Composed {
  const intent = String(data.get('intent') ?? '');
  const form = readComposerForm(nested(data));
  const edited = editRows(form, intent);
  if (edited !== null) return { intent, form: edited, errors: {}, terms: null, salesFen: [] };
  const sales = readSales(form.sales);
  const read = PayLaterTermsInput.safeParse(form);
  if (!read.success) {
    const errors: Record<string, string[]> = { ...sales.errors };
    for (const issue of read.error.issues) {
      const path = formatPaths(issue.path.filter((key) => typeof key !== 'symbol'));
      errors[path] = [...(errors[path] ?? []), issue.message];
    }
    // What cannot be read must not hide what else is wrong.
    const unread = read.error.issues.map((issue) => issue.path);
    const others = PayLaterTermsInput.safeParse(readableTerms(form, unread));
    if (others.success) addFindings(errors, others.data);
    return { intent, form, errors, terms: null, salesFen: sales.salesFen };
  }
  const errors: Record<string, string[]> = { ...sales.errors };
  addFindings(errors, read.data);
  return { intent, form, errors, terms: read.data, salesFen: sales.salesFen };
}

/** Adds what the rules find. A field that has a complaint already has enough, and tiers or a sum with a hole are not judged. */
function addFindings(errors: Record<string, string[]>, terms: PayLaterTerms): void {
  const named = Object.keys(errors);
  for (const { path, code, says } of checkTerms(terms).errors) {
    if (named.includes(path)) continue;
    if (code === 'tiers_broken' && named.some((name) => name.startsWith('royalty.tiers'))) continue;
    if (code === 'nothing_to_pay' && named.includes('royalty.kind')) continue;
    errors[path] = [...(errors[path] ?? []), says];
  }
}
