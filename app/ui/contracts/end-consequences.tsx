import type { Day } from '#app/domain/days.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';

/** What an end by agreement leaves: claims that were raised and are not paid, and whether revenue is still reported. */
export interface EndLeft {
  readonly claims: readonly {
    readonly id: string;
    readonly label: string;
    readonly dueOn: Day;
    readonly outstandingFen: Fen;
  }[];
  readonly openFen: Fen;
  readonly isRoyalty: boolean;
}

/** 协商解除: what becomes of the money and the contract, the same words for who proposes it and who answers. */
export function EndConsequences({ left: { claims, openFen, isRoyalty } }: { left: EndLeft }) {
  return (
    <div className="grid gap-2 rounded-lg bg-sunk px-4 py-3 text-sm">
      <p>双方同意以后合同解除，不能恢复。没有成就的里程碑取消，不再产生新的款项。</p>
      {isRoyalty && <p>到解除那天为止的收入还要申报，照计提成。</p>}
      {openFen > 0n ? (
        <>
          <p className="font-bold">
            已经产生、还没有付清的 <span className="nums">{formatYuan(openFen)}</span> 解除以后照旧要付：
          </p>
          <ul className="nums grid gap-1">
            {claims.map(({ id, label, dueOn, outstandingFen }) => (
              <li key={id}>
                {label} {formatYuan(outstandingFen)}，{dueOn} 前付
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>现在没有未付清的款项。</p>
      )}
    </div>
  );
}
