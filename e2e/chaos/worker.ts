import { and, desc, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { dayOf } from '#app/domain/days.ts';
import { AppError, type ErrorCode, isAppError } from '#app/domain/errors.ts';
import { type Context, systemContext } from '#app/services/context.server.ts';
import { acceptMilestone } from '#app/services/contracts/accept-milestone.server.ts';
import { submitMilestone } from '#app/services/contracts/submit-milestone.server.ts';
import { diskStore } from '#app/services/files/store.server.ts';
import { claimBankTransfer } from '#app/services/payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '#app/services/payments/confirm-receipt.server.ts';
import { disabledGateway, type PaymentGateway } from '#app/services/payments/gateway.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { refundCard } from '#app/services/refunds/refund-card.server.ts';
import { fileStatement } from '#app/services/royalties/file-statement.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { isLostWrite } from '#db/lost-write.ts';
import { obligations, receipts, refunds, royaltyStatements } from '#db/schema/index.ts';
import { asActor, makeContext } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import type { Answer, Ask, Deed, FromWorker, ToWorker } from './deeds.ts';

/** A process that only runs verbs, several at a time, until it is killed. The card provider is asked through its parent. */

const [url = '', filesFolder = ''] = process.argv.slice(2);
const { db } = openDatabase(url, { poolSize: 5, applicationName: 'chengguo chaos' });
const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
const tell = (message: FromWorker): void => void process.send?.(message);
let asked = 0;

const ask =
  (method: Ask['method']) =>
  <T>(input: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      tell({ ask: { ask: asked, method, input } });
    });

const gateway: PaymentGateway = {
  ...disabledGateway,
  isEnabled: true,
  openCheckout: ask('openCheckout'),
  readCheckout: ask('readCheckout'),
  expireCheckout: ask('expireCheckout'),
  refund: ask('refund'),
  readRefund: ask('readRefund'),
  listRefunds: ask('listRefunds'),
};
const ctx: Context = makeContext(db, {
  now: () => new Date(),
  payments: gateway,
  files: diskStore(filesFolder),
  log: pino({ level: 'silent' }),
});
const as = (actorId: string) => asActor(ctx, { id: actorId }, { proved: true });

interface Made {
  readonly madeId: string | null;
  readonly nextId: string | null;
}

/** Does the deed, or finds that somebody did it already, and looks at what stands then. */
async function run(deed: Deed): Promise<void> {
  switch (deed.kind) {
    case 'submit': {
      const evidence = await receivedPdf(ctx, '检测报告.pdf');
      await submitMilestone(await as(deed.actorId), { milestoneId: deed.milestoneId, note: '见报告', evidence });
      return;
    }
    case 'accept':
      await acceptMilestone(await as(deed.actorId), { milestoneId: deed.milestoneId });
      return;
    case 'open':
      await openCardPayment(await as(deed.actorId), {
        obligationId: deed.obligationId,
        baseUrl: 'https://example.org',
      });
      return;
    case 'hear': {
      const { attemptId, eventId } = deed;
      const type = 'checkout.session.completed';
      const event = { eventId, type, account: 'acct_chaos', sessionId: `cs_${attemptId}` };
      await settlePayment(systemContext(ctx), { attemptId, event });
      return;
    }
    case 'claim': {
      const { obligationId, amountFen, serial: bankSerial, key } = deed;
      const slip = { bankSerial, paidOn: dayOf(ctx.now()), voucher: await receivedPdf(ctx, '回单.pdf') };
      await claimBankTransfer(await as(deed.actorId), { obligationId, amountFen, key, ...slip });
      return;
    }
    case 'confirm':
      await confirmReceipt(await as(deed.actorId), { receiptId: deed.receiptId });
      return;
    case 'file': {
      const { contractId, period, grossFen, key } = deed;
      await fileStatement(await as(deed.actorId), { contractId, period, grossFen, deductionsFen: [], key });
      return;
    }
    case 'refund': {
      const { receiptId, amountFen, key } = deed;
      await refundCard(await as(deed.actorId), { receiptId, amountFen, key, reason: '多收' });
    }
  }
}

const claimOf = async (subjectId: string): Promise<string | null> =>
  (await db.select({ id: obligations.id }).from(obligations).where(eq(obligations.subjectId, subjectId)))[0]?.id ??
  null;

async function look(deed: Deed): Promise<Made> {
  switch (deed.kind) {
    case 'accept': {
      const id = await claimOf(deed.milestoneId);
      return { madeId: id, nextId: id };
    }
    case 'open': {
      const open = await db.query.paymentAttempts.findFirst({
        where: (attempt) => eq(attempt.obligationId, deed.obligationId),
        orderBy: (attempt) => desc(attempt.createdAt),
      });
      return { madeId: open?.id ?? null, nextId: open?.id ?? null };
    }
    case 'hear': {
      const [row] = await db.select({ id: receipts.id }).from(receipts).where(eq(receipts.attemptId, deed.attemptId));
      return { madeId: row?.id ?? null, nextId: row?.id ?? null };
    }
    case 'claim': {
      const own = and(eq(receipts.obligationId, deed.obligationId), eq(receipts.bankSerial, deed.serial));
      const [row] = await db.select({ id: receipts.id }).from(receipts).where(own);
      return { madeId: row?.id ?? null, nextId: row?.id ?? null };
    }
    case 'file': {
      const own = and(eq(royaltyStatements.contractId, deed.contractId), eq(royaltyStatements.period, deed.period));
      const [row] = await db.select({ id: royaltyStatements.id }).from(royaltyStatements).where(own);
      return { madeId: row?.id ?? null, nextId: row ? await claimOf(row.id) : null };
    }
    case 'refund': {
      const [row] = await db.select({ id: refunds.id }).from(refunds).where(eq(refunds.receiptId, deed.receiptId));
      return { madeId: row?.id ?? null, nextId: null };
    }
    default:
      return { madeId: null, nextId: null };
  }
}

/** Somebody was first, a lost answer among them. Everything else that is refused is a fault of the test. */
const lateCodes: readonly ErrorCode[] = ['state_changed', 'duplicate', 'over_allocated'];

async function answer(id: number, deed: Deed): Promise<Answer> {
  try {
    const refusal = await run(deed).then(
      () => null,
      (error: unknown) => {
        if (isAppError(error) && lateCodes.includes(error.code)) return error.code;
        throw error;
      },
    );
    return { id, outcome: refusal === null ? 'done' : 'refused', why: refusal, ...(await look(deed)) };
  } catch (error) {
    return {
      id,
      outcome: 'failed',
      why: error instanceof Error ? error.message : String(error),
      madeId: null,
      nextId: null,
    };
  }
}

process.on('message', (message: ToWorker) => {
  if ('task' in message) {
    const { id, deed } = message.task;
    void answer(id, deed).then((answered) => tell({ answer: answered }));
    return;
  }
  const { ask: at, value, refusal } = message.told;
  const one = waiting.get(at);
  waiting.delete(at);
  if (refusal === undefined) one?.resolve(value as never);
  else one?.reject(new AppError(refusal as ErrorCode));
});
// As the server does: it lives through a connection that is lost while it is written to.
process.on('uncaughtException', (error) => {
  if (!isLostWrite(error)) process.exit(1);
});
process.on('disconnect', () => process.exit(0));
tell({ ready: true });
