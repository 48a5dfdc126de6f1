import postgres from 'postgres';

/** One idle connection a process: it tells the others that we use the server, and us that the server is gone. */
export interface Keeper {
  lost: Promise<void>;
  end: () => Promise<void>;
  /** Whether another process keeps the server too; false as well when the server is gone. */
  hasCompany: () => Promise<boolean>;
}

const keeperName = 'chengguo keeper';

export async function openKeeper(url: string): Promise<Keeper> {
  const closed = new AbortController();
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connection: { application_name: keeperName },
    onnotice: () => {},
    onclose: () => closed.abort(),
  });
  await sql`select 1`;
  return {
    lost: new Promise((resolve) => closed.signal.addEventListener('abort', () => resolve())),
    end: () => sql.end({ timeout: 1 }),
    async hasCompany() {
      const others = sql`
        select 1 from pg_stat_activity where application_name = ${keeperName} and pid <> pg_backend_pid()`;
      return others.then(
        (rows) => rows.length > 0,
        () => false,
      );
    },
  };
}
