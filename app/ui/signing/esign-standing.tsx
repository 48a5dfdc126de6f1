import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { esignMachine } from '#app/domain/esign.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { Notice } from '../notice.tsx';
import { endWords } from './esign-flow.tsx';
import type { ShownFlow } from './esign-flow.tsx';

/** Where the flow stands, in one line, and what to do. */
export function EsignStanding({
  flow,
  side,
  names,
}: {
  flow: ShownFlow;
  side: ContractSide;
  names: Readonly<Record<ContractSide, string>>;
}) {
  const other = names[side === 'licensor' ? 'licensee' : 'licensor'];
  const isOwn = flow.proposedBySide === side;
  const away = flow.isAway && <p>服务商暂时没有回应，平台会自动再问；不用重新提交。</p>;
  switch (flow.state) {
    case 'proposed':
      return isOwn ? (
        <Notice title={`等${other}同意`}>对方同意并指定签署人之后，文件送交{flow.provider}。</Notice>
      ) : (
        <Notice kind="attention" title={`${other}提议用电子签名服务签署，等你方答复`} />
      );
    case 'preparing':
      return (
        <Notice title={`正在送交${flow.provider}`}>
          <p>通常一分钟之内完成，页面会自己更新。</p>
          {away}
        </Notice>
      );
    case 'open':
      return (
        <Notice title="等签署人在服务商处签署">
          <p>
            {flow.expiresAt && (
              <>
                到 <DateText value={new Date(flow.expiresAt.getTime() - 1)} /> 为止。
              </>
            )}
            按顺序签，签完自动回到这里。
          </p>
          {away}
        </Notice>
      );
    case 'cancelling':
      return (
        <Notice kind="attention" title="正在撤销，等服务商确认">
          {flow.cancelReason && <p>原因：{flow.cancelReason}</p>}
          {away}
          {flow.giveUpFrom && (
            <p>
              到 <DateText value={flow.giveUpFrom} /> 仍没有回应的，双方都可以声明这次签署作废，再换一种方式签。
            </p>
          )}
        </Notice>
      );
    case 'signed':
      return <Notice kind="success" title="双方已签署，签署文件与冻结文本核对一致" />;
    case 'aside':
      return (
        <Notice kind="danger" title="服务商说已签完，平台核对不上，没有算作签署">
          <p>
            {endWords(flow)}。请双方核对；需要作废的在{flow.provider}办理，之后可以重新发起，或者换一种方式签。
          </p>
        </Notice>
      );
    default:
      return (
        <Notice kind="attention" title={`上一次${labelOf(esignMachine, flow.state)}`}>
          {endWords(flow) && <p>{endWords(flow)}</p>}
          <p>这一版仍可签署：重新提议，或者换一种方式。</p>
        </Notice>
      );
  }
}
