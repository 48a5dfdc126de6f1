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
    readonly filingFileId: string | null;
    readonly certificateFileId: string | null;
  } | null;
  mayRecord: boolean;
  /** Of the owner's people who read its papers. */
  mayRead: boolean;
}

/** What a state-owned enterprise shows before it assigns technology; without it nobody can sign. */
export function StateAssetCard({ contractId, filing, mayRecord, mayRead }: StateAssetCardProps) {
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
      {mayRead && <PaperLink id={filing.filingFileId}>看评估备案表</PaperLink>}
      {mayRead && <PaperLink id={filing.certificateFileId}>看交易凭证</PaperLink>}
    </Notice>
  );
}

const PaperLink = ({ id, children }: { id: string | null; children: string }) =>
  id === null ? null : (
    <a href={`/files/${id}`} className="link mr-4 inline-flex min-h-11 items-center sm:min-h-6">
      {children}
    </a>
  );
