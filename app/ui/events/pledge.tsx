import type { ReactNode } from 'react';
import { FieldError } from '../field-words.tsx';
import { fieldId } from '../field-id.ts';

/** A box that must be ticked: the person answers for what it says. */
export function Pledge({
  scope,
  name = 'pledge',
  error,
  children,
}: {
  scope?: string;
  name?: string;
  error?: readonly string[] | undefined;
  children: ReactNode;
}) {
  const id = fieldId(name, scope);
  const message = error?.[0];
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 items-center gap-3">
        <input
          id={id}
          type="checkbox"
          name={name}
          value="yes"
          className="size-5 flex-none"
          aria-invalid={message ? true : undefined}
          aria-describedby={message ? `${id}-error` : undefined}
        />
        <span>{children}</span>
      </label>
      {message && <FieldError id={`${id}-error`}>{message}</FieldError>}
    </div>
  );
}
