import { expect, test } from 'vitest';
import { readText } from './read-text.server.ts';

/** A body that goes on until nobody reads it, and says how much of it was taken. */
function endless(chunk = 65_536) {
  let taken = 0;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken += chunk;
        controller.enqueue(new Uint8Array(chunk).fill(97));
      },
      cancel() {
        isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken: () => taken, isCancelled: () => isCancelled };
}

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('https://example.org', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

test('a body within the bound comes whole, a character cut between two chunks too', async () => {
  const bytes = Buffer.from('{"词":"到账"}');
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect(await readText(post(body), bytes.length)).toBe('{"词":"到账"}');
  expect(await readText(post(null), 10)).toBe('');
});

test('a body that announces more than the bound is not read at all', async () => {
  const { body, taken } = endless();
  expect(await readText(post(body, { 'content-length': '2000000' }), 262_144)).toBeNull();
  expect(taken()).toBe(0);
});

test('a body without a length, or with a false one, is left as soon as it passes the bound', async () => {
  for (const headers of [{}, { 'content-length': '12' }] as Record<string, string>[]) {
    const { body, taken, isCancelled } = endless();
    expect(await readText(post(body, headers), 262_144)).toBeNull();
    expect(taken()).toBeLessThanOrEqual(262_144 + 65_536);
    expect(isCancelled()).toBe(true);
  }
});
