import { signerAuthorities, signerAuthorityLabels } from '#app/domain/signing-way.ts';
import type { FieldErrorText } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';

interface SignerAuthorityFieldProps {
  value: string;
  error?: FieldErrorText;
  scope?: string;
}

/** Whoever signs for an organisation says by what: a contract, a change of it, the scan of the paper. */
export const SignerAuthorityField = ({ value, error, scope }: SignerAuthorityFieldProps) => (
  <RadioGroup
    name="authority"
    scope={scope}
    label="凭什么代表本单位签署"
    defaultValue={value}
    error={error}
    options={signerAuthorities.map((authority) => ({ value: authority, label: signerAuthorityLabels[authority] }))}
  />
);
