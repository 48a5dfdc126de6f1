import type { DoorList, QueuedScan } from '#app/domain/door-list.ts';

/** The phone's own store: the event's list and what is still to be sent. It outlives a closed page and a flat battery. */
export interface ScanStore {
  readList(): Promise<DoorList | null>;
  keepList(list: DoorList): Promise<void>;
  readQueue(): Promise<QueuedScan[]>;
  push(scan: QueuedScan): Promise<void>;
  drop(scanKeys: readonly string[]): Promise<void>;
  /** Forgets the names; what is unsent stays, it names nobody. */
  forgetPeople(): Promise<void>;
  erase(): Promise<void>;
}

const asked = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
const finished = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.addEventListener('complete', () => resolve());
    for (const fault of ['error', 'abort']) work.addEventListener(fault, () => reject(work.error));
  });

/** One database a link: a phone may help at two doors. */
export async function openScanStore(link: string): Promise<ScanStore> {
  const name = `scan-${link}`;
  const opening = indexedDB.open(name, 1);
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore('list');
    opening.result.createObjectStore('queue', { keyPath: 'scanKey' });
  });
  const db = await asked(opening);
  const write = async (store: 'list' | 'queue', deed: (rows: IDBObjectStore) => void): Promise<void> => {
    const work = db.transaction(store, 'readwrite');
    deed(work.objectStore(store));
    await finished(work);
  };
  const forgetPeople = () => write('list', (rows) => rows.clear());
  return {
    readList: async () =>
      ((await asked(db.transaction('list').objectStore('list').get('list'))) as DoorList | undefined) ?? null,
    keepList: (list) => write('list', (rows) => rows.put(list, 'list')),
    readQueue: async () => {
      const rows = (await asked(db.transaction('queue').objectStore('queue').getAll())) as QueuedScan[];
      return rows.sort(byTime);
    },
    push: (scan) => write('queue', (rows) => rows.put(scan)),
    drop: (scanKeys) => write('queue', (rows) => scanKeys.forEach((key) => rows.delete(key))),
    forgetPeople,
    erase: async () => {
      await forgetPeople();
      await write('queue', (rows) => rows.clear());
      db.close();
      indexedDB.deleteDatabase(name);
    },
  };
}

const byTime = (one: QueuedScan, other: QueuedScan): number => one.at - other.at;
