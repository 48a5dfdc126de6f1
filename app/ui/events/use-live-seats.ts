import { useEffect, useState } from 'react';
import type { OpenTicket } from './register-form.tsx';

const everyMs = 15_000;

/** Tickets with the seats that are left now: asked again while the page is looked at and registration is open. */
export function useLiveSeats(no: string, tickets: readonly OpenTicket[], isOpen: boolean): readonly OpenTicket[] {
  const [seats, setSeats] = useState<Record<string, readonly [taken: number, capacity: number]>>({});
  useEffect(() => {
    if (!isOpen) return;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const answer = await fetch(`/events/${no}/seats.json`);
        if (answer.ok) setSeats((await answer.json()) as typeof seats);
      } catch {
        // Without the network the page shows what it knew.
      }
    };
    const timer = setInterval(() => void ask(), everyMs);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [no, isOpen]);
  return tickets.map((ticket) => {
    const [taken = ticket.taken, capacity = ticket.capacity] = seats[ticket.id] ?? [];
    return { ...ticket, taken, capacity };
  });
}
