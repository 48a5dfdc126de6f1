import type { Readable } from 'node:stream';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { CheckedSeal, ProviderFlow } from '#app/domain/esign.ts';
import { AppError } from '#app/domain/errors.ts';

export interface FlowSigner {
  readonly side: ContractSide;
  readonly orderNo: number;
  readonly orgName: string;
  readonly uscc: string;
  readonly signerName: string;
  readonly mobile: string;
  /** Words of the text beside which the seal goes. */
  readonly sealBy: string;
}

export interface OpenFlowInput {
  /** Our own id of the flow: the provider gives it back, and a flow whose answer was lost is found by it. */
  readonly reference: string;
  readonly subject: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly signers: readonly FlowSigner[];
  readonly expiresAt: Date;
}

/** A verified message. It only says which flow to look at: the truth is asked of the provider. */
export interface EsignMessage {
  readonly event: string;
  readonly flowId: string | null;
  /** Our own id of it, where the message tells it. */
  readonly reference: string | null;
}

/**
 * A licensed e-sign provider. Every call may throw `unavailable` (try again later: no answer, an outage, an unreadable answer) or
 * `invalid` (refused; `reason` is the provider's code). No words of the provider go further in an error, since they may quote a secret.
 */
export interface EsignProvider {
  readonly isEnabled: boolean;
  /** As people know it. */
  readonly name: string;
  /** Hands in a PDF; the provider's name of it. */
  upload(pdf: Buffer, fileName: string): Promise<string>;
  /** The flow that was opened under our reference, if there is one. */
  findFlow(input: { readonly reference: string; readonly subject: string }): Promise<string | null>;
  openFlow(input: OpenFlowInput): Promise<string>;
  /** A signer's own page at the provider, from which he comes back to `backPath` of this site. */
  linkOf(flowId: string, side: ContractSide, backPath: string): Promise<string>;
  readFlow(flowId: string): Promise<ProviderFlow>;
  /** The signed PDF of a finished flow. */
  signedFile(flowId: string): Promise<Readable>;
  /** The provider's report on how it was signed. */
  reportFile(flowId: string): Promise<Readable>;
  /** The provider's word on the signatures in the file whose SHA-256 this is. */
  checkFile(flowId: string, sha256: string): Promise<readonly CheckedSeal[]>;
  cancelFlow(flowId: string, note: string): Promise<void>;
  /** `rawBody` untouched. Throws `invalid` unless it is signed for this application and not older than a day. */
  readMessage(headers: Headers, rawBody: string): EsignMessage;
}

const off = () => new AppError('unavailable', { reason: 'esign_off' });

/** No provider is set up: the way is not offered. */
export const disabledEsign: EsignProvider = {
  isEnabled: false,
  name: '',
  upload: () => Promise.reject(off()),
  findFlow: () => Promise.reject(off()),
  openFlow: () => Promise.reject(off()),
  linkOf: () => Promise.reject(off()),
  readFlow: () => Promise.reject(off()),
  signedFile: () => Promise.reject(off()),
  reportFile: () => Promise.reject(off()),
  checkFile: () => Promise.reject(off()),
  cancelFlow: () => Promise.reject(off()),
  readMessage: () => {
    throw off();
  },
};
