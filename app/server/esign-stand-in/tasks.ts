import { randomBytes } from 'node:crypto';
import type { Messages } from './messages.ts';
import { signPdf } from './sign-pdf.ts';
import type { StandInActor, Store, Task } from './store.ts';

/** What happens to a flow at the provider, whoever does it: a signer on his page, the clock, the application. */
export interface Tasks {
  readonly store: Store;
  readonly now: () => Date;
  create(input: Omit<Task, 'id' | 'status' | 'note' | 'actors'> & { readonly actors: readonly NewActor[] }): Task;
  find(id: string): Task | undefined;
  byKey(key: string): { readonly task: Task; readonly actor: StandInActor } | undefined;
  /** Whose turn it is. */
  next(task: Task): StandInActor | undefined;
  read(task: Task, actor: StandInActor): void;
  sign(task: Task, actor: StandInActor, person: string): Promise<void>;
  refuse(task: Task, actor: StandInActor, note: string): void;
  /** False where its state does not allow it. */
  cancel(task: Task, note: string): boolean;
  expireDue(): void;
  /** The signed PDF has this key. */
  signedKey(task: Task): string;
}

export interface NewActor {
  readonly actorId: string;
  readonly actorName: string;
  readonly uscc: string;
  readonly orderNo: number;
}

export function tasksOf(store: Store, messages: Messages, now: () => Date): Tasks {
  const { state } = store;
  const tell = (task: Task, event: string, more: object = {}) =>
    messages.tell(event, task.callbackUrl, {
      signTaskId: task.id,
      signTaskStatus: task.status,
      transReferenceId: task.reference,
      ...more,
    });
  const next = (task: Task) =>
    task.status === 'sign_progress'
      ? task.actors.toSorted((a, b) => a.orderNo - b.orderNo).find(({ status }) => status === 'wait_sign')
      : undefined;
  const signedKey = ({ id }: Task) => `signed${id}`;
  return {
    store,
    now,
    next,
    signedKey,
    create(input) {
      state.n += 1;
      const id = String(1_700_000_000_000_000_000n + BigInt(state.n));
      const actors = input.actors.map((actor): StandInActor => ({
        ...actor,
        key: randomBytes(12).toString('hex'),
        status: 'wait_sign',
        person: null,
        readTime: null,
        signTime: null,
        note: null,
      }));
      const task: Task = { ...input, id, status: 'sign_progress', note: null, actors };
      state.tasks.push(task);
      tell(task, 'sign-task-start');
      return task;
    },
    find: (id) => state.tasks.find((task) => task.id === id),
    byKey(key) {
      for (const task of state.tasks) {
        const actor = task.actors.find((row) => row.key === key);
        if (actor) return { task, actor };
      }
      return undefined;
    },
    read(task, actor) {
      if (actor.readTime !== null) return;
      actor.readTime = now().getTime();
      tell(task, 'sign-task-read', { actorId: actor.actorId });
    },
    async sign(task, actor, person) {
      if (next(task) !== actor) return;
      const isFirst = task.actors.every(({ status }) => status === 'wait_sign');
      const before = await store.get(isFirst ? task.fileId : signedKey(task));
      await store.put(signedKey(task), signPdf(before, `${actor.actorName} ${person}`, now()));
      Object.assign(actor, {
        status: 'signed',
        person,
        signTime: now().getTime(),
        readTime: actor.readTime ?? now().getTime(),
      });
      const isLast = task.actors.every(({ status }) => status === 'signed');
      if (isLast) task.status = 'task_finished';
      tell(task, 'sign-task-signed', { actorId: actor.actorId, userName: person, corpName: actor.actorName });
      if (isLast) tell(task, 'sign-task-finished');
    },
    refuse(task, actor, note) {
      if (next(task) !== actor) return;
      Object.assign(actor, { status: 'sign_rejected', note });
      task.status = 'task_terminated';
      tell(task, 'sign-task-sign-rejected', { actorId: actor.actorId, signRejectReason: note });
    },
    cancel(task, note) {
      if (task.status !== 'sign_progress') return false;
      task.status = 'task_terminated';
      task.note = note;
      tell(task, 'sign-task-canceled', { terminationNote: note });
      return true;
    },
    expireDue() {
      for (const task of state.tasks) {
        if (task.status !== 'sign_progress' || task.expiresTime > now().getTime()) continue;
        task.status = 'expired';
        tell(task, 'sign-task-expire');
      }
    },
  };
}
