import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

/** Said before a form that asks for a fresh second factor, so that nothing typed is lost on the way. */
export function ProofNotice({ next, children }: { next: string; children?: string }) {
  return (
    <Notice
      kind="attention"
      title="办理前请先确认是你本人"
      actions={
        <ButtonLink look="primary" to={`/confirm-identity?next=${encodeURIComponent(next)}`}>
          确认本人后办理
        </ButtonLink>
      }
    >
      {children ?? '这里的每一步都要短信或动态码验证，5 分钟内有效。只是看看不用验证。'}
    </Notice>
  );
}
