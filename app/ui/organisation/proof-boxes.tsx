import type { OrganisationKind } from '#app/domain/access.ts';
import { identityProofs, trustProofLabels } from '#app/domain/trust.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';

interface ProofBoxesProps {
  kind: OrganisationKind;
  scope: string;
  error: readonly string[] | undefined;
}

/** What the reviewer saw of an organisation; it will stand beside its name. */
export function ProofBoxes({ kind, scope, error }: ProofBoxesProps) {
  return (
    <CheckboxGroup
      name="proofs"
      label="看过哪些原件或盖章件"
      scope={scope}
      inline
      error={error}
      options={[...identityProofs(kind), 'authorisation' as const].map((value) => ({
        value,
        label: trustProofLabels[value],
      }))}
    />
  );
}
