import { Form, useLocation } from '@remix-run/react';
import { SubmitButton } from './submit-button.tsx';

/** Keeps the search of this list: who is not signed in is sent to sign in first. The address of the list is the search. */
export function SaveSearchForm({ kind }: { kind: 'achievement' | 'demand' }) {
  const { search } = useLocation();
  return (
    <Form method="post" action="/desk/alerts">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="query" value={search.replace(/^\?/, '')} />
      <SubmitButton look="secondary" intent="save" pendingText="正在订阅…">
        订阅这个搜索
      </SubmitButton>
    </Form>
  );
}
