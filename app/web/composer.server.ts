import { formatPaths, parse } from '@conform-to/dom';
import { type ComposerForm, editRows, readComposerForm, readSales } from '#app/domain/composer-form.ts';
import { kindOfForm } from '#app/domain/composer-steps.ts';
import { PayLaterTermsInput } from '#app/domain/contract-input.ts';
import { keepRules } from '#app/domain/keep-rules.ts';
import { isLicence, mayHaveRoyalty, trialOf } from '#app/domain/contract-kind.ts';
import { rightKey } from '#app/domain/contract-rights.ts';
import { datedTriggers, newTerms, type PayeeTerms, type PayLaterTerms, type RightTerms } from '#app/domain/contract.ts';
import type { Fen } from '#app/domain/money.ts';
import { newErrors } from '#app/domain/new-errors.ts';
import { readableTerms } from '#app/domain/readable-terms.ts';
import { readScenarios, type ScenarioShares } from '#app/domain/sales-scenarios.ts';
import { boundFaults } from '#app/domain/typed-bounds.ts';
import { isTooLong, mostTypedWords } from '#app/domain/typed-words.ts';

/** What the fields of the composer mean: complaints, terms that hold or at least read, and what can be shown meanwhile. */
export interface Composed {
  readonly errors: Readonly<Record<string, string[]>>;
  /** Null while the fields cannot be read as terms; terms with errors can still be previewed. */
  readonly terms: PayLaterTerms | null;
  readonly preview: Preview | null;
  readonly salesFen: readonly Fen[];
  readonly shares: ScenarioShares;
}

/** Terms to look at before they are whole: blanks are drawn as such, rows that cannot be read are left out and named. */
export interface Preview {
  readonly terms: PayLaterTerms;
  readonly leftOut: readonly string[];
}

/** The form's fields as nested values, empty ones kept: what a person deleted must stay deleted. */
export const sentForm = (data: FormData): ComposerForm =>
  readComposerForm(parse(data, { resolve: (payload) => ({ value: payload }) }).payload);

/** What a kind does not have is not read, whatever an earlier kind left in the fields. */
function ofKind(form: ComposerForm): ComposerForm {
  const kind = kindOfForm(form);
  return {
    ...form,
    // Terms of every kind have the field; only of a licence it says something.
    licenceKind: isLicence(kind) ? form.licenceKind : form.licenceKind || 'non_exclusive',
    royalty: mayHaveRoyalty(kind) ? form.royalty : { ...form.royalty, kind: 'none' },
    trial: trialOf(kind) === 'none' ? { ...form.trial, months: '0', extensionMonths: '0' } : form.trial,
  };
}

/**
 * The account on record of the side that is paid, where it is to be named: only that side brings one (`known`), the other leaves what
 * stands in the version before. No form carries a number.
 */
const withPayee = (terms: PayLaterTerms, { payee }: ComposerForm, known: PayeeTerms | undefined): PayLaterTerms =>
  payee === 'yes' && known !== undefined ? { ...terms, payee: known } : terms;

/**
 * What is due by itself, on signing or on a day, has nothing to be reached or shown: words left over in such a row are none of the
 * contract, but for those that the version from which one starts has there.
 */
const withoutIdleWords = (form: ComposerForm, base: PayLaterTerms | null): ComposerForm => ({
  ...form,
  milestones: form.milestones.map((row, i) => {
    const before = base?.milestones[i];
    if (!datedTriggers.some((trigger) => trigger === row.trigger)) return row;
    const kept = (name: 'criteria' | 'evidence') =>
      before?.trigger === row.trigger && before[name] === row[name] ? row[name] : '';
    return { ...row, criteria: kept('criteria'), evidence: kept('evidence') };
  }),
});

/** The chosen of the rights that are known, as they are known: a browser names them, it does not describe them. */
const withRights = (terms: PayLaterTerms, form: ComposerForm, known: readonly RightTerms[]): PayLaterTerms =>
  form.rights === null ? terms : { ...terms, rights: known.filter((right) => form.rights?.includes(rightKey(right))) };

/**
 * Reads and checks the whole form, so that one answer names all that is wrong. What stands in the version from which one starts
 * (`base`) as it is typed was judged when it was written, and is not judged by what the platform has asked since. `isChange`: of a
 * contract that is signed.
 */
export function compose(
  given: ComposerForm,
  rights: readonly RightTerms[] = [],
  base: PayLaterTerms | null = null,
  payee: PayeeTerms | null = null,
  isChange = false,
): Composed {
  const form = withoutIdleWords(ofKind(given), base);
  const sales = readSales(form.sales);
  const scenarios = readScenarios(form.scenarios);
  const errors: Record<string, string[]> = { ...sales.errors, ...scenarios.errors };
  const expected = { salesFen: sales.salesFen, shares: scenarios.shares };
  const read = PayLaterTermsInput.safeParse(form);
  const issues = [...(read.success ? [] : read.error.issues), ...boundFaults(form, base)];
  if (read.success && isTooLong(read.data, base)) {
    issues.push({ path: ['ownClauses'], message: `自己写的文字合计最多 ${mostTypedWords} 个字` });
  }
  if (read.success && issues.length === 0) {
    const terms = keepRules(base, withPayee(withRights(read.data, form, rights), form, payee ?? base?.payee));
    addFindings(errors, newErrors(terms, base, isChange));
    return { errors, terms, preview: { terms, leftOut: [] }, ...expected };
  }
  for (const issue of issues) {
    const path = formatPaths(issue.path.filter((key) => typeof key !== 'symbol'));
    errors[path] = [...(errors[path] ?? []), issue.message];
  }
  // What cannot be read must not hide what else is wrong.
  const unread = issues.map((issue) => issue.path);
  const others = PayLaterTermsInput.safeParse(readableTerms(form, unread));
  const rest = others.success
    ? keepRules(base, withPayee(withRights(others.data, form, rights), form, payee ?? base?.payee))
    : null;
  if (rest) addFindings(errors, newErrors(rest, base, isChange));
  return { errors, terms: null, preview: rest && withBlanks(rest, unread, base ?? newTerms), ...expected };
}

/** The whole form in one send, as an offer has it: with what its button means. */
export interface SentTerms extends Composed {
  readonly intent: string;
  readonly form: ComposerForm;
}

/** Adds or takes away a row, or reads and checks everything. Nothing typed is lost in any case. */
export function composeSent(data: FormData): SentTerms {
  const intent = String(data.get('intent') ?? '');
  const form = sentForm(data);
  const edited = editRows(form, intent);
  const composed = compose(edited ?? form);
  if (edited === null) return { intent, form, ...composed };
  return { intent, form: edited, ...composed, errors: {}, terms: null, salesFen: [] };
}

const blank = '＿＿＿＿';

/**
 * Unread words become blanks; a milestone or a royalty that cannot be read shows no figure that nobody typed. A count that cannot be read
 * stays as it is in the version from which one starts (`before`), so that no change of it is shown.
 */
function withBlanks(terms: PayLaterTerms, unread: readonly (readonly PropertyKey[])[], before: PayLaterTerms): Preview {
  const isUnread = (head: string, key?: PropertyKey) =>
    unread.some((path) => path[0] === head && (key === undefined || path[1] === key));
  // Rates from a period on that cannot be read leave the rest as it is.
  const isRoyaltyUnread = unread.some(([head, key]) => head === 'royalty' && key !== 'later');
  const word = (head: 'territory' | 'fieldOfUse') => (isUnread(head) ? blank : terms[head]);
  const milestones = terms.milestones.filter((_, i) => !isUnread('milestones', i));
  return {
    terms: {
      ...terms,
      territory: word('territory'),
      fieldOfUse: word('fieldOfUse'),
      improvements: isUnread('improvements') ? null : terms.improvements,
      dispute: { ...terms.dispute, place: isUnread('dispute', 'place') ? blank : terms.dispute.place },
      ...(isUnread('trial') && { trial: before.trial }),
      ...(isUnread('termYears') && { termYears: before.termYears }),
      ...(isUnread('confidentialityYears') && { confidentialityYears: before.confidentialityYears }),
      ...(isUnread('latePenaltyPerDay') && { latePenaltyPpmPerDay: before.latePenaltyPpmPerDay }),
      ...(isUnread('latePenaltyCap') && { latePenaltyCapPpm: before.latePenaltyCapPpm }),
      milestones,
      royalty: isRoyaltyUnread ? null : terms.royalty,
    },
    leftOut: [
      ...terms.milestones.flatMap((_, i) => (isUnread('milestones', i) ? [`里程碑 ${i + 1}`] : [])),
      ...(isRoyaltyUnread ? ['收入提成'] : isUnread('royalty') ? ['另一种比例'] : []),
      ...(isUnread('termYears') ? ['期限'] : []),
      ...(isUnread('trial') ? ['试用期'] : []),
      ...(isUnread('confidentialityYears') ? ['保密年限'] : []),
      ...(isUnread('latePenaltyPerDay') || isUnread('latePenaltyCap') ? ['逾期违约金'] : []),
    ],
  };
}

/** Adds what the rules find. A field that has a complaint already has enough, and tiers or a sum with a hole are not judged. */
function addFindings(errors: Record<string, string[]>, findings: ReturnType<typeof newErrors>): void {
  const named = Object.keys(errors);
  for (const { path, code, says } of findings) {
    if (named.includes(path)) continue;
    if (code === 'tiers_broken' && named.some((name) => name.startsWith('royalty.tiers'))) continue;
    if (code === 'nothing_to_pay' && named.includes('royalty.kind')) continue;
    errors[path] = [...(errors[path] ?? []), says];
  }
}
