import { Form, type FormProps, useFormAction } from '@remix-run/react';
import { ProofFirst } from './proof-first.tsx';

interface IntentFormProps extends Omit<FormProps, 'method'> {
  /** Which deed the action should do. Not said: each button names its own, the first that of the Enter key. */
  intent?: string;
  /** Made by the loader: a replay of the same key does the deed once. */
  replayKey?: string;
  /** The deed asks for a fresh second factor: said before the form is filled in. */
  needsProof?: boolean;
}

/** Pages that share their address with a frame around others: only there `?index` says which of the two is meant. */
const framed: ReadonlySet<string> = new Set(['/', '/desk']);

function withoutIndex(action: string): string {
  const [path = '', search = ''] = action.split('?');
  if (framed.has(path)) return action;
  const kept = search
    .split('&')
    .filter((part) => part !== 'index' && part !== '')
    .join('&');
  return kept === '' ? path : `${path}?${kept}`;
}

/** A POST form that names its deed, survives being sent twice, and leaves the address of its page as it is. */
export function IntentForm({ intent, replayKey, needsProof = false, children, ...rest }: IntentFormProps) {
  const own = useFormAction();
  return (
    <Form method="post" noValidate action={withoutIndex(own)} {...rest}>
      {intent !== undefined && <input type="hidden" name="intent" value={intent} />}
      {replayKey && <input type="hidden" name="key" value={replayKey} />}
      {needsProof && <ProofFirst />}
      {children}
    </Form>
  );
}
