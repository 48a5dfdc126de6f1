import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type RoomLive, roomStream } from './room-live.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A room whose changes the test makes itself, and what a page read from its stream. */
function scene(given: { lastEventId?: string | null } = {}) {
  const listeners = new Set<{ changed: () => void; ended: () => void }>();
  const live: RoomLive = {
    subscribe: (_id, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const page = new AbortController();
  let mayStay = true;
  const answer = roomStream(live, 'room', page.signal, async () => mayStay, given.lastEventId ?? null);
  let text = '';
  let isClosed = false;
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const read = async (): Promise<void> => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    isClosed = true;
  };
  void read();
  return {
    listeners,
    page,
    answer,
    change: () => listeners.forEach(({ changed }) => changed()),
    end: () => listeners.forEach(({ ended }) => ended()),
    forbid: () => {
      mayStay = false;
    },
    wait: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    text: () => text,
    isClosed: () => isClosed,
  };
}

test('a change reaches the page once, however often the room changed in the same moment', async () => {
  const { change, wait, text, answer } = scene();
  change();
  change();
  await wait(200);
  expect(text()).toBe('retry: 3000\n\nid: 1\nevent: change\ndata: {}\n\n');
  change();
  await wait(200);
  expect(text()).toContain('id: 2\n');
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
});

test('a page that wakes up with the number of its last event is told at once and counts on from there', async () => {
  const { wait, text } = scene({ lastEventId: '7' });
  await wait(200);
  expect(text()).toContain('id: 8\nevent: change');
});

test('a nonsense number is no number, and still the page is told', async () => {
  const { wait, text } = scene({ lastEventId: '7\nevent: forged' });
  await wait(200);
  expect(text()).toContain('id: 1\nevent: change');
  expect(text()).not.toContain('forged');
});

test('who signed out or lost the room hears nothing more: the line ends with the next event, or with the next beat', async () => {
  const first = scene();
  first.forbid();
  first.change();
  await first.wait(200);
  expect(first.text()).not.toContain('event: change');
  expect(first.isClosed()).toBe(true);
  const second = scene();
  await second.wait(20_000);
  expect(second.text()).toContain(': here');
  second.forbid();
  await second.wait(20_000);
  expect(second.isClosed()).toBe(true);
  expect(second.listeners.size).toBe(0);
});

test('a page that goes and a server that stops leave no listener', async () => {
  const gone = scene();
  gone.page.abort();
  await gone.wait(0);
  expect(gone.listeners.size).toBe(0);
  const stopped = scene();
  stopped.end();
  await stopped.wait(0);
  expect(stopped.isClosed()).toBe(true);
});
