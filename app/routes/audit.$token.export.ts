import type { LoaderFunctionArgs } from '@remix-run/node';
import { auditedEvidenceTable, auditedMoneyTable, auditedReportsTable } from '#app/domain/audit-tables.ts';
import { AppError } from '#app/domain/errors.ts';
import { openAccounts } from '#app/services/auditors/open-accounts.server.ts';
import { findReadingGrant } from '#app/services/auditors/reading-grant.server.ts';
import { auditorSession, auditorToken } from '#app/web/auditor-session.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

const sheets = { statements: '收入申报', receipts: '应付与到账', evidence: '验收证据' } as const;
type Part = keyof typeof sheets;

/** A table of the granted contract for the auditor who is in; each download is written down as an opening of its part. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const token = auditorToken(args.params);
    const grant = await findReadingGrant(ctx, { token, session: auditorSession(args.request) });
    const asked = new URL(args.request.url).searchParams.get('part') ?? 'statements';
    if (grant === null || !Object.hasOwn(sheets, asked)) throw new AppError('not_found');
    const part = asked as Part;
    const { contract, statements, receipts, evidence } = await openAccounts(ctx, grant, part);
    const table = statements
      ? auditedReportsTable(statements.reports)
      : receipts
        ? auditedMoneyTable(receipts)
        : auditedEvidenceTable(evidence ?? []);
    const file = await tableReply(args.request, {
      name: `audit-${part}-${contract.no}`,
      sheet: sheets[part],
      ...table,
    });
    file.headers.set('referrer-policy', 'no-referrer');
    return file;
  });
}
