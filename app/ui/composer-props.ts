import type { ComposerForm } from '#app/domain/composer-form.ts';
import type { RoyaltyForm, ScheduleForm } from '#app/domain/contract-form.ts';
import type { PayeeTerms, RightTerms } from '#app/domain/contract.ts';
import type { Option } from './option.ts';

/** Complaints by the name of the field, as the action sends them back. */
export type FormErrors = Readonly<Record<string, string[]>>;

export interface TermsFieldsProps {
  form: ComposerForm;
  errors: FormErrors;
  /** What can be named in the contract; none where it is no step of that. */
  rights?: readonly RightTerms[];
  /** The account that can be named as the one that is paid to; null where none can. */
  payee?: PayeeTerms | null;
}

export interface RoyaltyFieldsProps {
  royalty: RoyaltyForm;
  errors: FormErrors;
}

/** Fields of rates, wherever they stand in the form. */
export interface RateFieldsProps {
  rates: ScheduleForm;
  /** What their names begin with: `royalty`, `royalty.later[0]`. */
  at: string;
  errors: FormErrors;
}

/** What a change can say of the royalty from a period on. */
export interface LaterChoice {
  /** The periods with which other rates can begin. */
  readonly starts: readonly Option[];
  /** The royalty as it stays, in words; null where all of it can be changed. */
  readonly counted: string | null;
}
