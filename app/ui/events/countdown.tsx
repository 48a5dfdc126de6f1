import { useEffect, useState } from 'react';
import { countdownWords } from '#app/domain/event-form.ts';

/** How long until the event, counted on by the minute; `now` is the server's clock, which the demo may move. */
export function Countdown({ now, to }: { now: Date; to: Date }) {
  const [ahead, setAhead] = useState(0);
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => setAhead(Date.now() - began), 30_000);
    return () => clearInterval(timer);
  }, []);
  const words = countdownWords(new Date(now.getTime() + ahead), to);
  return words === '' ? null : (
    <p className="nums">
      距开始还有 <b className="text-lg text-primary">{words}</b>
    </p>
  );
}
