import { Link } from '@remix-run/react';
import { correctionMachine, type CorrectionState } from '#app/domain/correction.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';

interface CorrectionLine {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly state: CorrectionState;
  readonly since: Date;
  readonly isMine: boolean;
}

/** Corrections of public records that wait for a reviewer of the unit; each is read with what it changes. */
export function CorrectionWork({ corrections }: { corrections: readonly CorrectionLine[] }) {
  return (
    <section className="mb-8">
      <SectionHead look="plain" note="公开页面在通过之前不变">
        待审的更正
      </SectionHead>
      <ul className="rounded-lg border border-line bg-card">
        {corrections.map(({ id, no, name, state, since, isMine }) => (
          <li key={id} className="border-b border-line px-4 py-3 text-sm last:border-b-0 sm:px-6">
            <Link
              to={`/desk/achievements/${id}/correction`}
              className="link inline-flex min-h-11 items-center font-bold"
            >
              {name}
            </Link>
            <p className="text-ink-soft">
              {no}，{labelOf(correctionMachine, state)}，<DateText value={since} />
              {isMine && '，等你审'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
