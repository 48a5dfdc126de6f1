import type { ReactNode } from 'react';
import type { ButtonLook } from '../button.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { typedValue } from '../typed-value.ts';

export interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

/** What the fields of a deed are drawn with: its own words back, its own faults. */
export interface DeedFields {
  readonly typed: (name: string, otherwise?: string) => string;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface DeedCardProps {
  intent: string;
  title: ReactNode;
  note?: ReactNode;
  button: string;
  look?: ButtonLook;
  reply: Reply | undefined;
  /** Tells forms of one intent apart: the hidden field and its value. */
  of?: readonly [name: string, value: string];
  replayKey?: string;
  children?: (fields: DeedFields) => ReactNode;
}

/** One deed of a post with what it asks for, what it does, and its button. */
export function DeedCard({ intent, title, note, button, look, reply, of, replayKey, children }: DeedCardProps) {
  const mine = reply?.intent === intent && (of === undefined || reply.values[of[0]] === of[1]) ? reply : undefined;
  const message = mine?.errors[''];
  return (
    <IntentForm
      intent={intent}
      replayKey={replayKey}
      className="grid gap-4 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      {of && <input type="hidden" name={of[0]} value={of[1]} />}
      <div>
        <h3 className="text-lg font-bold">{title}</h3>
        {note && <p className="mt-1 text-sm text-ink-soft">{note}</p>}
      </div>
      {message?.[0] && (
        <p role="alert" className="font-bold text-danger">
          {message[0]}
        </p>
      )}
      {children?.({
        typed: (name, otherwise = '') => typedValue(mine, intent, name) ?? otherwise,
        errors: mine?.errors ?? {},
      })}
      <div className="grid sm:block">
        <SubmitButton intent={intent} look={look}>
          {button}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
