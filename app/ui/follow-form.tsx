import { Form } from '@remix-run/react';
import { SubmitButton } from './submit-button.tsx';

interface FollowFormProps {
  kind: 'achievement' | 'demand';
  rowId: string;
  isFollowing: boolean;
  /** Where to go on afterwards. */
  back: string;
}

/** Follows a public record, or stops following it. */
export function FollowForm({ kind, rowId, isFollowing, back }: FollowFormProps) {
  const intent = isFollowing ? 'unfollow' : 'follow';
  return (
    <Form method="post" action="/desk/alerts" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="rowId" value={rowId} />
      <input type="hidden" name="back" value={back} />
      <SubmitButton look="secondary" intent={intent} pendingText="正在提交…">
        {isFollowing ? '取消关注' : '关注，有变化时通知我'}
      </SubmitButton>
    </Form>
  );
}
