import { payeeAccountWayLabels } from '#app/domain/payee-account.ts';
import { DateText } from '../date-text.tsx';
import { KeyValue } from '../key-value.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import type { AccountShown } from './account-shown.ts';

interface AccountCardProps {
  /** The account that payers are shown now. */
  account: AccountShown | null;
  underWay: AccountShown | null;
}

/** What payers see, and how it was verified. */
export function AccountCard({ account, underWay }: AccountCardProps) {
  return (
    <section>
      <SectionHead look="plain" note="付款方现在看到的">
        在用的账户
      </SectionHead>
      {account === null ? (
        <Notice kind="attention" title="还没有可以收款的账户">
          {underWay ? '下面的账户启用以前，付款方不能转账登记。' : '填写账户并验证后，付款方才能转账。'}
        </Notice>
      ) : (
        <div className="rounded-lg border border-line bg-card px-5 py-4">
          <div className="mb-2">
            <StateMark tone="good" boxed>
              {account.verifiedAt === null ? '在用' : '已验证，在用'}
            </StateMark>
          </div>
          <KeyValue
            items={[
              { label: '户名', value: account.accountName },
              { label: '开户行', value: account.bankName },
              { label: '账号', value: <span className="nums">{account.accountNo}</span> },
              {
                label: '验证',
                value:
                  account.verifiedAt === null ? (
                    '平台开始验证账户以前就在使用'
                  ) : (
                    <>
                      {account.way && payeeAccountWayLabels[account.way]}，<DateText value={account.verifiedAt} />
                    </>
                  ),
              },
              ...(account.activeFrom === null
                ? []
                : [{ label: '启用', value: <DateText value={account.activeFrom} as="minute" /> }]),
            ]}
          />
          {!account.isOwnName && (
            <div className="mt-3">
              <Notice kind="attention" title="户名和机构名称不一致">
                机构改名以后，请在银行变更户名，再在这里换成新账户。
              </Notice>
            </div>
          )}
        </div>
      )}
    </section>
  );
}
