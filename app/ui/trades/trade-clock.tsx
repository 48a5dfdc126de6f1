import { useEffect, useState } from 'react';

interface TradeClockProps {
  label: string;
  to: Date;
  /** The server's clock when the page was made; the demo may move it. */
  now: Date;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** '3 天 04:05:06', '04:05', '已到'. */
function leftWords(ms: number): string {
  if (ms <= 0) return '已到，等服务器确认';
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor((seconds % 86_400) / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return days > 0 ? `${days} 天 ${clock}` : clock;
}

/** Counts down on the server's time; the browser's own clock only says how long the page has been open. */
export function TradeClock({ label, to, now }: TradeClockProps) {
  const [open, setOpen] = useState({ since: now, ms: 0 });
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => setOpen({ since: now, ms: Date.now() - began }), 1000);
    return () => clearInterval(timer);
  }, [now]);
  // A page that was brought up to date counts from its new moment.
  const ahead = open.since === now ? open.ms : 0;
  return (
    <p role="timer" aria-live="off">
      <span className="text-sm text-ink-soft">{label}</span>{' '}
      <b className="nums text-xl">{leftWords(to.getTime() - now.getTime() - ahead)}</b>
    </p>
  );
}
