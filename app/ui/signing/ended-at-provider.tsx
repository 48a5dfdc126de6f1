import { esignMachine } from '#app/domain/esign.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { endWords, type ShownFlow } from './esign-flow.tsx';

interface EndedAtProviderProps {
  contractId: string;
  flow: ShownFlow & { readonly isChange: boolean };
}

/** On the contract's own page: the last signing at the provider came to nothing, why, and what to do. */
export function EndedAtProvider({ contractId, flow }: EndedAtProviderProps) {
  const { state, versionN, provider, isChange } = flow;
  const isAside = state === 'aside';
  const version = `第 ${versionN} 版${isChange ? '变更' : ''}`;
  const why = endWords(flow);
  return (
    <Notice
      kind={isAside ? 'danger' : 'attention'}
      title={`${version}在${provider}的电子签署${isAside ? '核对不上，签好的文件没有算作签署' : `${labelOf(esignMachine, state)}，没有签成`}`}
      actions={
        <ButtonLink to={`/desk/contracts/${contractId}/esign?version=${versionN}`}>看这次签署，重新办</ButtonLink>
      }
    >
      {why && <p>{/[。！？]$/u.test(why) ? why : `${why}。`}</p>}
      <p>
        {isAside
          ? `请双方核对签好的文件；要作废的在${provider}办理。之后重新发起，或者换一种方式签。`
          : '这一版仍可签署：重新发起，或者换一种方式。'}
      </p>
    </Notice>
  );
}
