import type { ContractSide } from './contract-deeds.ts';
import { machine, statesWith } from './machine.ts';
import { plainName, sameName } from './same-name.ts';
import type { SignerAuthority } from './signing-way.ts';

/**
 * Signing a frozen version at a licensed e-sign provider. Both sides agree to it and name who signs (电子签名法 art. 3: parties may
 * agree on electronic signatures); from then on only what the provider says moves it. A flow that ended without two good
 * signatures leaves the contract as it was: it can be signed again, by this way or another.
 */
export const esignMachine = machine({
  name: 'esign_flow',
  initial: 'proposed',
  states: {
    proposed: {
      label: '等另一方同意',
      is: ['live'],
      on: {
        join: { to: 'preparing', by: ['licensor', 'licensee'], says: '另一方同意并指定签署人，文件送交服务商' },
        withdraw: { to: 'cancelled', by: ['licensor', 'licensee', 'system'], says: '不用这种方式签' },
      },
    },
    preparing: {
      label: '正在送交服务商',
      is: ['live', 'asked'],
      on: {
        open: { to: 'open', by: ['system'], says: '服务商已发起签署' },
        fail: { to: 'failed', by: ['system'], says: '服务商不受理，写明原因' },
        cancel: { to: 'cancelling', by: ['licensor', 'licensee', 'system'], says: '要求撤销' },
      },
    },
    open: {
      label: '签署中',
      is: ['live', 'asked'],
      on: {
        finish: { to: 'signed', by: ['system'], says: '双方都已签署，签署文件核对无误' },
        setAside: { to: 'aside', by: ['system'], says: '服务商说已签完，但核对不上，平台不认' },
        refuse: { to: 'refused', by: ['system'], says: '一方在服务商处拒签' },
        expire: { to: 'expired', by: ['system'], says: '到期没有签完' },
        cancel: { to: 'cancelling', by: ['licensor', 'licensee', 'system'], says: '要求撤销' },
        end: { to: 'cancelled', by: ['system'], says: '在服务商处撤销了' },
      },
    },
    cancelling: {
      label: '正在撤销',
      is: ['live', 'asked'],
      on: {
        finish: { to: 'signed', by: ['system'], says: '撤销到达之前双方已签完，签署有效' },
        setAside: { to: 'aside', by: ['system'], says: '撤销到达之前已签完，但核对不上，平台不认' },
        refuse: { to: 'refused', by: ['system'], says: '一方在服务商处拒签' },
        expire: { to: 'expired', by: ['system'], says: '到期没有签完' },
        end: { to: 'cancelled', by: ['system'], says: '服务商确认已撤销' },
        giveUp: { to: 'abandoned', by: ['licensor', 'licensee'], says: '服务商一直没有回应，双方声明这次签署作废' },
      },
    },
    signed: { label: '双方已签', final: true },
    aside: { label: '核对不上', final: true },
    refused: { label: '拒签', final: true },
    expired: { label: '已过期', final: true },
    cancelled: { label: '已撤销', final: true },
    failed: { label: '未能发起', final: true },
    abandoned: { label: '双方声明作废', final: true },
  },
});
export type EsignState = keyof typeof esignMachine.states;

/** Not over: a contract has at most one such flow, and while it has, it is signed in no other way. */
export const liveEsignStates = statesWith(esignMachine, 'live');
/** The provider is asked about them. */
export const askedEsignStates = statesWith(esignMachine, 'asked');

/** Why a flow that the provider calls finished is not taken for a signature of the contract. */
const asideReasons = ['file', 'signer', 'seal', 'authority', 'version', 'granted'] as const;
export type AsideReason = (typeof asideReasons)[number];

export const asideWords: Readonly<Record<AsideReason, string>> = {
  file: '服务商交回的文件不是送去签的那一份冻结文本',
  signer: '签署的机构或者经办人与双方指定的不一致',
  seal: '服务商验签没有通过：签名缺少，或者签署后文件被改动',
  authority: '签署当日，代理人的授权委托书没有覆盖这份合同',
  version: '签完时合同已经不在签署这一版，或者其间申报的收入使这份变更不能再签',
  granted: '签完时，同一成果另有合同已经给出了这一版要给的权利',
};

/** The provider keeps a flow open for so many days. */
export const esignDays = 30;

/**
 * Days in which the provider says nothing about a flow that is to be called off, after which both sides may declare it ended
 * (to be confirmed: `esign.silent_days`): long enough for an outage, short enough for a contract to wait.
 */
export const silentDays = 10;

/**
 * From when both sides may declare a flow ended that the provider neither calls off nor says anything about; null where that is
 * not the question. `silentSince`: when it was asked to call it off or, later, when it last answered.
 */
export const giveUpFrom = ({
  state,
  silentSince,
}: {
  readonly state: EsignState;
  readonly silentSince: Date | null;
}): Date | null =>
  state === 'cancelling' && silentSince !== null ? new Date(silentSince.getTime() + silentDays * 86_400_000) : null;

/** Whether a side's declaration that the flow has ended stands: an answer of the provider after it makes it void. */
export const hasGivenUp = (
  { gaveUpAt }: { readonly gaveUpAt: Date | null },
  { silentSince }: { readonly silentSince: Date | null },
): boolean => gaveUpAt !== null && silentSince !== null && gaveUpAt > silentSince;

/** How the provider sees one who has to sign. */
export interface ProviderSigner {
  /** The side, as the flow named it. */
  readonly side: string;
  readonly status: 'waiting' | 'signed' | 'refused';
  /** Name and 统一社会信用代码 that the provider verified; null where it does not say. */
  readonly organisation: string | null;
  readonly uscc: string | null;
  /** The verified person who put the seal; null where the provider does not say. */
  readonly person: string | null;
  readonly readAt: Date | null;
  readonly signedAt: Date | null;
  /** Why he refused. */
  readonly note: string | null;
}

/** What the provider says of a flow when it is asked. */
export interface ProviderFlow {
  readonly state: 'signing' | 'finished' | 'terminated' | 'expired';
  /** Our own id, as the flow was given it. */
  readonly reference: string | null;
  /** Ids of the documents that are signed; empty where the provider does not say. */
  readonly fileIds: readonly string[];
  readonly signers: readonly ProviderSigner[];
  readonly note: string | null;
}

/** Who was to sign for a side. */
export interface NamedSigner {
  readonly side: ContractSide;
  readonly orgName: string;
  readonly uscc: string;
  readonly signerName: string;
  readonly authority: SignerAuthority;
}

/** One signature in a signed PDF, as the provider verified it. */
export interface CheckedSeal {
  /** The organisation to which the certificate was issued. */
  readonly signer: string;
  /** The authority that issued the certificate. */
  readonly certificateBy: string | null;
  /** The provider says that nothing of what was signed has changed since. */
  readonly isIntact: boolean;
}

export type EsignVerdict =
  | { readonly event: 'finish' }
  | { readonly event: 'setAside'; readonly reason: AsideReason }
  | { readonly event: 'refuse'; readonly side: ContractSide; readonly note: string | null }
  | { readonly event: 'expire' }
  | { readonly event: 'end'; readonly note: string | null };

const isSame = (said: string | null, named: string): boolean => said === null || sameName(said, named);

/** A letter of attorney is held to a name: where the provider does not tell who signed, nobody knows that it was he. */
const isPerson = (said: string | null, { authority, signerName }: NamedSigner): boolean =>
  said === null ? authority === 'legal_representative' : isSame(said, signerName);

/**
 * What the provider's word means for a flow; null: it goes on. Finished counts only where the one document is the one that was
 * handed in, and both named organisations signed by the people whom they named (电子签名法 art. 13: the signature is the signer's
 * own and under his control alone). A name that the provider does not tell proves nothing against an organisation's seal; the code
 * of an organisation and the person of an attorney must be told. `fileId`: the document as the provider named it when it was handed in.
 */
export function esignVerdict(
  flow: ProviderFlow,
  { fileId, named }: { readonly fileId: string; readonly named: readonly NamedSigner[] },
): EsignVerdict | null {
  if (flow.state === 'signing') return null;
  if (flow.state === 'expired') return { event: 'expire' };
  if (flow.state === 'terminated') {
    const refused = named.find(({ side }) => signerOf(flow, side)?.status === 'refused');
    if (refused === undefined) return { event: 'end', note: flow.note };
    return { event: 'refuse', side: refused.side, note: signerOf(flow, refused.side)?.note ?? flow.note };
  }
  if (flow.fileIds.some((id) => id !== fileId) || flow.fileIds.length > 1) return { event: 'setAside', reason: 'file' };
  const isWhole =
    flow.signers.length === named.length &&
    named.every((name) => {
      const signer = signerOf(flow, name.side);
      if (signer?.status !== 'signed' || signer.signedAt === null) return false;
      if (signer.uscc === null || plainName(signer.uscc).toUpperCase() !== name.uscc.toUpperCase()) return false;
      return isSame(signer.organisation, name.orgName) && isPerson(signer.person, name);
    });
  return isWhole ? { event: 'finish' } : { event: 'setAside', reason: 'signer' };
}

/** What the provider says of a side. */
export const signerOf = (flow: Pick<ProviderFlow, 'signers'>, side: ContractSide): ProviderSigner | undefined =>
  flow.signers.find((signer) => signer.side === side);

/**
 * The intact seal of an organisation among those in a signed file, by its exact name (spaces and widths apart): 兰州大学 is not
 * 兰州大学第二医院.
 */
export const sealOf = (seals: readonly CheckedSeal[], orgName: string): CheckedSeal | undefined =>
  seals.find(({ signer, isIntact }) => isIntact && sameName(signer, orgName));

/** Whether the seals of a signed file hold: none is broken, and each named organisation has its own (电子签名法 art. 13, 16). */
export const areSealsWhole = (seals: readonly CheckedSeal[], orgNames: readonly string[]): boolean =>
  seals.every(({ isIntact }) => isIntact) &&
  new Set(orgNames.map(plainName)).size === orgNames.length &&
  orgNames.every((name) => sealOf(seals, name) !== undefined);

/** Whether there is still something to ask the provider: what becomes of the flow or, once it is signed, its report. */
export const isAskedAbout = ({
  state,
  reportFileId,
}: {
  readonly state: EsignState;
  readonly reportFileId: string | null;
}): boolean => askedEsignStates.includes(state) || (state === 'signed' && reportFileId === null);
