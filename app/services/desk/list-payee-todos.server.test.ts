import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import type { Database } from '#db/client.server.ts';
import { obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { handInDelivery } from '../contracts/hand-in-delivery.server.ts';
import { takeOverDelivery } from '../contracts/answer-delivery.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { listTodos } from './queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('a report that is late stands on the desk of who waits for the money, too', async () => {
  const { ctx, clock, talk, contractId } = await makePerformingContract(db, {
    kind: 'licence',
    trial: { months: 0, extensionMonths: 0 },
    royalty: { ...newTerms.royalty!, period: 'month', reportWithinDays: 5, capFen: null },
  });
  await handInDelivery(await talk.as('unit', 'officer'), { contractId, items: [0, 1], note: '' });
  await takeOverDelivery(await talk.as('company', 'officer'), { contractId });
  const late = async (side: 'unit' | 'company', role: 'officer' | 'finance' | 'approver' = 'officer') =>
    (await listTodos(await talk.as(side, role))).filter(({ kind }) => kind === 'royalty.late');
  expect(await late('unit')).toEqual([]);
  clock.moveDays(50);
  await sweepDeadlines(ctx);
  expect(await late('unit')).toMatchObject([{ href: `/desk/contracts/${contractId}/statements`, isMine: true }]);
  expect(await late('unit', 'approver')).toMatchObject([{ isMine: false }]);
  expect(await late('company')).toEqual([]);
});

test('what was paid and has no invoice is one row of finance, with its sum', async () => {
  const stone = { ...soundTerms().milestones[0]!, trigger: 'signed' as const, amountFen: 20_000_000n };
  const terms = { kind: 'licence', trial: { months: 0, extensionMonths: 0 }, milestones: [stone] } as const;
  const { ctx, clock, talk, contractId } = await makePerformingContract(db, terms);
  const rows = async (role: 'officer' | 'finance' = 'finance') =>
    (await listTodos(await talk.as('unit', role))).filter(({ kind }) => kind === 'invoice.arrived');
  expect(await rows()).toEqual([]);
  const [claim] = await db.select().from(obligations).where(eq(obligations.contractId, contractId));
  const slip = await claimBankTransfer(await talk.as('company', 'finance'), {
    obligationId: claim!.id,
    amountFen: 5_000_000n,
    paidOn: '2026-11-02',
    bankSerial: `LS${contractId}`,
    voucher: await receivedPdf(ctx, '回单.pdf'),
  });
  await confirmReceipt(await talk.as('unit', 'finance'), { receiptId: slip.id });
  clock.moveDays(1);
  expect(await rows()).toMatchObject([{ title: '1 笔款项', amountFen: 5_000_000n, isMine: true }]);
  expect(await rows('officer')).toEqual([]);
});
