import type postgres from 'postgres';

/** What the platform said was done, written down as it was heard: nothing here comes from its database. */
export interface ToldLog {
  /** Claim by milestone. */
  readonly accepted: Map<string, string>;
  /** Receipt by the serial of its bank slip, with the amount sent. */
  readonly claimed: Map<string, { readonly receiptId: string; readonly amountFen: bigint }>;
  readonly confirmed: Set<string>;
  /** Report by contract and period, with the revenue stated. */
  readonly filed: Map<string, { readonly statementId: string; readonly grossFen: bigint }>;
  /** Refund by receipt, with the amount. */
  readonly refunded: Map<string, bigint>;
}

export const newLog = (): ToldLog => ({
  accepted: new Map(),
  claimed: new Map(),
  confirmed: new Set(),
  filed: new Map(),
  refunded: new Map(),
});

/** What the provider took and gave back, by payment and by the platform's own name of the refund: its word, not ours. */
export interface AtProvider {
  readonly paid: ReadonlyMap<string, bigint>;
  readonly refunded: ReadonlyMap<string, bigint>;
}

/** Every fact that was told or paid and is not there, or is there twice, in words. */
export async function lostOrDoubled(sql: postgres.Sql, told: ToldLog, provider: AtProvider): Promise<string[]> {
  const faults: string[] = [];
  const expectOne = (what: string, rows: readonly { readonly is: string }[], expected: string): void => {
    const found = rows.map(({ is }) => is);
    if (found.length !== 1 || found[0] !== expected) {
      faults.push(`${what}: ${found.length === 0 ? 'lost' : found.join(' and ')}, expected one ${expected}`);
    }
  };
  const grouped = <Row extends { readonly of: string }>(rows: readonly Row[]): ((of: string) => Row[]) => {
    const found = new Map<string, Row[]>();
    for (const row of rows) found.set(row.of, [...(found.get(row.of) ?? []), row]);
    return (of) => found.get(of) ?? [];
  };
  type Is = { of: string; is: string };

  const claims = grouped(await sql<Is[]>`select subject_id::text as "of", id::text as "is" from obligations`);
  for (const [milestoneId, claimId] of told.accepted) {
    expectOne(`claim of milestone ${milestoneId}`, claims(milestoneId), claimId);
  }
  const slips = grouped(
    await sql<
      Is[]
    >`select bank_serial as "of", id || ' ' || amount_fen as "is" from receipts where bank_serial is not null`,
  );
  for (const [serial, { receiptId, amountFen }] of told.claimed) {
    expectOne(`transfer ${serial}`, slips(serial), `${receiptId} ${amountFen}`);
  }
  const states = grouped(await sql<Is[]>`select id::text as "of", state as "is" from receipts`);
  for (const receiptId of told.confirmed) expectOne(`receipt ${receiptId}`, states(receiptId), 'confirmed');
  const reports = grouped(
    await sql<
      Is[]
    >`select contract_id || ' ' || period as "of", id || ' ' || gross_fen as "is" from royalty_statements`,
  );
  for (const [of, { statementId, grossFen }] of told.filed) {
    expectOne(`report ${of}`, reports(of), `${statementId} ${grossFen}`);
  }
  const cards = grouped(
    await sql<
      Is[]
    >`select attempt_id::text as "of", amount_fen::text as "is" from receipts where attempt_id is not null`,
  );
  for (const [attemptId, amountFen] of provider.paid) {
    expectOne(`card payment ${attemptId}`, cards(attemptId), amountFen.toString());
  }
  const gone = await sql<{ id: string; of: string; is: string }[]>`
    select id::text, receipt_id::text as "of", amount_fen || ' ' || state as "is" from refunds`;
  const goneOf = grouped(gone);
  for (const [receiptId, amountFen] of told.refunded) {
    expectOne(`refund of receipt ${receiptId}`, goneOf(receiptId), `${amountFen} confirmed`);
  }
  for (const [refundId, amountFen] of provider.refunded) {
    const own = gone.filter(({ id }) => id === refundId);
    expectOne(`refund ${refundId} at the provider`, own, `${amountFen} confirmed`);
  }
  const twice = await sql<{ deed: string; subject: string; n: number }[]>`
    select deed, subject_id::text as subject, count(*)::int as n from audit_lines
    where deed in ('milestone.submit', 'milestone.accept', 'receipt.claim', 'receipt.confirm', 'royalty.file', 'refund.confirm', 'payment.pay')
    group by deed, subject_id having count(*) > 1`;
  for (const { deed, subject, n } of twice) faults.push(`${deed} of ${subject}: done ${n} times`);
  return faults;
}
