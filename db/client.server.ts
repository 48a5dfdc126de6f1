import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { lastingPool } from './lasting-pool.server.ts';
import * as schema from './schema/index.ts';

export type Database = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface OpenDatabase {
  /** postgres.js itself. Drizzle has taken over its date types: write and read dates as strings here. */
  sql: postgres.Sql;
  db: Database;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  poolSize?: number;
  applicationName?: string;
  statementTimeoutMs?: number;
}

export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const { poolSize = 10, applicationName = 'chengguo', statementTimeoutMs = 30_000 } = options;
  const sql = lastingPool(url, {
    max: poolSize,
    connect_timeout: 5,
    // After a lost server the next request tries at once; the default waits longer with every failure.
    backoff: () => 0.2,
    onnotice: () => {},
    connection: {
      application_name: applicationName,
      // A day in SQL (now()::date) is a business day.
      TimeZone: 'Asia/Shanghai',
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
  return { sql, db: drizzle(sql, { schema }), close: () => sql.end({ timeout: 5 }) };
}
