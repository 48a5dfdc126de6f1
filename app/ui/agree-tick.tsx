import { FieldError } from './field-words.tsx';

interface AgreeTickProps {
  name: string;
  /** Tells two forms of one page apart. */
  scope: string;
  label: string;
  /** Ticked before a confirmation that sent the person away: it stays ticked. */
  isTicked?: boolean;
  error?: readonly string[];
}

/** One tick before a deed that cannot be taken back: what the person says by it stands beside it. */
export function AgreeTick({ name, scope, label, isTicked, error }: AgreeTickProps) {
  const id = `f-${scope}-${name}`;
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 items-center gap-3">
        <input
          id={id}
          type="checkbox"
          name={name}
          className="tick"
          defaultChecked={isTicked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        {label}
      </label>
      {error?.[0] && <FieldError id={`${id}-error`}>{error[0]}</FieldError>}
    </div>
  );
}
