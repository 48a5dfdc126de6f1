import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account, Dispute, Intent, Refund, Session, SessionPlan, SetupLink, StandInEvent } from './objects.ts';
import type { StoredReply } from './idempotency.ts';

export interface Owned<T> {
  readonly account: string;
  readonly object: T;
}
export interface SessionRecord extends Owned<Session> {
  readonly plan: SessionPlan;
}
export interface EventRecord extends Owned<StandInEvent> {
  readonly madeAt: number;
  attempts: number;
}

interface State {
  readonly platform: string;
  readonly accounts: Map<string, Account>;
  readonly links: Map<string, SetupLink>;
  readonly sessions: Map<string, SessionRecord>;
  readonly intents: Map<string, Owned<Intent>>;
  readonly refunds: Map<string, Owned<Refund>>;
  readonly disputes: Map<string, Owned<Dispute>>;
  readonly events: Map<string, EventRecord>;
  readonly replies: Map<string, StoredReply>;
}

export interface Store extends State {
  /** Marks the state as changed; `save` writes it. */
  touch(): void;
  /** Resolves once everything up to now is on disk. */
  save(): Promise<void>;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const version = 1;
const dayMs = 86_400_000;

/** newId('pi_', 24) → 'pi_3kT9…': letters and digits, unguessable from 22 characters on. */
export function newId(prefix: string, length = 24): string {
  let id = prefix;
  while (id.length < prefix.length + length) {
    for (const byte of randomBytes(length)) if (byte < 248) id += alphabet[byte % 62];
  }
  return id.slice(0, prefix.length + length);
}

const maps = ['accounts', 'links', 'sessions', 'intents', 'refunds', 'disputes', 'events', 'replies'] as const;

async function readState(file: string): Promise<State> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const saved = (text === null ? { version } : JSON.parse(text)) as Record<string, unknown>;
  if (saved['version'] !== version)
    throw new Error(`${file} was written by another version of the stand-in; remove it`);
  const entries = Object.fromEntries(maps.map((name) => [name, new Map((saved[name] ?? []) as [string, unknown][])]));
  return { ...(entries as unknown as State), platform: String(saved['platform'] ?? newId('acct_', 16)) };
}

const writeDurably = async (file: string, text: string): Promise<void> => {
  const beside = `${file}.tmp`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
};

/** All state in memory, kept in one JSON file that is replaced atomically: a killed demo finds its last whole state. */
export async function openStore(dataDir: string): Promise<Store> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'stripe-stand-in.json');
  const state = await readState(file);
  // Stripe may forget a key after 24 hours and an event after 30 days; a little longer here.
  for (const [key, reply] of state.replies) if (reply.at < Date.now() - 2 * dayMs) state.replies.delete(key);
  for (const [id, { madeAt }] of state.events) if (madeAt < Date.now() - 31 * dayMs) state.events.delete(id);

  let changes = 0;
  let written = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    const upTo = changes;
    if (upTo === written) return;
    const lists = Object.fromEntries(maps.map((name) => [name, [...state[name]]]));
    await writeDurably(file, JSON.stringify({ version, platform: state.platform, ...lists }));
    written = upTo;
  };
  return {
    ...state,
    touch: () => void (changes += 1),
    save: () => (writing = writing.then(write, write)),
  };
}
