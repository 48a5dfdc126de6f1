import { Link } from '@remix-run/react';
import { Notice } from '../notice.tsx';

interface Affected {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly versionN: number;
  readonly state: string;
}

export interface ShownEffect {
  readonly caught: readonly Affected[];
  readonly begun: readonly Affected[];
  readonly signed: readonly Affected[];
  readonly inForce: number;
}

/** What a chain would mean for the contracts in hand, said before it is saved. */
export function ChainEffectNotice({ effect: { caught, begun, signed, inForce } }: { effect: ShownEffect }) {
  return (
    <Notice
      kind={caught.length > 0 ? 'attention' : 'info'}
      live="polite"
      title={
        caught.length > 0
          ? `启用以后，${caught.length} 份没有签署的合同要先走完这个流程，才能签署`
          : '启用以后，手上没有合同要走这个流程'
      }
    >
      <AffectedList rows={caught} />
      {begun.length > 0 && (
        <>
          <p className="mt-2">已经发起审批的 {begun.length} 份，按原来的环节走完：</p>
          <AffectedList rows={begun} />
        </>
      )}
      {signed.length > 0 && (
        <>
          <p className="mt-2">本单位已经签署的 {signed.length} 份，不受影响：</p>
          <AffectedList rows={signed} />
        </>
      )}
      <p className="mt-2">
        {inForce > 0
          ? `双方已签署的 ${inForce} 份合同不受影响；以后变更它们，要走这个流程。`
          : '没有双方已签署的合同。'}
      </p>
    </Notice>
  );
}

const AffectedList = ({ rows }: { rows: readonly Affected[] }) =>
  rows.length > 0 && (
    <ul className="list-inside list-disc">
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={`/desk/contracts/${row.id}`} className="link">
            {row.no} {row.title}
          </Link>
          （第 {row.versionN} 版，{row.state}）
        </li>
      ))}
    </ul>
  );
