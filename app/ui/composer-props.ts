import type { ComposerForm } from '#app/domain/composer-form.ts';
import type { RoyaltyForm } from '#app/domain/contract-form.ts';
import type { RightTerms } from '#app/domain/contract.ts';

/** Complaints by the name of the field, as the action sends them back. */
export type FormErrors = Readonly<Record<string, string[]>>;

export interface TermsFieldsProps {
  form: ComposerForm;
  errors: FormErrors;
  /** What can be named in the contract; none where it is no step of that. */
  rights?: readonly RightTerms[];
}

export interface RoyaltyFieldsProps {
  royalty: RoyaltyForm;
  errors: FormErrors;
}
