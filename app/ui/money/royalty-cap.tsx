import { Amount } from '../amount.tsx';
import { FigureRow } from '../figure-row.tsx';
import { Notice } from '../notice.tsx';
import type { AccountShown } from './statement-shown.ts';

/** What was charged under a contract, against its cap and what arrived. */
export function RoyaltyCap({ account }: { account: AccountShown }) {
  const { royalty, chargedFen } = account;
  const due = account.isLicensee ? '累计应付' : '累计应收';
  const left = royalty.capFen === null ? null : royalty.capFen > chargedFen ? royalty.capFen - chargedFen : 0n;
  return (
    <>
      <FigureRow
        figures={[
          {
            label: due,
            value: <Amount fen={chargedFen} />,
            note: account.creditFen > 0n ? '里程碑款与提成，已减贷项' : '里程碑款与提成',
            swatch: 'ink',
          },
          {
            label: '封顶',
            value: royalty.capFen === null ? '不封顶' : <Amount fen={royalty.capFen} />,
            swatch: 'gold',
          },
          {
            label: '距封顶',
            value: left === null ? '—' : <Amount fen={left} />,
            note: left === 0n ? '已到封顶' : undefined,
          },
          {
            label: '到账',
            value: <Amount fen={account.paidFen} />,
            note:
              account.creditFen > 0n ? (
                <>
                  收款方已确认，不含违约金；其中贷项 <Amount fen={account.creditFen} /> 抵以后的款项，不在{due}里
                </>
              ) : (
                '收款方已确认，不含违约金'
              ),
            swatch: 'accent',
          },
        ]}
      />
      {account.creditFen > 0n && (
        <Notice
          title={
            <>
              留有贷项 <Amount fen={account.creditFen} />
            </>
          }
        >
          更正或者退货多计的提成和里程碑款，抵这份合同下次到期的应付款，里程碑款和提成都可以抵；合同结束时没有抵完的，由收款方退还。
        </Notice>
      )}
      {left === 0n && (
        <Notice kind="success" title="累计已到封顶，以后不再计提成">
          许可在期限内继续有效，仍请按期申报收入。
        </Notice>
      )}
    </>
  );
}
