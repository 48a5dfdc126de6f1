import type { Response as Answer } from 'express';

/** How long somebody may take nothing of an answer that lies ready for him before it is given up: 2 minutes, in milliseconds. */
const stalledAfterMs = 120_000;

/**
 * Writes an answer out as fast as whoever reads it takes it. The framework's own adapter never waits for him, so that a download of
 * 100 MB lay in memory as a whole. Here the next piece is asked for when the last one has gone out, and none once he has turned away, or
 * takes nothing any more: what is read for him (a file, an archive that is packed) is let go of.
 */
export async function sendAnswer(
  { status, statusText, headers, body }: Response,
  answer: Answer,
  stallMs = stalledAfterMs,
): Promise<void> {
  answer.statusMessage = statusText;
  answer.status(status);
  for (const [name, value] of headers) answer.append(name, value);
  const isListening = headers.get('content-type')?.startsWith('text/event-stream') === true;
  // Who listens for events hears that he is connected before there is one.
  if (isListening) answer.flushHeaders();
  if (body === null) answer.end();
  else await sendBody(body, answer, isListening ? null : stallMs);
}

async function sendBody(body: ReadableStream<Uint8Array>, answer: Answer, stallMs: number | null): Promise<void> {
  const reader = body.getReader();
  // While a piece is being made it is not the reader who is slow.
  let isMaking = true;
  let wake = () => {};
  const turnAway = () => {
    wake();
    if (!answer.writableEnded) void reader.cancel().catch(() => {});
  };
  // One listener for all pieces: what compresses forgets none that is added.
  answer.on('drain', () => wake());
  answer.on('close', turnAway);
  if (answer.destroyed) turnAway();
  if (stallMs !== null) {
    // The socket's own clock: what goes out of a large piece bit by bit starts it anew.
    answer.setTimeout(stallMs, () => {
      if (isMaking) answer.socket?.setTimeout(stallMs);
      else answer.destroy();
    });
  }
  try {
    for (;;) {
      isMaking = true;
      const { done, value } = await reader.read();
      isMaking = false;
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
