import { Link } from '@remix-run/react';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';

interface Change {
  readonly baseVersionN: number;
  /** Null: from the day on which both have signed. */
  readonly effectiveOn: string | null;
}

/** What is signed is a change of the contract: which version it replaces, from which day, and where to read what reads otherwise. */
export const ChangeHead = ({
  contractId,
  versionN,
  change,
}: {
  contractId: string;
  versionN: number;
  change: Change;
}) => (
  <p>
    签的是合同变更：第 {versionN} 版，
    {change.effectiveOn === null ? '自双方签署完成之日起执行' : `自 ${change.effectiveOn} 起执行`}，替换第{' '}
    {change.baseVersionN} 版。
    <Link to={`/desk/contracts/${contractId}/changes`} className="link">
      看改了什么
    </Link>
  </p>
);

export const NotOpen = () => <Notice title="现在不能签署">条款商定、公示期满之后才能签署；到时这里可以提议。</Notice>;

interface BeginningProps {
  standing: 'early' | 'open' | 'signed' | 'over';
  change: Change | null;
  provider: string | null;
  otherWay: 'page' | 'paper' | null;
}

/** Before anybody proposed it: what it takes, or why it cannot be had. */
export function EsignBeginning({ standing, change, provider, otherWay }: BeginningProps) {
  if (standing === 'signed') return <Notice title={`这份${change ? '变更' : '合同'}是用别的方式签署的`} />;
  if (standing === 'over') return <Notice title={`这份${change ? '变更' : '合同'}不再签署`} />;
  if (provider === null) {
    return (
      <Notice title="本平台没有接入持牌电子签名服务">
        {change ? '变更请用纸质用印，或者在页面上签署。' : '请用纸质用印，或者双方都同意时在页面上签署。'}
      </Notice>
    );
  }
  if (standing === 'early') return <NotOpen />;
  if (otherWay !== null) {
    return (
      <Notice title="这一版已经开始用别的方式签署">
        {otherWay === 'page'
          ? '已有一方在页面上签署，另一方也要在页面上签。'
          : '一方已确认用印的扫描件，请在「纸质用印」里确认。'}
      </Notice>
    );
  }
  return (
    <Notice title="双方同意后，由持牌服务商核验签署人并签署">
      一方提议并指定签署人，另一方同意并指定自己的签署人，文件自动送交{provider}
      ；各签署人在服务商处核验身份、按顺序签。签完后平台核对文件就是冻结文本，
      {change ? '变更即按约定的日期执行。' : '合同即成立。'}
    </Notice>
  );
}

/** The contract itself and its other changes, as far as they went to the provider. */
export const OtherVersions = ({ contractId, versions }: { contractId: string; versions: readonly number[] }) => (
  <section aria-labelledby="others">
    <SectionHead look="plain" id="others">
      其他版本的电子签署
    </SectionHead>
    <ul className="flex flex-wrap gap-x-4 text-sm">
      {versions.map((n) => (
        <li key={n}>
          <Link
            to={`/desk/contracts/${contractId}/esign?version=${n}`}
            className="link inline-flex min-h-11 items-center sm:min-h-6"
          >
            第 {n} 版
          </Link>
        </li>
      ))}
    </ul>
  </section>
);
