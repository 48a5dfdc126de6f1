import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { isAppError } from '#app/domain/errors.ts';
import type { PaymentGateway } from '#app/services/payments/gateway.server.ts';
import type { Answer, Ask, Deed, FromWorker, ToWorker } from './deeds.ts';

interface Task {
  readonly id: number;
  readonly deed: Deed;
  readonly resolve: (answer: Answer | null) => void;
}

interface Worker {
  readonly child: ChildProcess;
  readonly tasks: Map<number, Task>;
}

export interface PoolOptions {
  readonly script: string;
  readonly args: readonly string[];
  readonly workers: number;
  readonly tasksEach: number;
  /** The provider that the workers speak to: it lives here and survives them. */
  readonly gateway: PaymentGateway;
}

/** Workers that do deeds until they are killed, each followed by a new one at once. */
export class WorkerPool {
  killed = 0;
  /** Deeds that were under way when their process was killed. */
  interrupted = 0;
  private readonly ready = new Set<Worker>();
  private readonly children = new Set<ChildProcess>();
  private readonly queue: Task[] = [];
  private readonly options: PoolOptions;
  private serial = 0;
  private isEnding = false;

  constructor(options: PoolOptions) {
    this.options = options;
    for (let i = 0; i < options.workers; i += 1) this.start();
  }

  /** Has a deed done by somebody; null when nobody knows what became of it. */
  ask(deed: Deed): Promise<Answer | null> {
    this.serial += 1;
    const id = this.serial;
    return new Promise((resolve) => {
      this.queue.push({ id, deed, resolve });
      this.hand();
    });
  }

  /** Kills the oldest process that has deeds under way, so that each has worked for a while; false while none has any. */
  killOne(): boolean {
    const busy = [...this.ready].find(({ tasks }) => tasks.size > 0);
    if (busy === undefined) return false;
    this.killed += 1;
    this.interrupted += busy.tasks.size;
    this.ready.delete(busy);
    busy.child.kill('SIGKILL');
    return true;
  }

  end(): void {
    this.isEnding = true;
    for (const child of this.children) child.kill('SIGKILL');
  }

  private start(): void {
    const { script, args } = this.options;
    const child = fork(script, [...args], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const worker: Worker = { child, tasks: new Map() };
    this.children.add(child);
    child.on('message', (message: FromWorker) => {
      if ('ready' in message) {
        this.ready.add(worker);
      } else if ('answer' in message) {
        worker.tasks.get(message.answer.id)?.resolve(message.answer);
        worker.tasks.delete(message.answer.id);
      } else void this.tell(child, message.ask);
      this.hand();
    });
    child.on('error', () => {});
    child.on('exit', () => {
      this.ready.delete(worker);
      this.children.delete(child);
      for (const task of worker.tasks.values()) task.resolve(null);
      if (!this.isEnding) this.start();
    });
  }

  private hand(): void {
    for (const worker of [...this.ready].sort((a, b) => a.tasks.size - b.tasks.size)) {
      while (worker.tasks.size < this.options.tasksEach && this.queue.length > 0) {
        const [task] = this.queue.splice(randomInt(this.queue.length), 1);
        if (task === undefined) break;
        worker.tasks.set(task.id, task);
        send(worker.child, { task: { id: task.id, deed: task.deed } });
      }
    }
  }

  private async tell(child: ChildProcess, { ask, method, input }: Ask): Promise<void> {
    try {
      const call = this.options.gateway[method] as (input: unknown) => Promise<unknown>;
      send(child, { told: { ask, value: await call(input) } });
    } catch (error) {
      send(child, { told: { ask, refusal: isAppError(error) ? error.code : 'unavailable' } });
    }
  }
}

/** Who is dead is not told. */
function send(child: ChildProcess, message: ToWorker): void {
  if (child.connected) child.send(message, () => {});
}
