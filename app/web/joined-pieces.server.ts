import { Transform } from 'node:stream';

/** A page in pieces of this size is sent on; what is written in one go is one piece. */
const pieceBytes = 65_536;

/**
 * React writes pieces of 2 kB, and each was compressed and flushed by itself: a page came out twice as large. Joined here,
 * they go on when React pauses. React 18 also pads its buffer with NUL where a Chinese character would cross its end; a
 * page never holds that byte.
 */
export function joinedPieces(): Transform {
  let held: Buffer[] = [];
  let size = 0;
  let isWaiting = false;
  const sendTo = (body: Transform) => {
    if (size > 0) body.push(Buffer.concat(held, size));
    held = [];
    size = 0;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const piece = chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk;
      held.push(Buffer.from(piece));
      size += piece.length;
      if (size >= pieceBytes) sendTo(this);
      else if (!isWaiting) {
        isWaiting = true;
        setImmediate(() => {
          isWaiting = false;
          if (!this.destroyed) sendTo(this);
        });
      }
      done();
    },
    flush(done) {
      sendTo(this);
      done();
    },
  });
}
