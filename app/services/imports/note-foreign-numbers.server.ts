import { sql } from 'drizzle-orm';
import { headerOf } from '#app/domain/import-columns.ts';
import type { Context, In } from '../context.server.ts';

/** Rows whose registration number another unit's achievement has: one achievement is registered once, by its first unit. */
export async function noteForeignNumbers(tx: In<Context>, importId: string, orgId: string): Promise<void> {
  const says = '登记号已被别的单位使用，请核对。';
  const errors = JSON.stringify([{ column: headerOf('regNo'), code: 'duplicate', says }]);
  await tx.db.execute(sql`
    update import_rows r set state = 'duplicate', duplicate = 'foreign', errors = ${errors}::jsonb
    from achievements a
    where r.import_id = ${importId}::uuid and r.state = 'valid' and r.reg_no = a.reg_no and a.org_id <> ${orgId}::uuid`);
}
