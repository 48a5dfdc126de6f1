import { dayOf } from '#app/domain/days.ts';
import type { RegistrationData } from '#app/domain/contract-registration.ts';
import type { Contract } from '#app/services/contracts/own-contract.server.ts';
import { declareTax, payOut } from '#app/services/distributions/pay-out.server.ts';
import { issueInvoice } from '#app/services/invoices/issue-invoice.server.ts';
import type { Obligation } from '#app/services/payments/raise-obligation.server.ts';
import { recordResult } from '#app/services/registrations/record-result.server.ts';
import { saveRegistration } from '#app/services/registrations/save-registration.server.ts';
import { submitRegistration } from '#app/services/registrations/submit-registration.server.ts';
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
  const { dealFen, technicalFen } = await saveRegistration(officer, { contractId, data: about.data });
  await submitRegistration(officer, { contractId, office: '兰州市技术合同登记处（示例）', submittedOn: tell.today() });
  yield about.registeredAt;
  await recordResult(await tell.as(`${unit}-officer`), {
    contractId,
    registrationNo: about.registrationNo,
    registeredOn: tell.today(),
    deal: dealFen,
    technical: technicalFen,
    note: '',
    paper: await tell.paper('技术合同登记证明', about.contract.title, about.registrationNo),
  });
}

/** An exempt invoice for the whole of a claim. */
export async function invoiced(tell: Teller, unit: string, claim: Obligation, invoiceNo: string): Promise<void> {
  const issuedOn = dayOf(tell.platform().now());
  await issueInvoice(await tell.as(`${unit}-finance`), {
    obligationId: claim.id,
    kind: 'ordinary',
    treatment: issuedOn < '2026-01-01' ? 'exempt_2016' : 'exempt_2026',
    invoiceNo,
    issuedOn,
    total: claim.amountFen,
    tax: 0n,
    isAcknowledged: false,
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
