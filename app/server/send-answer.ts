import type { Response as Answer } from 'express';

/**
 * Writes an answer out as fast as whoever reads it takes it. The framework's own adapter never waits for him, so that a download of
 * 100 MB lay in memory as a whole. Here the next piece is asked for when the last one has gone out, and none once he has turned away.
 */
export async function sendAnswer({ status, statusText, headers, body }: Response, answer: Answer): Promise<void> {
  answer.statusMessage = statusText;
  answer.status(status);
  for (const [name, value] of headers) answer.append(name, value);
  // Who listens for events hears that he is connected before there is one.
  if (headers.get('content-type')?.startsWith('text/event-stream')) answer.flushHeaders();
  if (body === null) answer.end();
  else await sendBody(body, answer);
}

async function sendBody(body: ReadableStream<Uint8Array>, answer: Answer): Promise<void> {
  const reader = body.getReader();
  let wake = () => {};
  const turnAway = () => {
    wake();
    if (!answer.writableEnded) void reader.cancel().catch(() => {});
  };
  // One listener for all pieces: what compresses forgets none that is added.
  answer.on('drain', () => wake());
  answer.on('close', turnAway);
  if (answer.destroyed) turnAway();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const isTaken = answer.write(value);
      // A page comes in pieces, and each is shown as it comes.
      answer.flush();
      if (!isTaken && !answer.destroyed) await new Promise<void>((resolve) => (wake = resolve));
    }
    answer.end();
  } catch (error) {
    answer.destroy(error as Error);
    throw error;
  }
}
