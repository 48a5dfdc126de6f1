import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { formatYuan } from '#app/domain/money.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

interface WriteOffLineProps {
  obligationId: string;
  writeOff: { readonly writtenOffFen: Fen; readonly isProposed: boolean; readonly mayPropose: boolean };
}

/** On the payee's page of a late claim: what is written off of it, or that it can be. */
export function WriteOffLine({ obligationId, writeOff }: WriteOffLineProps) {
  const { writtenOffFen, isProposed, mayPropose } = writeOff;
  const to = `/desk/obligations/${obligationId}/write-off`;
  if (writtenOffFen === 0n && !isProposed) {
    return (
      <p className="text-sm text-ink-soft">
        确实收不回来？凭本单位的批件，
        <Link to={to} className="link-quiet">
          申请核销
        </Link>
        。
      </p>
    );
  }
  return (
    <Notice
      kind={writtenOffFen > 0n && !isProposed ? 'info' : 'attention'}
      title={writtenOffFen > 0n ? `已核销 ${formatYuan(writtenOffFen)}，债权仍在` : '核销申请待审批'}
      actions={<ButtonLink to={to}>{isProposed ? '看申请' : mayPropose ? '看核销，再申请' : '看核销'}</ButtonLink>}
    >
      {writtenOffFen > 0n
        ? '只有本单位看得到；不再列为逾期应收，也不再催。对方付了款，照常入账，账上自动收回。'
        : '只有本单位看得到；批准以前，这笔款照旧是应收，照旧可以催。'}
    </Notice>
  );
}
