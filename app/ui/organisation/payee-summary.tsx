import { type BankAccount, maskedAccountNo } from '#app/domain/payee-account.ts';
import { ButtonLink } from '../button.tsx';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';

interface PayeeSummaryProps {
  payee: BankAccount | null;
  /** Keeps accounts, or agrees to them. */
  mayOpen: boolean;
}

/** The account in use, in short, and the way to the page where accounts are kept. */
export function PayeeSummary({ payee, mayOpen }: PayeeSummaryProps) {
  return (
    <section>
      <SectionHead look="plain" note="付款方付款时看到的账户">
        收款账户
      </SectionHead>
      {payee ? (
        <KeyValue
          items={[
            { label: '户名', value: payee.accountName },
            { label: '开户行', value: payee.bankName },
            { label: '账号', value: maskedAccountNo(payee.accountNo) },
          ]}
        />
      ) : (
        <p className="text-sm text-ink-soft">还没有在用的收款账户，验证以后付款方才能转账。</p>
      )}
      {mayOpen && (
        <p className="mt-3">
          <ButtonLink to="/desk/organisation/accounts">{payee ? '账户、验证和更换' : '填写并验证账户'}</ButtonLink>
        </p>
      )}
    </section>
  );
}
