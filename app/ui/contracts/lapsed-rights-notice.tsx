import type { LapsedRight } from '#app/domain/lapsed-rights.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

interface LapsedRightsNoticeProps {
  contractId: string;
  lapsed: readonly LapsedRight[];
  /** Patents that the contract names and that still stand. */
  standing: number;
  isParty: boolean;
}

/** Patents of a running contract that have ended, and the way in which its parties draw the consequence. */
export function LapsedRightsNotice({ contractId, lapsed, standing, isParty }: LapsedRightsNoticeProps) {
  if (lapsed.length === 0) return null;
  return (
    <Notice
      kind="danger"
      title="合同写明的专利已经失效或者期限届满"
      actions={isParty && <ButtonLink to={`/desk/contracts/${contractId}/changes`}>声明专利失效</ButtonLink>}
    >
      <ul className="list-disc ps-5">
        {lapsed.map(({ key, label, lostOn, says }) => (
          <li key={key}>
            {label}：{says}
            {lostOn && `，${lostOn} 起不再受保护`}。
          </li>
        ))}
      </ul>
      <p className="mt-1">
        按“专利失效”一条，与它对应的后续款项自失效日起停止计付。平台不自动停止：由一方声明专利失效、写明失效日，对方同意后执行。
        {standing > 0 && `合同还有 ${standing} 项专利有效，只有一部分款项要停的，请拟一份变更。`}
      </p>
    </Notice>
  );
}
