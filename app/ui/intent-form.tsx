import { Form, type FormProps } from '@remix-run/react';

interface IntentFormProps extends Omit<FormProps, 'method'> {
  /** Which deed the action should do. */
  intent: string;
  /** Made by the loader: a replay of the same key does the deed once. */
  replayKey?: string;
}

/** A POST form that names its deed and survives being sent twice. */
export function IntentForm({ intent, replayKey, children, ...rest }: IntentFormProps) {
  return (
    <Form method="post" noValidate {...rest}>
      <input type="hidden" name="intent" value={intent} />
      {replayKey && <input type="hidden" name="key" value={replayKey} />}
      {children}
    </Form>
  );
}
