import { z } from 'zod';
import { isAppError } from '#app/domain/errors.ts';
import {
  Actors,
  Detail,
  Download,
  flowSeen,
  Listed,
  Processed,
  UploadPlace,
  Verified,
  word,
} from './fadada-answers.server.ts';
import { fadadaCalls, type FadadaOptions, unreadableAnswer } from './fadada-call.server.ts';
import { readMessage } from './fadada-message.server.ts';
import type { EsignProvider, FlowSigner } from './provider.server.ts';

const docId = 'contract';
const none = z.unknown();
const listPageSize = 100;
/** A list that says nothing of its end is not read for ever. */
const mostPages = 50;

/** Signing at 法大大 by its FASC OpenAPI 5.1: each side signs as an organisation, with its seal, in the agreed order. */
export function fadadaProvider(options: FadadaOptions): EsignProvider {
  const { call, put, get, own } = fadadaCalls(options);
  const initiator = { idType: 'corp', openId: options.openCorpId };

  return {
    isEnabled: true,
    name: options.name ?? '法大大',

    async upload(pdf, fileName) {
      const kind = { fileType: 'doc' };
      const { uploadUrl, fddFileUrl } = await call('/file/get-upload-url', kind, UploadPlace);
      await put(uploadUrl, pdf);
      const file = { ...kind, fddFileUrl, fileName, fileFormat: 'pdf' };
      const { fileIdList } = await call('/file/process', { fddFileUrlList: [file] }, Processed);
      return fileIdList[0].fileId;
    },

    async findFlow({ reference, subject }) {
      // The filter is a part of the subject: V1 brings V10 too, and what was called off before.
      const asked = { ownerId: initiator, ownerRole: 'initiator', listFilter: { signTaskSubject: subject } };
      for (let listPageNo = 1; listPageNo <= mostPages; listPageNo += 1) {
        const page = await call('/sign-task/owner/get-list', { ...asked, listPageNo, listPageSize }, Listed);
        const found = page.signTasks?.find(({ transReferenceId }) => transReferenceId === reference);
        if (found !== undefined) return found.signTaskId;
        const isLast = (page.signTasks ?? []).length === 0 || listPageNo >= (page.listPageCount ?? mostPages);
        if (isLast) return null;
      }
      throw unreadableAnswer('list');
    },

    async openFlow(input) {
      const { signTaskId } = await call(
        '/sign-task/create',
        {
          initiator,
          signTaskSubject: input.subject,
          signDocType: 'contract',
          expiresTime: String(input.expiresAt.getTime()),
          autoStart: true,
          autoFinish: true,
          signInOrder: true,
          transReferenceId: input.reference,
          callbackUrl: options.callbackUrl,
          docs: [{ docId, docName: input.fileName, docFileId: input.fileId, docFields: input.signers.map(sealField) }],
          actors: input.signers.map(actorOf),
        },
        z.object({ signTaskId: word }),
      );
      return signTaskId;
    },

    async linkOf(flowId, side, backPath) {
      // The address to come back to is sent encoded once more.
      const back = options.siteUrl && { redirectUrl: encodeURIComponent(`${options.siteUrl}${backPath}`) };
      const asked = { signTaskId: flowId, actorId: side, ...back };
      const { actorSignTaskUrl } = await call('/sign-task/actor/get-url', asked, z.object({ actorSignTaskUrl: word }));
      return own(actorSignTaskUrl);
    },

    async readFlow(signTaskId) {
      const detail = await call('/sign-task/get-detail', { signTaskId, filter: ['doc'] }, Detail);
      const actors = await call('/sign-task/actor/list', { signTaskId }, Actors);
      return flowSeen(detail, actors);
    },

    async signedFile(signTaskId) {
      const asked = { ownerId: initiator, signTaskId, downloadMode: 'download' };
      const { downloadUrl } = await call('/sign-task/owner/get-download-url', asked, Download);
      return get(downloadUrl);
    },

    async reportFile(signTaskId) {
      const { downloadUrl } = await call('/sign-task/evidence-report/get-download-url', { signTaskId }, Download);
      return get(downloadUrl);
    },

    async checkFile(signTaskId, sha256) {
      const { docs } = await call(
        '/sign-task/owner/get-file',
        { signTaskId, docId },
        z.object({ docs: z.array(z.object({ fileId: z.coerce.string().min(1) })).min(1) }),
      );
      const asked = { fileId: docs[0]?.fileId, fileHash: sha256 };
      const { verifyResult, signatureInfos } = await call('/file/verify-sign', asked, Verified);
      return (signatureInfos ?? []).map(({ signer, authority, integrityFlag }) => ({
        signer,
        certificateBy: authority ?? null,
        isIntact: verifyResult && integrityFlag === true,
      }));
    },

    async cancelFlow(signTaskId, note) {
      await call('/sign-task/cancel', { signTaskId, terminationNote: note.slice(0, 250) }, none).catch(
        (error: unknown) => {
          // Its state does not allow it any more: what became of it is asked next.
          if (!(isAppError(error) && error.params['reason'] === '211126')) throw error;
        },
      );
    },

    readMessage: (headers, rawBody) => readMessage(options, headers, rawBody),
  };
}

const fieldOf = ({ side }: FlowSigner): string => `seal_${side}`;
const sealField = (signer: FlowSigner) => ({
  fieldId: fieldOf(signer),
  fieldName: signer.sealBy,
  fieldType: 'corp_seal',
  position: { positionMode: 'keyword', positionKeyword: signer.sealBy },
});

const actorOf = (signer: FlowSigner) => ({
  actor: {
    actorId: signer.side,
    actorType: 'corp',
    actorName: signer.orgName,
    permissions: ['sign'],
    identNameForMatch: signer.orgName,
    certNoForMatch: signer.uscc,
    notifyType: ['start', 'finish'],
    notifyAddress: signer.mobile,
    sendNotification: true,
  },
  signFields: [{ fieldDocId: docId, fieldId: fieldOf(signer) }],
  signConfigInfo: { orderNo: signer.orderNo, requestMemberSign: false, readingToEnd: true },
});
