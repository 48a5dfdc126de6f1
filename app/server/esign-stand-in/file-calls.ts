import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Answer, ms, Refusal, text } from './desk.ts';

/** Calls about documents: where to put one, taking it in, the seals in a signed one. */
export const fileCalls: Readonly<Record<string, Answer>> = {
  '/file/get-upload-url': ({ tasks, base }, content) => {
    z.strictObject({ fileType: z.literal('doc') }).parse(content);
    const key = randomBytes(12).toString('hex');
    tasks.store.state.uploads.push({ key, name: null, fileId: null });
    return { uploadUrl: `${base()}/upload/${key}`, fddFileUrl: `${base()}/store/${key}` };
  },
  '/file/process': ({ tasks }, content) => {
    const file = z.strictObject({
      fileType: z.literal('doc'),
      fddFileUrl: z.url(),
      fileName: text.max(200).regex(/^[^/\\:*"<>|?]+\.pdf$/),
      fileFormat: z.literal('pdf'),
    });
    const { fddFileUrlList } = z.strictObject({ fddFileUrlList: z.array(file).length(1) }).parse(content);
    const { fddFileUrl = '', fileName } = fddFileUrlList[0] ?? {};
    const upload = tasks.store.state.uploads.find(({ key }) => fddFileUrl.endsWith(`/store/${key}`));
    if (upload === undefined) throw new Refusal('211157');
    Object.assign(upload, { name: fileName, fileId: upload.key });
    return { fileIdList: [{ fileId: upload.key, fileType: 'doc', fddFileUrl, fileName, fileTotalPages: 1 }] };
  },
  '/file/verify-sign': ({ tasks, faults }, content) => {
    const asked = z.strictObject({ fileId: text, fileHash: z.string().regex(/^[0-9a-f]{64}$/) }).parse(content);
    const task = tasks.find(asked.fileId);
    const signed = task?.actors.filter(({ status }) => status === 'signed') ?? [];
    return {
      verifyResult: true,
      signatureInfos: signed.map(({ actorName, signTime }) => ({
        signer: actorName,
        signedonTime: ms(signTime),
        authority: '演示认证机构（无许可，仅供演示）',
        timestampFlag: true,
        integrityFlag: faults.signedFile !== 'broken',
      })),
    };
  },
};
