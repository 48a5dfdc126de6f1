import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { signatureOf } from './messages.ts';
import type { StandInActor, Task } from './store.ts';
import type { Tasks } from './tasks.ts';

export interface ApiDesk {
  readonly tasks: Tasks;
  readonly appId: string;
  readonly secret: string;
  readonly openCorpId: string;
  readonly base: () => string;
  readonly faults: Faults;
}

/** How the provider misbehaves, as a test asks for it. */
export interface Faults {
  /** The signed file is another one; or the signatures in it are said to be broken. */
  signedFile: 'right' | 'other' | 'broken';
  isReportLate: boolean;
}

class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status = 200,
  ) {
    super(code);
  }
}

const tokens = new Map<string, number>();
const nonces = new Map<string, number>();
const fiveMinutes = 300_000;

const corp = z.strictObject({ idType: z.literal('corp'), openId: z.string() });
const text = z.string().min(1);
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
const OfTask = z.object({ signTaskId: text.max(20) });

type Answer = (desk: ApiDesk, content: unknown) => unknown;

const taskOf = ({ tasks }: ApiDesk, content: unknown): Task => {
  const task = tasks.find(OfTask.parse(content).signTaskId);
  if (task === undefined) throw new Refusal('211001');
  return task;
};
const ms = (at: number | null) => (at === null ? null : String(at));

const routes: Readonly<Record<string, Answer>> = {
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
  '/sign-task/actor/get-url': (desk, content) => {
    const { actorId } = z.strictObject({ ...OfTask.shape, actorId: text }).parse(content);
    const actor = taskOf(desk, content).actors.find((row) => row.actorId === actorId);
    if (actor === undefined) throw new Refusal('211066');
    return { actorSignTaskUrl: `${desk.base()}/sign/${actor.key}`, actorSignTaskEmbedUrl: '' };
  },
  '/sign-task/get-detail': (desk, content) => {
    const task = taskOf(desk, content);
    return {
      signTaskId: task.id,
      signTaskSubject: task.subject,
      signTaskStatus: task.status,
      transReferenceId: task.reference,
      terminationNote: task.note,
      docs: [{ docId: 'contract', docFileId: task.fileId }],
    };
  },
  '/sign-task/actor/list': (desk, content) => taskOf(desk, content).actors.map(shownActor),
  '/sign-task/cancel': ({ tasks, ...desk }, content) => {
    const { terminationNote } = z
      .strictObject({ ...OfTask.shape, terminationNote: z.string().max(250) })
      .parse(content);
    if (!tasks.cancel(taskOf({ tasks, ...desk }, content), terminationNote)) throw new Refusal('211126');
    return null;
  },
  '/sign-task/owner/get-download-url': (desk, content) => {
    const task = taskOf(desk, content);
    if (task.status !== 'task_finished') throw new Refusal('211071');
    return { downloadUrl: `${desk.base()}/download/${task.id}` };
  },
  '/sign-task/evidence-report/get-download-url': (desk, content) => {
    const task = taskOf(desk, content);
    if (task.status !== 'task_finished' || desk.faults.isReportLate) throw new Refusal('100001');
    return { downloadUrl: `${desk.base()}/report/${task.id}` };
  },
  '/sign-task/owner/get-file': (desk, content) => ({ docs: [{ docId: 'contract', fileId: taskOf(desk, content).id }] }),
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

const shownActor = (actor: StandInActor) => ({
  actorId: actor.actorId,
  actorType: 'corp',
  actorName: actor.actorName,
  corpName: actor.actorName,
  corpIdentNo: actor.uscc,
  memberInfo: { memberName: actor.person },
  permissions: ['sign'],
  isInitiator: false,
  signStatus: actor.status,
  readTime: ms(actor.readTime),
  signTime: ms(actor.signTime),
  actorNote: actor.note,
  signOrderNo: actor.orderNo,
});

export interface ApiReply {
  readonly status: number;
  readonly body: object;
}

const reply = (code: string, data: unknown, status = 200): ApiReply => ({
  status,
  body: { code, msg: code === '100000' ? '请求成功' : '请求失败', data },
});

/** One call: who asks and whether it is signed as published, then what is asked. Wrong content is refused, not guessed. */
export function answerApi(
  desk: ApiDesk,
  { path, headers, body }: { path: string; headers: Headers; body: string },
): ApiReply {
  try {
    return reply('100000', authorised(desk, path, headers, body));
  } catch (error) {
    if (error instanceof Refusal) return reply(error.code, null, error.status);
    if (error instanceof z.ZodError) return reply('100012', null);
    throw error;
  }
}

function authorised(desk: ApiDesk, path: string, headers: Headers, body: string): unknown {
  const value = (name: string) => headers.get(name) ?? '';
  const content = new URLSearchParams(body).get('bizContent') ?? '';
  const timestamp = value('X-FASC-Timestamp');
  const nonce = value('X-FASC-Nonce');
  const signed = [...headers].filter(([name]) => name.startsWith('x-fasc-') && name !== 'x-fasc-sign');
  const spelt = signed.map(([name, given]) => [spelling[name] ?? name, given] as const);
  const expected = signatureOf([...spelt, ['bizContent', content]], timestamp, desk.secret);
  if (headers.get('content-type') !== 'application/x-www-form-urlencoded') throw new Refusal('100013');
  if (value('X-FASC-App-Id') !== desk.appId || value('X-FASC-Api-SubVersion') !== '5.1') throw new Refusal('100012');
  if (value('X-FASC-Sign') !== expected) throw new Refusal('100011');
  if (Math.abs(Date.now() - Number(timestamp)) > fiveMinutes || nonces.has(nonce) || nonce.length > 32) {
    throw new Refusal('100012');
  }
  for (const [old, at] of nonces) if (Date.now() - at > 2 * fiveMinutes) nonces.delete(old);
  nonces.set(nonce, Date.now());
  if (path === '/service/get-access-token') {
    if (value('X-FASC-Grant-Type') !== 'client_credential') throw new Refusal('100012');
    const accessToken = createHash('sha256').update(`${desk.secret}${Date.now()}`).digest('hex');
    tokens.set(accessToken, Date.now() + 7_200_000);
    return { accessToken, expiresIn: '7200' };
  }
  if ((tokens.get(value('X-FASC-AccessToken')) ?? 0) < Date.now()) throw new Refusal('100002', 401);
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) throw new Refusal('100014');
  return route(desk, JSON.parse(content));
}

/** Names of headers arrive in small letters; they are signed as they are published. */
const spelling: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'X-FASC-AccessToken',
    'X-FASC-Api-SubVersion',
    'X-FASC-App-Id',
    'X-FASC-Grant-Type',
    'X-FASC-Nonce',
    'X-FASC-Sign-Type',
    'X-FASC-Timestamp',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Forgets every token, as if two hours had passed. */
export const forgetTokens = (): void => tokens.clear();
