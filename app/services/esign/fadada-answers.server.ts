import { z } from 'zod';
import type { ProviderFlow, ProviderSigner } from '#app/domain/esign.ts';

export const word = z.string().min(1);
const some = z.string().nullish();
/** Instants are milliseconds in text. */
const instant = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((ms) => (ms === null || ms === undefined || ms === '' ? null : new Date(Number(ms))))
  .refine((at) => at === null || !Number.isNaN(at.getTime()));

const Actor = z.object({
  actorId: word,
  corpName: some,
  corpIdentNo: some,
  joinName: some,
  joinIdentNo: some,
  memberInfo: z.object({ memberName: some }).nullish(),
  signStatus: some,
  readTime: instant,
  signTime: instant,
  actorNote: some,
});
export const Actors = z.union([z.array(Actor), z.object({ actors: z.array(Actor) }).transform(({ actors }) => actors)]);
export const Detail = z.object({
  signTaskStatus: word,
  transReferenceId: some,
  terminationNote: some,
  docs: z.array(z.object({ docFileId: z.coerce.string().nullish() })).nullish(),
});
export const Listed = z.object({
  signTasks: z.array(z.object({ signTaskId: word, transReferenceId: some })).nullish(),
  listPageCount: z.coerce.number().int().nullish(),
});
export const Download = z.object({ downloadUrl: word });
export const Verified = z.object({
  verifyResult: z.boolean(),
  signatureInfos: z
    .array(z.object({ signer: z.string(), authority: some, integrityFlag: z.boolean().nullish() }))
    .nullish(),
});
export const UploadPlace = z.object({ uploadUrl: word, fddFileUrl: word });
export const Processed = z.object({ fileIdList: z.tuple([z.object({ fileId: z.coerce.string().min(1) })]) });

const states: Readonly<Record<string, ProviderFlow['state']>> = {
  task_finished: 'finished',
  task_terminated: 'terminated',
  expired: 'expired',
  // Undone by both at the provider after it was finished: no signature of this contract stands there.
  revoked: 'terminated',
};
const signStates: Readonly<Record<string, ProviderSigner['status']>> = { signed: 'signed', sign_rejected: 'refused' };

/** How a task stands, from its detail and its actors. */
export const flowSeen = (detail: z.infer<typeof Detail>, actors: z.infer<typeof Actors>): ProviderFlow => ({
  state: states[detail.signTaskStatus] ?? 'signing',
  reference: detail.transReferenceId ?? null,
  fileIds: (detail.docs ?? []).flatMap(({ docFileId }) => docFileId ?? []),
  signers: actors.map(signerSeen),
  note: detail.terminationNote ?? null,
});

function signerSeen(actor: z.infer<typeof Actor>): ProviderSigner {
  return {
    side: actor.actorId,
    status: signStates[actor.signStatus ?? ''] ?? 'waiting',
    organisation: actor.corpName ?? actor.joinName ?? null,
    uscc: actor.corpIdentNo ?? actor.joinIdentNo ?? null,
    person: actor.memberInfo?.memberName ?? null,
    readAt: actor.readTime,
    signedAt: actor.signTime,
    note: actor.actorNote ?? null,
  };
}
