import type postgres from 'postgres';

// Locks of a session, outside of any transaction: what is done under one may ask other servers and take its time. A
// process that dies lets go.

/** One after the other among all processes that name the same; asked on the connection that holds the lock. */
export const inTurn = <Value>(
  sql: postgres.Sql,
  name: string,
  run: (connection: postgres.ReservedSql) => Promise<Value>,
): Promise<Value> =>
  onOneConnection(sql, async (connection) => {
    // Others may hold it for longer than a statement may take.
    await connection`set statement_timeout = 0`;
    try {
      await connection`select pg_advisory_lock(hashtext(${name}))`;
      return await unlockedAfter(connection, name, () => run(connection));
    } finally {
      await connection`reset statement_timeout`;
    }
  });

/** Alone among all processes that name the same, or not at all (false). */
export const alone = (sql: postgres.Sql, name: string, run: () => Promise<void>): Promise<boolean> =>
  onOneConnection(sql, async (connection) => {
    const [lock] = await connection<{ isMine: boolean }[]>`
      select pg_try_advisory_lock(hashtext(${name})) as "isMine"`;
    if (!lock?.isMine) return false;
    await unlockedAfter(connection, name, run);
    return true;
  });

async function onOneConnection<Value>(
  sql: postgres.Sql,
  run: (connection: postgres.ReservedSql) => Promise<Value>,
): Promise<Value> {
  const connection = await sql.reserve();
  try {
    return await run(connection);
  } finally {
    connection.release();
  }
}

async function unlockedAfter<Value>(
  connection: postgres.ReservedSql,
  name: string,
  run: () => Promise<Value>,
): Promise<Value> {
  try {
    return await run();
  } finally {
    await connection`select pg_advisory_unlock(hashtext(${name}))`;
  }
}
