import type { ShareStep } from '#app/domain/share-steps.ts';
import { Amount } from '../amount.tsx';
import { classes } from '../classes.ts';

/** How one person's sum came about, from the receipt to what was paid to him. */
export function ShareSteps({ steps }: { steps: readonly ShareStep[] }) {
  return (
    <ol className="rounded-lg border border-line bg-card text-sm">
      {steps.map(({ label, note, fen, isSum }, at) => (
        <li
          key={`${at} ${label}`}
          className={classes('border-b border-line px-4 py-2.5 last:border-b-0', isSum && 'font-bold')}
        >
          <p className="flex flex-wrap justify-between gap-x-4">
            <span>{label}</span>
            <Amount fen={fen} />
          </p>
          {note && <p className="font-normal text-ink-soft">{note}</p>}
        </li>
      ))}
    </ol>
  );
}
