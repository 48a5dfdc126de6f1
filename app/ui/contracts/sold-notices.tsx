import { Notice } from '../notice.tsx';

export interface SoldElsewhere {
  /** Why a contract in its way waits for it. */
  readonly says: string;
  /** The terms as they stand would take or burden what is sold. */
  readonly isInTheWay: boolean;
}

/** What is sold in public to somebody else: whether these terms wait for it, or only others would. */
export const SoldNotices = ({ sales }: { sales: readonly SoldElsewhere[] }) =>
  sales.length === 0 ? null : (
    <div className="mb-3 grid gap-3">
      {sales.map(({ says, isInTheWay }) =>
        isInTheWay ? (
          <Notice key={says} kind="attention" title="成果正在公开交易，或者已经成交、还没有了结">
            {says}
          </Notice>
        ) : (
          <Notice key={says} title="成果正在公开交易，或者已经成交、还没有了结">
            现在填的条款不挡着那次交易，可以继续；改成转让或者独占许可的，要等它了结才能签。
          </Notice>
        ),
      )}
    </div>
  );
