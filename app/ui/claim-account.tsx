import type { ClaimShown } from './claim-shown.ts';
import { DateText } from './date-text.tsx';
import { KeyValue } from './key-value.tsx';
import { Notice } from './notice.tsx';
import { SectionHead } from './section-head.tsx';

/** Where to send the money and what to write into the remark, with a warning while the account is being changed. */
export function PayTo({
  obligation,
}: {
  obligation: Pick<ClaimShown, 'account' | 'changesAt' | 'reference' | 'contract'>;
}) {
  const { account, changesAt, reference, contract } = obligation;
  if (account === null) return null;
  return (
    <div className="mb-6 grid gap-3">
      {changesAt && (
        <Notice kind="attention" title="收款方正在更换收款账户">
          新账户 <DateText value={changesAt} as="minute" />{' '}
          起启用，在那之前下面的账户仍然有效。不急的话，等启用以后再付；有疑问，请用以前留下的电话向收款方核实，不要用变更通知里的电话。
        </Notice>
      )}
      <div className="rounded-lg border border-line bg-card px-5 py-4">
        <KeyValue
          items={[
            { label: '户名', value: account.accountName },
            { label: '开户行', value: account.bankName },
            { label: '账号', value: <span className="nums">{account.accountNo}</span> },
            {
              label: '附言',
              value: (
                <span className="nums font-bold">
                  {reference} {contract.no}
                </span>
              ),
            },
          ]}
        />
        <p className="mt-2 text-sm text-ink-soft">
          账户已由平台验证，户名就是收款方。附言里的付款码请原样写上，收款方凭它认款，到账确认更快。
        </p>
      </div>
    </div>
  );
}

/** Nothing can be paid by transfer, and why. */
export function NoAccount({ changesAt }: Pick<ClaimShown, 'changesAt'>) {
  return (
    <section>
      <SectionHead look="plain">对公转账</SectionHead>
      {changesAt ? (
        <Notice kind="attention" title="收款账户正在等待期，现在不能转账">
          收款方的账户已验证，
          <DateText value={changesAt} as="minute" /> 起启用，到时再付。等待是为了防止有人冒名改账户。
        </Notice>
      ) : (
        <Notice kind="attention" title="收款方还没有验证过的收款账户，现在不能转账">
          请联系收款方财务，在「机构与成员」里填写并验证收款账户。不要往聊天、邮件里发来的账户转账。
        </Notice>
      )}
    </section>
  );
}
