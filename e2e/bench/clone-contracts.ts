import type postgres from 'postgres';

/** Tables that hold a contract's facts and postings, each with the columns that name rows of the same contract. */
const tables: readonly (readonly [table: string, own: string, refs: readonly string[]])[] = [
  ['deals', 'id in (select deal_id from contracts where id = $1)', ['id']],
  ['contracts', 'id = $1', ['id', 'deal_id']],
  ['contract_versions', 'contract_id = $1', ['id', 'contract_id']],
  ['contract_texts', 'contract_id = $1', ['id', 'contract_id']],
  ['milestones', 'contract_id = $1', ['id', 'contract_id', 'claim_subject_id']],
  ['royalty_statements', 'contract_id = $1', ['id', 'contract_id']],
  ['obligations', 'contract_id = $1', ['id', 'contract_id', 'subject_id', 'milestone_id']],
  [
    'payment_attempts',
    'obligation_id in (select id from obligations where contract_id = $1)',
    ['id', 'obligation_id', 'session_id', 'payment_intent_id'],
  ],
  ['receipts', 'contract_id = $1', ['id', 'contract_id', 'obligation_id', 'attempt_id']],
  [
    'allocations',
    'receipt_id in (select id from receipts where contract_id = $1)',
    ['id', 'receipt_id', 'obligation_id'],
  ],
  ['ledger_entries', 'contract_id = $1', ['id', 'contract_id', 'reference']],
  ['ledger_lines', 'entry_id in (select id from ledger_entries where contract_id = $1)', ['id', 'entry_id']],
];

/** Unique words of people that are no ids. */
const numbered = new Set(['no', 'bank_serial', 'bank_serial_key']);

const uuidAtEnd = 36;

/** The value of a column in the clone `n`: an id has its first eight digits replaced, wherever in the text it stands last. */
function valueOf(column: string, type: string, refs: readonly string[]): string {
  if (numbered.has(column)) return `t.${column} || '-' || clone.n`;
  if (!refs.includes(column)) return `t.${column}`;
  const text = `t.${column}::text`;
  const clone = `left(${text}, length(${text}) - ${uuidAtEnd}) || lpad(to_hex(clone.n), 8, '0') || right(${text}, ${uuidAtEnd - 8})`;
  return type === 'uuid' ? `(${clone})::uuid` : clone;
}

/**
 * Copies a contract that the verbs made, with all its facts and postings, so many times: sets of rows in place of a verb for each.
 * Foreign keys and balances are not checked on the way in; `ledger:verify` checks them afterwards. Clones from `from` to `to`,
 * numbers never used before.
 */
export async function cloneContract(sql: postgres.Sql, contractId: string, from: number, to: number): Promise<void> {
  for (let at = from; at <= to; at += 5_000) {
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`set local synchronous_commit = off`;
      for (const [table, own, refs] of tables) {
        const columns = await tx<{ name: string; type: string }[]>`
          select column_name as name, data_type as type from information_schema.columns
          where table_schema = 'public' and table_name = ${table} order by ordinal_position`;
        const values = columns.map(({ name, type }) => valueOf(name, type, refs));
        await tx.unsafe(
          `insert into ${table} (${columns.map(({ name }) => name).join(', ')})
           select ${values.join(', ')} from (select * from ${table} where ${own}) t cross join generate_series($2::int, $3::int) clone(n)
           order by clone.n`,
          [contractId, at, Math.min(at + 4_999, to)],
        );
      }
    });
  }
}
