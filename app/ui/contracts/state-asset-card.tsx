import { formatYuan } from '#app/domain/money.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

interface StateAssetCardProps {
  contractId: string;
  filing: {
    readonly valuationNo: string;
    readonly valuationFen: bigint;
    readonly filedWith: string;
    readonly filedOn: string;
    readonly exchange: string;
    readonly certificateNo: string;
    readonly dealtOn: string;
  } | null;
  mayRecord: boolean;
}

/** What a state-owned enterprise shows before it assigns technology; without it nobody can sign. */
export function StateAssetCard({ contractId, filing, mayRecord }: StateAssetCardProps) {
  const actions = mayRecord && (
    <ButtonLink to={`/desk/contracts/${contractId}/state-asset`}>{filing ? '更正' : '登记'}</ButtonLink>
  );
  if (filing === null) {
    return (
      <Notice kind="attention" title="国有企业转让技术：评估备案和进场交易还没有登记" actions={actions}>
        登记评估备案编号和产权交易凭证以后，双方才能签署。
      </Notice>
    );
  }
  return (
    <Notice kind="success" title="国有资产程序已登记" actions={actions}>
      评估值 {formatYuan(filing.valuationFen)}，{filing.filedOn} 在{filing.filedWith}备案（{filing.valuationNo}）；
      {filing.dealtOn} 在{filing.exchange}成交，交易凭证 {filing.certificateNo}。
    </Notice>
  );
}
