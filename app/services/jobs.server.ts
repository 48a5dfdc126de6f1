import { sql } from 'drizzle-orm';
import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import type { Tx } from '#db/client.server.ts';
import { holding, isHeld } from './job-hold.server.ts';

/** The jobs of the platform, `area.verb`, with their payloads: ids only, so that a job reads the row as it stands. */
export interface JobPayloads {
  'search.drain': Record<string, never>;
  'match.compute': Record<string, never>;
  'deadline.sweep': Record<string, never>;
  'import.check': { importId: string };
  'import.run': { importId: string };
  'import.review': { reviewId: string };
  'import.erase': { importId: string };
  'meeting.schedule': { runId: string };
  'royalty.retell': Record<string, never>;
  'payment.sweep': Record<string, never>;
  'mail.send': Record<string, never>;
  'file.sweep': Record<string, never>;
  'account.sweep': Record<string, never>;
  'esign.follow': { flowId: string };
  'esign.stray': { providerFlowId: string };
  'esign.sweep': Record<string, never>;
}
export type JobName = keyof JobPayloads;
/** Long ones, of which somebody may ask whether they still go on. */
const heldNames = ['import.check', 'import.run', 'import.review'] as const satisfies JobName[];
export type HeldJob = (typeof heldNames)[number];
export type JobHandlers = { [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> };

/** How often the recurring ones run. */
const schedules: Partial<Record<JobName, string>> = {
  'search.drain': '* * * * *',
  'match.compute': '* * * * *',
  'deadline.sweep': '* * * * *',
  'payment.sweep': '*/5 * * * *',
  'mail.send': '* * * * *',
  'file.sweep': '17 * * * *',
  'account.sweep': '41 3 * * *',
  'esign.sweep': '* * * * *',
};

const jobNames: JobName[] = [
  'search.drain',
  'match.compute',
  'deadline.sweep',
  'import.check',
  'import.run',
  'import.review',
  'import.erase',
  'meeting.schedule',
  'royalty.retell',
  'payment.sweep',
  'mail.send',
  'file.sweep',
  'account.sweep',
  'esign.follow',
  'esign.stray',
  'esign.sweep',
];

export interface Jobs {
  /** Puts a job into the transaction: it exists if and only if the deed does. */
  enqueue<Name extends JobName>(tx: Tx, name: Name, payload: JobPayloads[Name]): Promise<void>;
  /** True while such a job waits, is worked by a process that lives, or will be tried again. */
  isQueued<Name extends HeldJob>(tx: Tx, name: Name, payload: JobPayloads[Name]): Promise<boolean>;
}

export interface RunningJobs extends Jobs {
  /** Begins to work what is queued: jobs wait until then. */
  work(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the queue on the same database; once asked to work, the handlers run one at a time each. */
export async function startJobs(url: string, handlers: JobHandlers, log: Logger): Promise<RunningJobs> {
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', max: 4, application_name: 'chengguo-jobs' });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  for (const name of jobNames) {
    await boss.createQueue(name, { name, retryLimit: 5, retryDelay: 2, retryBackoff: true, policy: 'standard' });
  }
  return {
    work: async () => {
      for (const name of jobNames) {
        const isLong = heldNames.some((held) => held === name);
        // Somebody sits before the bar of a long one.
        await boss.work(name, { pollingIntervalSeconds: isLong ? 0.5 : 1 }, async ([job]) => {
          if (!job) return;
          const work = () => (handlers[name] as (payload: unknown) => Promise<void>)(job.data);
          await (isLong ? holding(url, job.id, work) : work());
        });
        const cron = schedules[name];
        if (cron) await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' });
      }
    },
    enqueue: (tx, name, payload) => sendIn(boss, tx, name, payload),
    isQueued: async (tx, name, payload) => {
      const [row] = (await tx.execute(sql`
        select coalesce(bool_or(case state when 'active' then ${isHeld(sql`id::text`)} else true end), false) as queued
        from pgboss.job
        where name = ${name} and state in ('created', 'retry', 'active') and data @> ${JSON.stringify(payload)}::jsonb`)) as unknown as [
        { queued: boolean },
      ];
      return row.queued;
    },
    stop: () => boss.stop({ graceful: true, wait: true, timeout: 8000, close: true }),
  };
}

/** Joins the caller's transaction. A null answer means that the queue is missing: pg-boss says so silently. */
async function sendIn(boss: PgBoss, tx: Tx, name: JobName, payload: object): Promise<void> {
  const id = await boss.send(name, payload, { db: { executeSql: (text, values) => executeIn(tx, text, values) } });
  if (id === null) throw new Error(`job queue ${name} does not exist`);
}

interface RawSession {
  readonly session: { readonly client: { unsafe(text: string, values: unknown[]): Promise<unknown[]> } };
}

/** pg-boss speaks to `pg`; postgres.js wants no undefined and takes JSON as text. */
async function executeIn(tx: Tx, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  const plain = values.map((value) => {
    if (value === undefined || value === null) return null;
    return typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : value;
  });
  const rows = await (tx as unknown as RawSession).session.client.unsafe(text, plain);
  return { rows: [...rows] };
}
