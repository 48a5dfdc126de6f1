import type { ContractArticle } from '#app/domain/contract-text.ts';
import type { AuditorPage } from '#app/domain/auditor.ts';
import { ContractText } from '../contract-text.tsx';
import { DateText } from '../date-text.tsx';
import { ExportLinks } from '../export-links.tsx';
import { Fingerprint } from '../fingerprint.tsx';
import { IntentForm } from '../intent-form.tsx';
import { PageTitle } from '../page-title.tsx';
import { SectionHead } from '../section-head.tsx';
import { SortTabs } from '../sort-tabs.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { AuditorPerson } from './auditor-door.tsx';
import { AuditEvidence, type EvidenceShown } from './audit-evidence.tsx';
import { AuditReceipts, type ReceiptsShown } from './audit-receipts.tsx';
import { AuditStatements, type StatementsShown } from './audit-statements.tsx';

interface AuditorViewProps {
  token: string;
  person: AuditorPerson;
  part: AuditorPage;
  accounts: {
    readonly contract: { readonly no: string; readonly title: string };
    readonly terms: {
      readonly n: number;
      readonly sha256: string;
      readonly articles: readonly ContractArticle[];
    } | null;
    readonly statements: StatementsShown | null;
    readonly evidence: readonly EvidenceShown[] | null;
    readonly receipts: ReceiptsShown | null;
  };
}

const tabs: readonly (readonly [AuditorPage, string])[] = [
  ['statements', '收入申报'],
  ['receipts', '应付与到账'],
  ['evidence', '验收证据'],
  ['terms', '合同条款'],
];

/** The accounts of one contract, for the named auditor: to read, part by part. */
export function AuditorView({ token, person, part, accounts }: AuditorViewProps) {
  const { contract, terms, statements, evidence, receipts } = accounts;
  const fileHref = (fileId: string) => `/audit/${token}/files/${fileId}`;
  return (
    <div className="grid gap-6 py-6">
      <PageTitle
        meta={
          <>
            {contract.no} · {person.name}（{person.firm}）查账，
            <DateText value={person.endsAt} /> 止；每次查看都有记录
          </>
        }
        actions={
          <IntentForm intent="leave">
            <SubmitButton intent="leave" look="quiet">
              看完了，退出
            </SubmitButton>
          </IntentForm>
        }
      >
        {contract.title}
      </PageTitle>
      <SortTabs
        label="账目"
        tabs={tabs.map(([key, label]) => ({ label, to: `?part=${key}`, current: key === part }))}
      />
      {part !== 'terms' && <ExportLinks to={`/audit/${token}/export?part=${part}`} />}
      {statements && <AuditStatements statements={statements} fileHref={fileHref} />}
      {receipts && <AuditReceipts receipts={receipts} />}
      {evidence && <AuditEvidence stones={evidence} fileHref={fileHref} />}
      {terms && (
        <section className="max-w-prose">
          <SectionHead look="plain" note={`双方签署的第 ${terms.n} 版`}>
            合同条款
          </SectionHead>
          <Fingerprint sha256={terms.sha256} />
          <ContractText articles={terms.articles} level={3} />
        </section>
      )}
    </div>
  );
}
