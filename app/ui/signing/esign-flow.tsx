import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { asideWords, esignMachine, type AsideReason, type EsignState } from '#app/domain/esign.ts';
import { labelOf } from '#app/domain/machine.ts';
import { signerAuthorityLabels, type SignerAuthority } from '#app/domain/signing-way.ts';
import { DateText } from '../date-text.tsx';
import { Fingerprint } from '../fingerprint.tsx';
import { StateMark } from '../state-mark.tsx';
import { sideWords } from './esign-forms.tsx';

export interface ShownFlow {
  readonly id: string;
  readonly state: EsignState;
  readonly versionN: number;
  readonly provider: string;
  readonly providerFlowId: string | null;
  readonly proposedBySide: ContractSide;
  readonly isAway: boolean;
  readonly expiresAt: Date | null;
  readonly cancelReason: string | null;
  /** From when both may declare it ended; null where that is not the question. */
  readonly giveUpFrom: Date | null;
  /** A signed file came after that, and was kept. */
  readonly isLateKept: boolean;
  readonly endNote: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export interface ShownSigner {
  readonly side: ContractSide;
  readonly orgName: string;
  readonly signerName: string;
  readonly authority: SignerAuthority;
  readonly readAt: Date | null;
  readonly signedAt: Date | null;
  readonly verifiedName: string | null;
  readonly certificateBy: string | null;
  readonly hasGivenUp: boolean;
  readonly mobile: string | null;
  readonly link: string | null;
}

/** Why a flow ended, in words; null where its state says all. */
export function endWords({ state, endNote, cancelReason, provider, isLateKept }: ShownFlow): string | null {
  if (state === 'aside') return asideWords[endNote as AsideReason] ?? null;
  if (state === 'failed') return `${provider}不受理，代码 ${endNote ?? '未知'}，运营方可凭它向服务商查询。`;
  if (state === 'refused') return endNote ? `原因：${endNote}` : null;
  if (state === 'cancelled') return cancelReason ?? endNote;
  if (state === 'abandoned') {
    return isLateKept
      ? '服务商在这之后交回了签署文件，留作证据，不算作签署。'
      : '服务商没有回应撤销，双方都声明这次签署作废。';
  }
  return null;
}

/** Each signer: named, read, signed; whose turn it is, and the way to his page. */
export function EsignSigners({
  flow,
  signers,
  side,
  sides,
}: {
  flow: ShownFlow;
  signers: readonly ShownSigner[];
  side: ContractSide;
  sides: SideNames;
}) {
  const next = flow.state === 'open' ? signers.find(({ signedAt }) => signedAt === null) : undefined;
  return (
    <ol className="rounded-lg border border-line bg-card text-sm">
      {signers.map((row) => (
        <li key={row.side} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <b>{sideWords(sides, row.side, side)}</b>
            {row.signedAt ? (
              <StateMark tone="good">
                已签 <DateText value={row.signedAt} as="minute" />
              </StateMark>
            ) : row === next ? (
              <StateMark tone="attention">轮到签署{row.readAt ? '，已打开文件' : ''}</StateMark>
            ) : (
              <StateMark tone="neutral">未签</StateMark>
            )}
          </p>
          <p>{row.orgName}</p>
          <p>
            签署人 {row.signerName}，{signerAuthorityLabels[row.authority]}
            {row.mobile && `，手机 ${row.mobile}`}
          </p>
          {row.verifiedName && <p>服务商核验到的经办人：{row.verifiedName}</p>}
          {row.hasGivenUp && <p>已声明这次签署作废</p>}
          {row.certificateBy && <p>证书颁发机构：{row.certificateBy}</p>}
          {row.link && row === next && (
            <p className="mt-1 grid gap-1">
              <a
                href={row.link}
                className="inline-flex min-h-11 items-center justify-center rounded-md border border-primary bg-primary px-4 py-1 text-center text-on-solid hover:no-underline sm:min-h-9 sm:justify-self-start"
                rel="noreferrer"
              >
                打开签署页面
              </a>
              <span className="text-ink-soft">
                签署人不在这里的，把这个链接发给他：<code className="break-all font-mono">{row.link}</code>
              </span>
            </p>
          )}
          {row.link && row.signedAt === null && row !== next && flow.state === 'open' && (
            <p className="text-ink-soft">前一方签完后轮到，届时这里有签署链接。</p>
          )}
        </li>
      ))}
    </ol>
  );
}

const paperWords = {
  signed: '签署文件（PDF，含电子印章）',
  late: '迟到的签署文件（留作证据，不算作签署）',
  report: '服务商的证据报告',
  original: '送去签的冻结文本（PDF）',
} as const;

interface Paper {
  readonly kind: keyof typeof paperWords;
  readonly id: string;
  readonly sha256: string;
}

/** What went to the provider and what came back, each by its fingerprint. */
export function EsignPapers({ papers }: { papers: readonly Paper[] }) {
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {papers.map(({ kind, id, sha256 }) => (
        <li
          key={kind}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0"
        >
          <a href={`/files/${id}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
            {paperWords[kind]}
          </a>
          <Fingerprint sha256={sha256} />
        </li>
      ))}
    </ul>
  );
}

/** Flows that ended before the present one. */
export function EarlierFlows({ flows }: { flows: readonly ShownFlow[] }) {
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {flows.map((flow) => (
        <li key={flow.id} className="border-b border-line px-4 py-2.5 last:border-b-0">
          第 {flow.versionN} 版，{labelOf(esignMachine, flow.state)}
          <span className="block text-ink-soft">
            <DateText value={flow.createdAt} as="minute" /> 提议
            {flow.endedAt && (
              <>
                ，<DateText value={flow.endedAt} as="minute" /> 结束
              </>
            )}
            。{endWords(flow)}
          </span>
        </li>
      ))}
    </ul>
  );
}
