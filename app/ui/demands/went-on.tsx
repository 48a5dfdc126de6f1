import { Link } from '@remix-run/react';
import { demandMachine, type DemandState } from '#app/domain/demand.ts';
import { labelOf } from '#app/domain/machine.ts';
import { Notice } from '../notice.tsx';

interface Kin {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly state: DemandState;
}

/** A closed demand goes on as others: says which. */
export function WentOnNotice({ how, on }: { how: 'split' | 'merged'; on: readonly { no: string; title: string }[] }) {
  return (
    <Notice title={how === 'split' ? '这项需求已拆成下面几项' : '这项需求已并到下面这一项'}>
      <p>这一项不再匹配，也不再接受应答，请到那里看。</p>
      <ul className="mt-1 grid gap-1">
        {on.map(({ no, title }) => (
          <li key={no}>
            <Link to={`/demands/${no}`} className="link break-words">
              {title}
            </Link>{' '}
            <span className="nums text-ink-soft">{no}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const lines = (kin: readonly Kin[]) => (
  <ul className="mt-1 grid gap-1">
    {kin.map(({ id, no, title, state }) => (
      <li key={id}>
        <Link to={`/desk/demands/${id}`} className="link break-words">
          {title}
        </Link>{' '}
        <span className="text-ink-soft">
          <span className="nums">{no}</span>，{labelOf(demandMachine, state)}
        </span>
      </li>
    ))}
  </ul>
);

interface DemandKinProps {
  whole: Kin | null;
  into: Kin | null;
  parts: readonly Kin[];
  /** The demand itself still looks for achievements. */
  isOpen: boolean;
}

/** What the enterprise split or merged a demand from and into. */
export function DemandKin({ whole, into, parts, isOpen }: DemandKinProps) {
  if (whole === null && into === null && parts.length === 0) return null;
  return (
    <div className="mb-4 grid gap-3">
      {whole !== null && <Notice title="这一项是从下面这项需求拆出来的">{lines([whole])}</Notice>}
      {into !== null && <Notice title="已并到下面这项需求">{lines([into])}</Notice>}
      {parts.length > 0 && (
        <Notice title={isOpen ? `已拆出 ${parts.length} 项，都发布后这一项自动关闭` : `已拆成 ${parts.length} 项`}>
          {lines(parts)}
        </Notice>
      )}
    </div>
  );
}
