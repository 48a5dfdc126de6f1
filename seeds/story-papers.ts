import { and, eq } from 'drizzle-orm';
import { addDays, dayOf } from '#app/domain/days.ts';
import type { RegistrationData } from '#app/domain/contract-registration.ts';
import type { Contract } from '#app/services/contracts/own-contract.server.ts';
import { payCommission } from '#app/services/distributions/pay-commission.server.ts';
import { declareTax, payOut } from '#app/services/distributions/pay-out.server.ts';
import { issueInvoice } from '#app/services/invoices/issue-invoice.server.ts';
import type { Obligation } from '#app/services/payments/raise-claim.server.ts';
import { registrationMark } from '#app/services/registrations/own-registration.server.ts';
import { recordResult } from '#app/services/registrations/record-result.server.ts';
import { saveRegistration } from '#app/services/registrations/save-registration.server.ts';
import { submitRegistration } from '#app/services/registrations/submit-registration.server.ts';
import { addStatementPaper } from '#app/services/royalties/add-statement-paper.server.ts';
import type { Statement } from '#app/services/royalties/royalty-account.server.ts';
import { distributionShares } from '#db/schema/index.ts';
import type { Story, Teller } from './story-steps.ts';

/** 技术合同认定登记 from the form to the certificate. */
export async function* registered(
  tell: Teller,
  unit: string,
  about: {
    contract: Contract;
    data: RegistrationData;
    registrationNo: string;
    submittedAt: string;
    registeredAt: string;
  },
): Story {
  const contractId = about.contract.id;
  yield about.submittedAt;
  const officer = await tell.as(`${unit}-officer`);
  const saved = await saveRegistration(officer, { contractId, seen: registrationMark(null), data: about.data });
  const { dealFen, technicalFen } = saved;
  const submitted = await submitRegistration(officer, {
    contractId,
    seen: registrationMark(saved),
    office: '兰州市技术合同登记处（示例）',
    submittedOn: tell.today(),
  });
  yield about.registeredAt;
  await recordResult(await tell.as(`${unit}-officer`), {
    contractId,
    seen: registrationMark(submitted),
    registrationNo: about.registrationNo,
    registeredOn: tell.today(),
    deal: dealFen,
    technical: technicalFen,
    note: '',
    paper: await tell.paper('技术合同登记证明', about.contract.title, about.registrationNo),
  });
}

/** An exempt invoice for the whole of a claim; of a contract that is not registered yet its finance said that it knows. */
export async function invoiced(
  tell: Teller,
  unit: string,
  claim: Obligation,
  invoiceNo: string,
  { isRegistered } = { isRegistered: true },
): Promise<void> {
  const issuedOn = dayOf(tell.platform().now());
  await issueInvoice(await tell.as(`${unit}-finance`), {
    obligationId: claim.id,
    kind: 'ordinary',
    treatment: issuedOn < '2026-01-01' ? 'exempt_2016' : 'exempt_2026',
    invoiceNo,
    issuedOn,
    total: claim.amountFen,
    tax: 0n,
    isAcknowledged: !isRegistered,
    paper: await tell.paper('数电发票', claim.label, invoiceNo),
  });
}

/** The people's shares paid and their tax declared; nothing was withheld in the month. */
export async function* paidOut(
  tell: Teller,
  unit: string,
  about: { id: string; voucherNo: string; paidAt: string; declaredAt: string },
): Story {
  yield about.paidAt;
  const { id, voucherNo } = about;
  await payOut(await tell.as(`${unit}-finance`), { id, voucherNo, paidOn: tell.today(), taxes: [] });
  yield about.declaredAt;
  const declared = { id, declaredOn: tell.today(), taxSerial: `SB-${voucherNo}` };
  await declareTax(await tell.as(`${unit}-finance`), declared);
}

/** A broker's share paid on his written mandate and his invoice. */
export async function* commissionPaid(
  tell: Teller,
  unit: string,
  about: { id: string; invoiceNo: string; voucherNo: string; paidAt: string },
): Story {
  yield about.paidAt;
  const isBroker = and(eq(distributionShares.distributionId, about.id), eq(distributionShares.kind, 'broker'));
  const [share] = await tell.platform().db.select().from(distributionShares).where(isBroker);
  if (share === undefined) throw new Error('nobody brokered the receipt');
  await payCommission(await tell.as(`${unit}-finance`), {
    shareId: share.id,
    invoiceNo: about.invoiceNo,
    invoice: await tell.paper('经纪服务费发票', share.label, about.invoiceNo),
    agreement: await tell.paper('技术经纪合同', share.label),
    voucherNo: about.voucherNo,
    paidOn: tell.today(),
  });
}

/** Sales of one report as its seller's tax software lists them: how long before the period's end, to whom, what, with tax. */
const sales = [
  { daysBefore: 55, buyer: '示例牧业有限公司', item: '*饲料*饲料级粗蛋白', totalFen: 315_000_00n },
  { daysBefore: 41, buyer: '示例饲料有限公司', item: '*饲料*饲料级粗蛋白', totalFen: 420_000_00n },
  { daysBefore: 27, buyer: '示例牧业有限公司', item: '*饲料*饲料级粗蛋白', totalFen: 315_000_00n },
  { daysBefore: 13, buyer: '示例农业合作社', item: '*饲料*蛋白浓缩液', totalFen: 96_000_00n },
  { daysBefore: 3, buyer: '示例农业合作社', item: '*饲料*蛋白浓缩液', totalFen: 54_000_00n },
  // Of the next period: the comparison names it and does not count it.
  { daysBefore: -2, buyer: '示例饲料有限公司', item: '*饲料*饲料级粗蛋白', totalFen: 105_000_00n },
] as const;

/** The report under seal, and the invoices behind it. */
export async function provenByInvoices(tell: Teller, company: string, report: Statement): Promise<void> {
  const finance = await tell.as(`${company}-finance`);
  const sealed = await tell.paper('盖章收入申报表', report.period);
  await addStatementPaper(finance, { statementId: report.id, kind: 'sealed', paper: sealed });
  const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
  const rows = sales.map(({ daysBefore, buyer, item, totalFen }, at) => {
    const on = addDays(report.endsOn, -daysBefore);
    const taxFen = (totalFen * 9n) / 109n;
    return [`2662200000007700${String(at + 1).padStart(4, '0')}`, on, buyer, item, yuan(taxFen), yuan(totalFen)];
  });
  const head = ['数电票号码', '开票日期', '购买方名称', '货物或应税劳务名称', '税额', '价税合计'];
  const list = await tell.sheet('销项发票清单', [head, ...rows]);
  await addStatementPaper(finance, { statementId: report.id, kind: 'invoices', paper: list });
}
