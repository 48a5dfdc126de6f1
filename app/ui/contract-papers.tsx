import { Link } from '@remix-run/react';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { type SignerStanding, signerStandingLabels } from '#app/domain/signing-way.ts';
import type { PublicityState, Raised } from '#app/domain/publicity.ts';
import { PublicityMark } from './contract-mark.tsx';
import { DateText } from './date-text.tsx';
import { Fingerprint } from './fingerprint.tsx';

interface ContractPapersProps {
  contractId: string;
  /** 技术许可合同, 技术转让合同, … */
  name: string;
  signedVersionN: number | null;
  versions: readonly {
    readonly n: number;
    readonly sha256: string;
    readonly createdAt: Date;
    readonly author: string;
    /** Signed, and from or up to which day it is performed. */
    readonly standing: string;
  }[];
  publicity: {
    readonly state: PublicityState;
    readonly endsAt: Date;
    readonly sha256: string;
    readonly raised: Raised;
  } | null;
  /** How the price was found, and why it stands in no publicity where it need not. */
  pricing: { readonly words: string; readonly exemption: string | null };
  /** Something of it was signed at the e-sign provider. */
  isEsigned: boolean;
  /** The notice is for the unit and the other party, not for the broker. */
  maySeeNotice: boolean;
  /** The unit's own approval and decision file: for those of it who take part. */
  maySeeApproval: boolean;
}

const row = 'grid gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0 sm:grid-cols-[1fr_auto] sm:items-baseline';
const link = 'link inline-flex min-h-11 items-center sm:min-h-6';

/** Every version and the notice, each with its fingerprint. */
export function ContractPapers({
  contractId,
  name,
  signedVersionN,
  versions,
  publicity,
  pricing,
  ...may
}: ContractPapersProps) {
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {versions.map((version) => (
        <li key={version.n} className={row}>
          <span>
            <Link to={`/desk/contracts/${contractId}/text?version=${version.n}`} className={link}>
              {name}第 {version.n} 版{version.standing}
            </Link>
            <span className="block text-ink-soft">
              <DateText value={version.createdAt} as="minute" /> {version.author}
            </span>
          </span>
          <Fingerprint sha256={version.sha256} />
        </li>
      ))}
      {may.maySeeNotice && (
        <li className={row}>
          <Link to={`/desk/contracts/${contractId}/signing`} className={link}>
            纸质用印与扫描件
          </Link>
        </li>
      )}
      {may.maySeeNotice && may.isEsigned && (
        <li className={row}>
          <Link to={`/desk/contracts/${contractId}/esign`} className={link}>
            电子签名服务商的签署文件与报告
          </Link>
        </li>
      )}
      {may.maySeeNotice && signedVersionN !== null && (
        <li className={row}>
          <Link to={`/desk/contracts/${contractId}/registration`} className={link}>
            技术合同认定登记
          </Link>
        </li>
      )}
      {may.maySeeNotice && signedVersionN !== null && (
        <li className={row}>
          <Link to={`/desk/contracts/${contractId}/invoices`} className={link}>
            发票
          </Link>
        </li>
      )}
      {may.maySeeNotice && signedVersionN !== null && (
        <li className={row}>
          <Link to={`/desk/contracts/${contractId}/auditors`} className={link}>
            查账授权
          </Link>
        </li>
      )}
      {may.maySeeNotice && (
        <li className={row}>
          <span>
            定价依据：{pricing.words}
            {publicity === null && pricing.exemption && (
              <span className="block text-ink-soft">{pricing.exemption}</span>
            )}
          </span>
        </li>
      )}
      {publicity && (
        <li className={row}>
          <span>
            {may.maySeeNotice ? (
              <Link to={`/desk/contracts/${contractId}/publicity`} className={link}>
                定价公示
              </Link>
            ) : (
              '定价公示'
            )}
            <span className="block">
              <PublicityMark {...publicity} />
            </span>
          </span>
          <Fingerprint sha256={publicity.sha256} />
        </li>
      )}
      {may.maySeeApproval && (
        <li className={row}>
          <Link to={`/desk/contracts/${contractId}/approval`} className={link}>
            本单位内部审批与决策档案
          </Link>
        </li>
      )}
    </ul>
  );
}

interface ContractSignaturesProps {
  sides: SideNames;
  signatures: readonly {
    readonly side: ContractSide;
    readonly versionN: number;
    readonly sha256: string;
    readonly signedAt: Date;
    readonly name: string;
    readonly standing: SignerStanding;
    readonly orgName: string;
  }[];
}

/** Who signed which version when; a version that one side alone signed binds nobody. */
export function ContractSignatures({ sides, signatures }: ContractSignaturesProps) {
  if (signatures.length === 0) return <p className="text-sm text-ink-soft">双方都还没有签署。</p>;
  const isAlone = (n: number) => signatures.filter(({ versionN }) => versionN === n).length < 2;
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {signatures.map((signature) => (
        <li key={`${signature.versionN}-${signature.side}`} className={row}>
          <span>
            {sides[signature.side]} {signature.orgName}，{signature.name}签署第 {signature.versionN} 版
            <span className="block text-ink-soft">
              <DateText value={signature.signedAt} as="minute" />，{signerStandingLabels[signature.standing]}
              {isAlone(signature.versionN) && '；另一方没有签署这一版'}
            </span>
          </span>
          <Fingerprint sha256={signature.sha256} />
        </li>
      ))}
    </ul>
  );
}
