import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckInDeed, CheckInMethod } from '#app/domain/check-in.ts';
import {
  clockOff,
  type DoorList,
  type ListedPerson,
  type QueuedScan,
  scanInto,
  type ScanOutcome,
  scansAtOnce,
  withQueued,
} from '#app/domain/door-list.ts';
import { readTicketCode } from '#app/domain/ticket-code.ts';
import { isGenuineTicket } from './check-ticket.ts';
import { openScanStore, type ScanStore } from './scan-store.ts';

/** What was scanned on this phone, newest first; the platform's word replaces the phone's when it comes. */
export interface ScanLine {
  readonly scan: QueuedScan;
  readonly outcome: ScanOutcome;
  readonly person: ListedPerson | null;
  readonly isSent: boolean;
}

const linesShown = 30;
const syncEveryMs = 10_000;

interface Synced {
  readonly results: readonly { readonly scanKey: string; readonly outcome: ScanOutcome }[];
}

/** All that the scanner does on the phone: the list and the queue in its own store, sent whenever there is a network. */
export function useScanner(link: string) {
  const store = useRef<ScanStore | null>(null);
  const list = useRef<DoorList | null>(null);
  const queue = useRef<QueuedScan[]>([]);
  const isSending = useRef(false);
  const [people, setPeople] = useState<readonly ListedPerson[]>([]);
  const [lines, setLines] = useState<readonly ScanLine[]>([]);
  const [unsent, setUnsent] = useState(0);
  const [isOnline, setIsOnline] = useState(true);
  const [isReady, setIsReady] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const [minutesOff, setMinutesOff] = useState(0);

  const show = useCallback(() => {
    setPeople(withQueued(list.current?.people ?? [], queue.current, list.current?.aheadMs));
    setUnsent(queue.current.length);
  }, []);

  const forget = useCallback(async () => {
    list.current = null;
    await store.current?.forgetPeople();
    if (queue.current.length === 0) {
      await eraseAll(store.current);
      store.current = null;
    }
    setIsOver(true);
    show();
  }, [show]);

  const sync = useCallback(async () => {
    if (isSending.current || store.current === null) return;
    isSending.current = true;
    try {
      while (queue.current.length > 0) {
        const scans = queue.current.slice(0, scansAtOnce);
        const answer = await post(`/scan/${link}/sync`, { sentAt: Date.now(), scans });
        if (!answer.ok) return setIsOnline(await isRefusal(answer, forget));
        const { results } = (await answer.json()) as Synced;
        const told = new Map(results.map(({ scanKey, outcome }) => [scanKey, outcome]));
        await store.current.drop([...told.keys()]);
        queue.current = queue.current.filter(({ scanKey }) => !told.has(scanKey));
        setLines((shown) =>
          shown.map((line) => ({
            ...line,
            outcome: told.get(line.scan.scanKey) ?? line.outcome,
            isSent: line.isSent || told.has(line.scan.scanKey),
          })),
        );
        if (told.size === 0) break;
      }
      const answer = await fetch(`/scan/${link}/list`);
      if (!answer.ok) return setIsOnline(await isRefusal(answer, forget));
      const made = (await answer.json()) as DoorList;
      const fresh = { ...made, aheadMs: Date.now() - made.madeAt };
      setMinutesOff(clockOff(Date.now(), fresh.madeAt));
      list.current = fresh;
      await store.current.keepList(fresh);
      setIsOnline(true);
      if (fresh.madeAt > fresh.eraseAt && queue.current.length === 0) await forget();
    } catch {
      setIsOnline(false);
    } finally {
      isSending.current = false;
      show();
    }
  }, [forget, link, show]);

  useEffect(() => {
    let isGone = false;
    const begin = async () => {
      store.current = await openScanStore(link);
      queue.current = await store.current.readQueue();
      list.current = await store.current.readList();
      if (list.current !== null && Date.now() > list.current.eraseAt) await forget();
      if (isGone) return;
      show();
      setIsReady(true);
      await sync();
    };
    void begin();
    const timer = setInterval(() => void sync(), syncEveryMs);
    const online = () => void sync();
    const offline = () => setIsOnline(false);
    const leaving = (event: BeforeUnloadEvent) => {
      if (queue.current.length > 0) event.preventDefault();
    };
    addEventListener('online', online);
    addEventListener('offline', offline);
    addEventListener('beforeunload', leaving);
    return () => {
      isGone = true;
      clearInterval(timer);
      removeEventListener('online', online);
      removeEventListener('offline', offline);
      removeEventListener('beforeunload', leaving);
    };
  }, [forget, link, show, sync]);

  const record = useCallback(
    async (given: { code?: string; registrationId?: string; deed: CheckInDeed; method: CheckInMethod }) => {
      const scan: QueuedScan = { ...given, scanKey: crypto.randomUUID(), at: Date.now() };
      const key = list.current?.publicKey;
      // What no ticket looks like is never queued, also before the phone has the key: the platform would refuse all that waits with it.
      const isForged =
        scan.code !== undefined &&
        (readTicketCode(scan.code) === null || (key !== undefined && !(await isGenuineTicket(scan.code, key))));
      const known = withQueued(list.current?.people ?? [], queue.current, list.current?.aheadMs);
      const found = isForged ? null : scanInto(known, scan, list.current?.aheadMs);
      const line = { scan, outcome: found?.outcome ?? ('forged' as const), person: found?.person ?? null };
      // A forged code is nobody's: it is shown and not sent.
      if (!isForged) {
        queue.current = [...queue.current, scan];
        await store.current?.push(scan);
      }
      setLines((shown) => [{ ...line, isSent: isForged }, ...shown].slice(0, linesShown));
      if (line.outcome !== 'done') navigator.vibrate?.([80, 60, 80]);
      else navigator.vibrate?.(60);
      show();
      void sync();
    },
    [show, sync],
  );

  const leave = useCallback(async () => {
    await sync();
    if (queue.current.length > 0) return false;
    await eraseAll(store.current);
    store.current = null;
    return true;
  }, [sync]);

  return { people, lines, unsent, isOnline, isReady, isOver, minutesOff, record, leave, sync };
}
export type Scanner = ReturnType<typeof useScanner>;

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** A link that is dead or a shift that is over: the names go at once. Anything else is the network. */
async function isRefusal(answer: Response, forget: () => Promise<void>): Promise<boolean> {
  const isDead = answer.status === 401 || answer.status === 404;
  if (isDead) await forget();
  return isDead;
}

async function eraseAll(store: ScanStore | null): Promise<void> {
  await store?.erase();
  const worker = await navigator.serviceWorker?.getRegistration('/scan/');
  // oxlint-disable-next-line require-post-message-target-origin -- a worker takes no origin
  worker?.active?.postMessage({ type: 'erase' });
}
