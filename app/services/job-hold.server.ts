import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';

/**
 * Works a job while a connection of its own holds a lock by the job's id: the queue calls a job active for a quarter of an hour after
 * its process died, the lock falls with the process. Shared, so that a job that the queue gave out twice is not stopped by it.
 */
export async function holding(url: string, jobId: string, work: () => Promise<void>): Promise<void> {
  const connection = postgres(url, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'chengguo-job' },
  });
  try {
    await connection`select pg_advisory_lock_shared(hashtextextended(${nameOf(jobId)}, 0))`;
    await work();
  } finally {
    await connection.end({ timeout: 1 });
  }
}

/** True where a living process works the job of that id: a column of the queue's own table. */
export const isHeld = (jobId: SQL): SQL<boolean> =>
  sql`not pg_try_advisory_xact_lock(hashtextextended(${nameOf('')} || ${jobId}, 0))`;

const nameOf = (jobId: string): string => `job:${jobId}`;
