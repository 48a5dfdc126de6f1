import { type MemberRole, memberRoleLabels } from '#app/domain/access.ts';
import { Notice } from '../notice.tsx';

interface ReviewStandingProps {
  /** The steps that are left, in their order, each with who may do it. */
  steps: readonly { readonly role: MemberRole; readonly names: readonly string[] }[];
  /** It was handed in a moment ago. */
  isNew: boolean;
}

const mostNamed = 3;

function doers({ role, names }: ReviewStandingProps['steps'][number]): string {
  if (names.length === 0) return `${memberRoleLabels[role]}（本单位还没有这个角色的人，请管理员在“机构与成员”里增设）`;
  const shown = names.slice(0, mostNamed).join('、');
  return `${memberRoleLabels[role]} ${shown}${names.length > mostNamed ? `等 ${names.length} 人` : ''}`;
}

const deedOf = { secrecy: '做保密审查', approver: '审批，通过后公开' } as const;

/** Who looks at a record that was handed in, what comes after, and that no day is set for it. */
export function ReviewStanding({ steps, isNew }: ReviewStandingProps) {
  if (steps.length === 0) return null;
  return (
    <div className="mb-4 max-w-form">
      <Notice
        kind={isNew ? 'success' : 'info'}
        title={isNew ? '已提交单位审核，审核人收到了通知' : '等单位审核'}
        {...(isNew && { live: 'polite' as const })}
      >
        <ol className="grid gap-1">
          {steps.map((step, at) => (
            <li key={step.role}>
              {at === 0 ? '现在由' : '然后由'} {doers(step)}
              {step.role === 'secrecy' || step.role === 'approver' ? ` ${deedOf[step.role]}` : ''}
            </li>
          ))}
        </ol>
        <p className="mt-1">平台没有规定审核的期限。有结果或者被退回，你会收到消息；要改内容，先撤回送审。</p>
      </Notice>
    </div>
  );
}
