import type { Performed } from '#app/domain/amendment-rules.ts';
import { royaltyClause } from '#app/domain/contract-payment-text.ts';
import { longestTermYears } from '#app/domain/contract-check.ts';
import { kindOf } from '#app/domain/contract-kind.ts';
import { type PayLaterTerms, royaltyPeriodKinds } from '#app/domain/contract.ts';
import type { RoyaltyForm } from '#app/domain/contract-form.ts';
import type { Day } from '#app/domain/days.ts';
import { openStarts } from '#app/domain/royalty-change.ts';
import { wordedFor } from '#app/domain/worded-for.ts';

/** What a change can say of the royalty from a period on: the periods to choose from, and in words what was counted and stays. */
export function laterChoice(
  signed: PayLaterTerms,
  form: { readonly royalty: Pick<RoyaltyForm, 'period'>; readonly termYears: string },
  { signedOn, ...performed }: Performed & { readonly signedOn: Day },
) {
  const typed = royaltyPeriodKinds.find((kind) => kind === form.royalty.period) ?? 'quarter';
  const isCounted = performed.hasReports && signed.royalty !== null;
  const kind = isCounted ? (signed.royalty?.period ?? typed) : typed;
  const years = Number(form.termYears);
  // Behind the end of the term as it is typed nothing begins; what is no number of years yet leaves that of the signed terms.
  const termYears = Number.isInteger(years) && years > 0 && years <= longestTermYears ? years : signed.termYears;
  const [first = null] = isCounted
    ? wordedFor(kindOf(signed), signed, (terms) => (terms.royalty ? royaltyClause(terms, terms.royalty) : []))
    : [];
  return {
    starts: openStarts({ ...signed, termYears }, kind, { ...performed, signedOn }).map(({ startOn, label }) => ({
      value: startOn,
      label: `${label}（${startOn} 起）`,
    })),
    counted: first,
  };
}
