import { cardCountryLabels, disabledLabel, dueLabels, takesPayments } from '#app/domain/card-account.ts';
import { checkoutMethodLabels } from '#app/domain/checkout-method.ts';
import { DateText } from '../date-text.tsx';
import { KeyValue } from '../key-value.tsx';
import { StateMark } from '../state-mark.tsx';
import type { CardAccountShown } from './card-account-shown.ts';

interface CardAccountFactsProps {
  account: CardAccountShown;
  orgName: string;
}

/** What the provider says of an account: whose it is, whether it takes payments and how, what is missing. */
export function CardAccountFacts({ account, orgName }: CardAccountFactsProps) {
  const due = dueLabels(account.due);
  const why = disabledLabel(account.disabledReason);
  return (
    <KeyValue
      items={[
        {
          label: '能否收款',
          value: takesPayments(account) ? (
            <StateMark tone="good">可以收款</StateMark>
          ) : (
            <StateMark tone="attention">{why ?? '还不能收款'}</StateMark>
          ),
        },
        {
          label: '支付方式',
          value: account.methods.map((method) => checkoutMethodLabels[method]).join('、') || '—',
        },
        ...(due.length > 0 ? [{ label: '还缺', value: due.join('、') }] : []),
        {
          label: '账户名称',
          value: (
            <>
              {account.name || '—'}
              {account.name !== '' && account.name !== orgName && (
                <span className="block text-attention">与机构名称不一致，请核对是不是本单位的账户</span>
              )}
            </>
          ),
        },
        { label: '开户地区', value: cardCountryLabels[account.country] },
        ...(account.accountEnd
          ? [{ label: '账户编号', value: <span className="nums">{account.accountEnd}</span> }]
          : []),
        ...(account.reason ? [{ label: '说明', value: account.reason }] : []),
        ...(account.approver && account.approveNote
          ? [{ label: '同意时的说明', value: `${account.approver}：${account.approveNote}` }]
          : []),
        {
          label: '最近查询',
          value: account.askedAt ? <DateText value={account.askedAt} as="minute" /> : '还没有查询过',
        },
      ]}
    />
  );
}
