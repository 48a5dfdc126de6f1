import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface StandInActor {
  readonly actorId: string;
  readonly actorName: string;
  readonly uscc: string;
  readonly orderNo: number;
  readonly key: string;
  status: 'wait_sign' | 'signed' | 'sign_rejected';
  person: string | null;
  readTime: number | null;
  signTime: number | null;
  note: string | null;
  /** Where the signer goes from here; none was named before. */
  backTo?: string;
}

export interface Task {
  readonly id: string;
  readonly subject: string;
  readonly reference: string;
  readonly fileId: string;
  readonly callbackUrl: string;
  readonly expiresTime: number;
  status: 'sign_progress' | 'task_finished' | 'task_terminated' | 'expired';
  note: string | null;
  readonly actors: StandInActor[];
}

export interface Message {
  readonly event: string;
  readonly url: string;
  readonly content: string;
  readonly madeAt: number;
  tries: number;
  isDelivered: boolean;
}

export interface State {
  n: number;
  readonly tasks: Task[];
  /** Uploaded, and after `/file/process` a document; the bytes stand in a file of that name. */
  readonly uploads: { readonly key: string; name: string | null; fileId: string | null }[];
  readonly messages: Message[];
}

export interface Store {
  readonly state: State;
  save(): Promise<void>;
  put(key: string, bytes: Buffer): Promise<void>;
  get(key: string): Promise<Buffer>;
}

/** What the stand-in knows, in a folder: it outlives a restart of the demo. */
export async function openStore(dataDir: string): Promise<Store> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'state.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  const state: State = text === null ? { n: 0, tasks: [], uploads: [], messages: [] } : (JSON.parse(text) as State);
  const place = (key: string) => join(dataDir, `${key.replace(/[^0-9a-z]/g, '')}.pdf`);
  let saving = Promise.resolve();
  return {
    state,
    save: () => {
      saving = saving
        .catch(() => undefined)
        .then(async () => {
          await writeFile(`${file}.new`, JSON.stringify(state));
          await rename(`${file}.new`, file);
        });
      return saving;
    },
    put: (key, bytes) => writeFile(place(key), bytes),
    get: (key) => readFile(place(key)),
  };
}
