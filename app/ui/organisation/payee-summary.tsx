import { type BankAccount, maskedAccountNo } from '#app/domain/payee-account.ts';
import { ButtonLink } from '../button.tsx';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';

interface PayeeSummaryProps {
  payee: BankAccount | null;
  /** 在线收款: whether the platform has it, and how the unit's account stands. */
  card: { readonly isOffered: boolean; readonly isActive: boolean; readonly isUnderWay: boolean };
  /** Keeps accounts, or agrees to them. */
  mayOpen: boolean;
  /** Asks for new ones. */
  mayKeep: boolean;
}

/** The account in use, in short, and the way to the page where accounts are kept. */
export function PayeeSummary({ payee, card, mayOpen, mayKeep }: PayeeSummaryProps) {
  const online = card.isActive ? '已开通' : card.isUnderWay ? '办理中' : '没有开通，付款方用对公转账';
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
            ...(card.isOffered ? [{ label: '在线收款', value: online }] : []),
          ]}
        />
      ) : (
        <p className="text-sm text-ink-soft">
          还没有在用的银行账户，验证以后付款方才能转账。{card.isActive && '在线收款已开通，付款方现在可以在线支付。'}
        </p>
      )}
      {mayOpen && (
        <p className="mt-3 flex flex-wrap gap-3">
          <ButtonLink to="/desk/organisation/accounts">
            {payee || !mayKeep ? '银行账户的验证和更换' : '填写并验证银行账户'}
          </ButtonLink>
          {card.isOffered && (card.isActive || card.isUnderWay) && (
            <ButtonLink to="/desk/organisation/accounts/card">看在线收款</ButtonLink>
          )}
          {card.isOffered && mayKeep && !card.isActive && !card.isUnderWay && (
            <ButtonLink to="/desk/organisation/accounts/card">开通在线收款</ButtonLink>
          )}
        </p>
      )}
    </section>
  );
}
