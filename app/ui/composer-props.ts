import type { ComposerForm } from '#app/domain/composer-form.ts';
import type { RoyaltyForm } from '#app/domain/contract-form.ts';

/** Complaints by the name of the field, as the action sends them back. */
export type FormErrors = Readonly<Record<string, string[]>>;

export interface TermsFieldsProps {
  form: ComposerForm;
  errors: FormErrors;
}

export interface RoyaltyFieldsProps {
  royalty: RoyaltyForm;
  errors: FormErrors;
}
