import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';

interface VersionDeedProps {
  intent: string;
  versionN: number;
  label: string;
  look?: 'primary' | 'secondary';
}

/** One button that does a deed with the version that the person sees. */
export function VersionDeed({ intent, versionN, label, look = 'secondary' }: VersionDeedProps) {
  return (
    <IntentForm intent={intent} className="grid sm:block">
      <input type="hidden" name="versionN" value={versionN} />
      <SubmitButton look={look} intent={intent}>
        {label}
      </SubmitButton>
    </IntentForm>
  );
}
