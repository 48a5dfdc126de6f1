import { z } from 'zod';
import { type Answer, OfTask, Refusal, taskOf, text } from './desk.ts';

const corp = z.strictObject({ idType: z.literal('corp'), openId: z.string() });
const Create = z.strictObject({
  initiator: corp,
  signTaskSubject: text.max(200),
  signDocType: z.literal('contract'),
  expiresTime: z.string().regex(/^\d{13}$/),
  autoStart: z.literal(true),
  autoFinish: z.literal(true),
  signInOrder: z.literal(true),
  transReferenceId: text.max(128),
  callbackUrl: z.url(),
  docs: z
    .array(
      z.strictObject({
        docId: text.max(64),
        docName: text.max(200),
        docFileId: text.max(32),
        docFields: z.array(
          z.strictObject({
            fieldId: text.max(32),
            fieldName: text.max(32),
            fieldType: z.literal('corp_seal'),
            position: z.strictObject({ positionMode: z.literal('keyword'), positionKeyword: text.max(50) }),
          }),
        ),
      }),
    )
    .length(1),
  actors: z
    .array(
      z.strictObject({
        actor: z.strictObject({
          actorId: text.max(32),
          actorType: z.literal('corp'),
          actorName: text.max(128),
          permissions: z.tuple([z.literal('sign')]),
          identNameForMatch: text.max(100),
          certNoForMatch: text.max(32),
          notifyType: z.array(z.enum(['start', 'finish', 'cc'])),
          notifyAddress: text.max(64),
          sendNotification: z.boolean(),
        }),
        signFields: z.array(z.strictObject({ fieldDocId: text, fieldId: text })).min(1),
        signConfigInfo: z.strictObject({
          orderNo: z.number().int(),
          requestMemberSign: z.boolean(),
          readingToEnd: z.boolean(),
        }),
      }),
    )
    .min(1),
});

/** Calls that open a task, find it again, bring a signer to it and call it off. */
export const openCalls: Readonly<Record<string, Answer>> = {
  '/sign-task/create': ({ tasks, openCorpId }, content) => {
    const input = Create.parse(content);
    if (input.initiator.openId !== openCorpId) throw new Refusal('213001', 401);
    const [doc] = input.docs;
    if (!tasks.store.state.uploads.some(({ fileId }) => fileId === doc?.docFileId)) throw new Refusal('211096');
    const orders = new Set(input.actors.map(({ signConfigInfo }) => signConfigInfo.orderNo));
    if (orders.size !== input.actors.length) throw new Refusal('211155');
    const fields = new Set(doc?.docFields.map(({ fieldId }) => fieldId));
    if (!input.actors.every(({ signFields }) => signFields.every(({ fieldId }) => fields.has(fieldId)))) {
      throw new Refusal('211154');
    }
    const task = tasks.create({
      subject: input.signTaskSubject,
      reference: input.transReferenceId,
      fileId: doc?.docFileId ?? '',
      callbackUrl: input.callbackUrl,
      expiresTime: Number(input.expiresTime),
      actors: input.actors.map(({ actor, signConfigInfo }) => ({
        actorId: actor.actorId,
        actorName: actor.identNameForMatch,
        uscc: actor.certNoForMatch,
        orderNo: signConfigInfo.orderNo,
      })),
    });
    return { signTaskId: task.id };
  },
  '/sign-task/owner/get-list': ({ tasks }, content) => {
    const { listFilter, listPageNo, listPageSize } = z
      .strictObject({
        ownerId: corp,
        ownerRole: z.literal('initiator'),
        listFilter: z.strictObject({ signTaskSubject: text }),
        listPageNo: z.number().int().min(1),
        listPageSize: z.number().int().min(1).max(100),
      })
      .parse(content);
    const found = tasks.store.state.tasks.filter(({ subject }) => subject.includes(listFilter.signTaskSubject));
    const page = found.slice((listPageNo - 1) * listPageSize, listPageNo * listPageSize);
    return {
      listPageNo,
      listPageCount: Math.ceil(found.length / listPageSize),
      signTasks: page.map(({ id, reference }) => ({ signTaskId: id, transReferenceId: reference })),
    };
  },
  '/sign-task/cancel': ({ tasks, ...desk }, content) => {
    const { terminationNote } = z
      .strictObject({ ...OfTask.shape, terminationNote: z.string().max(250) })
      .parse(content);
    if (!tasks.cancel(taskOf({ tasks, ...desk }, content), terminationNote)) throw new Refusal('211126');
    return null;
  },
  '/sign-task/actor/get-url': (desk, content) => {
    const asked = z.strictObject({ ...OfTask.shape, actorId: text, redirectUrl: text.optional() });
    const { actorId, redirectUrl } = asked.parse(content);
    const actor = taskOf(desk, content).actors.find((row) => row.actorId === actorId);
    if (actor === undefined) throw new Refusal('211066');
    if (redirectUrl !== undefined) actor.backTo = decodeURIComponent(redirectUrl);
    return { actorSignTaskUrl: `${desk.base()}/sign/${actor.key}`, actorSignTaskEmbedUrl: '' };
  },
};
