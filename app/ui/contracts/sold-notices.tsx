import { Notice } from '../notice.tsx';

/** What is sold in public to somebody else, and why a contract about it waits. */
export const SoldNotices = ({ sales }: { sales: readonly string[] }) =>
  sales.length === 0 ? null : (
    <div className="mb-3 grid gap-3">
      {sales.map((says) => (
        <Notice key={says} kind="attention" title="现在签不了：成果正在公开交易或者已经成交">
          {says}
        </Notice>
      ))}
    </div>
  );
