import type { ReactNode } from 'react';
import type { ListedPerson } from '#app/domain/door-list.ts';
import { ticketKindLabels } from '#app/domain/event-registration.ts';
import { timeOf } from './scan-words.ts';

/** Somebody of the list with what may be done. */
export function PersonLine({ person, children }: { person: ListedPerson; children: ReactNode }) {
  return (
    <li className="flex items-center justify-between gap-3 rounded-lg border border-line bg-card px-4 py-2">
      <p className="min-w-0">
        <b>{person.name}</b> <span className="nums text-sm text-ink-soft">{person.tail}</span>
        <span className="block text-sm text-ink-soft">
          {person.n} 号 · {ticketKindLabels[person.kind]}
          {person.seats > 1 && ` · 共 ${person.seats} 人`} {person.unit}
        </span>
        {person.inAt !== null && (
          <span className="block text-sm text-accent">
            {person.outAt === null ? `${timeOf(person.inAt)} 已签到` : `${timeOf(person.outAt)} 已离场`}
          </span>
        )}
      </p>
      {children}
    </li>
  );
}
