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
      actions={isParty && <ButtonLink to={`/desk/contracts/${contractId}/rights`}>登记权利失效</ButtonLink>}
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
        按“专利失效”一条，与它对应的后续款项自失效日起停止计付。收款方登记失效日和文件后立即执行；付款方主张的，收款方确认后执行，有异议的裁决以前不变。
        {standing > 0 && `合同还有 ${standing} 项专利有效，登记时写明以后按多少比例继续计付。`}
      </p>
    </Notice>
  );
}
