import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { usualAudit } from '#app/domain/audit-terms.ts';
import { auditOpensOn } from '#app/domain/auditor.ts';
import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import { paymentReference } from '#app/domain/payment-reference.ts';
import { askableUntil } from '#app/domain/statement-query.ts';
import { uploadStatement } from '#app/services/bank/upload-statement.server.ts';
import { inviteAuditor } from '#app/services/auditors/invite-auditor.server.ts';
import type { Context } from '#app/services/context.server.ts';
import { workCalendar } from '#app/services/platform/work-calendar.server.ts';
import { queryStatement } from '#app/services/royalties/query-statement.server.ts';
import {
  contracts,
  obligations,
  organisations,
  payeeAccounts,
  receipts,
  royaltyStatements,
  statementQueries,
} from '#db/schema/index.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';

const head = ['交易日期', '借方发生额', '贷方发生额', '对方户名', '对方账号', '交易流水号', '附言', '摘要'];

/**
 * What the university's finance has before it on the day of the demo: last week's bank statement with a slip, a payment by its code, a
 * payment without one and two lines that are nobody's, a question about a report, and an auditor who comes in two weeks.
 */
export async function seedMoney(given: Context, { orgs, people }: DemoWorld): Promise<void> {
  // An hour ago: everything of the demo world happened before it is looked at.
  const at = new Date(given.now().getTime() - 3_600_000);
  const ctx: Context = { ...given, now: () => at };
  const unit = orgs.get('longyuan-poly');
  const finance = await asActor(ctx, people.get('longyuan-finance') ?? { id: '' }, { proved: true });
  if (unit === undefined) return;
  const [account] = await ctx.db.select().from(payeeAccounts).where(eq(payeeAccounts.orgId, unit.id));
  const lines = await statementLines(ctx, unit.id, dayOf(ctx.now()));
  const text = [['示例银行 对公账户交易明细'], ['账号', account?.accountNo ?? '', '户名', unit.name], head, ...lines];
  const bytes = Buffer.from(
    `\uFEFF${text.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n')}\r\n`,
  );
  const stored = await ctx.files.put(Readable.from([bytes]), bytes.length);
  const file = { ...stored, name: '对公账户交易明细.csv' };
  await uploadStatement(finance, { bankName: '示例银行', accountNo: account?.accountNo ?? '62000000', file });
  const [{ report } = {}] = await ctx.db
    .select({ report: royaltyStatements })
    .from(royaltyStatements)
    .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
    .where(
      and(eq(royaltyStatements.state, 'settled'), eq(contracts.licenseeOrgId, orgs.get('shuyue-starch')?.id ?? '')),
    );
  if (report === undefined) return;
  // Within its days, however late the demo is opened.
  const [answered] = await ctx.db.select().from(statementQueries).where(eq(statementQueries.statementId, report.id));
  const until = askableUntil({ ...report, answeredAt: answered?.answeredAt ?? null });
  const asked = until === null || dayOf(at) <= until ? at : new Date(`${until}T10:00:00+08:00`);
  await queryStatement(
    { ...finance, now: () => asked },
    {
      statementId: report.id,
      line: 'deduction:2',
      question: '税金扣了 12 万元，请附完税凭证汇总。',
    },
  );
  const opensOn = auditOpensOn(dayOf(ctx.now()), usualAudit.noticeDays, await workCalendar(ctx));
  await inviteAuditor(finance, {
    contractId: report.contractId,
    name: '何查明',
    firm: '示例会计师事务所',
    phone: '+8619900009901',
    reason: '按合同的审计条款，核对去年下半年的申报收入和扣除',
    opensOn,
    endsOn: addDays(opensOn, 9),
    asksEarly: false,
  });
}

/** Written from what is open, so that the proposals fit whatever the stories tell. */
async function statementLines(ctx: Context, orgId: string, today: Day): Promise<string[][]> {
  const isOwn = and(eq(receipts.payeeOrgId, orgId), eq(receipts.state, 'claimed'));
  const [slip] = await ctx.db
    .select({ receipt: receipts, payer: organisations.name })
    .from(receipts)
    .innerJoin(organisations, eq(organisations.id, receipts.payerOrgId))
    .where(isOwn);
  const claims = await ctx.db
    .select({ claim: obligations, payer: organisations.name })
    .from(obligations)
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(eq(obligations.payeeOrgId, orgId));
  const arrived = await ctx.db
    .select({ id: receipts.obligationId })
    .from(receipts)
    .where(eq(receipts.payeeOrgId, orgId));
  const paid = new Set(arrived.map(({ id }) => id));
  const unpaid = claims.find(({ claim }) => claim.kind === 'milestone' && !paid.has(claim.id));
  const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
  const day = (back: number): string => addDays(today, -back);
  const other = '6200778899001122';
  return [
    ...(slip
      ? [[day(1), '', yuan(slip.receipt.amountFen), slip.payer, other, slip.receipt.bankSerial ?? '', '许可费', '来账']]
      : []),
    ...(unpaid
      ? [
          [
            day(2),
            '',
            yuan(unpaid.claim.amountFen / 2n),
            unpaid.payer,
            other,
            'LS2026112002',
            `${paymentReference(unpaid.claim.id)} 先付一半`,
            '来账',
          ],
        ]
      : []),
    [day(2), '', '86000.00', '示例物业服务有限公司', '6200111122223333', 'LS2026112003', '四季度场地费', '来账'],
    [day(3), '35.00', '', '', '', 'LS2026112004', '', '账户管理费'],
    [day(4), '', '12800.00', '示例检测有限公司', '6200444455556666', 'LS2026112005', '检测服务费', '来账'],
    ['合计', '35.00', '', '', '', '', '', ''],
  ];
}
