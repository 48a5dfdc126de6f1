import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { joinedPieces } from './joined-pieces.server.ts';

function watched() {
  const body = joinedPieces();
  const pieces: string[] = [];
  body.on('data', (piece: Buffer) => pieces.push(piece.toString()));
  return { body, pieces };
}

test('what is written in one go is sent as one piece, without the padding of the buffer', async () => {
  const { body, pieces } = watched();
  for (const part of ['<p>成果\0\0', '', '转化</p>\0']) body.write(Buffer.from(part));
  expect(pieces).toEqual([]);
  await setImmediate();
  await setImmediate();
  expect(pieces).toEqual(['<p>成果转化</p>']);
});

test('a part that comes later does not wait for the end, and the end loses nothing', async () => {
  const { body, pieces } = watched();
  body.write(Buffer.from('shell'));
  await setImmediate();
  await setImmediate();
  body.write(Buffer.from('data'));
  await setImmediate();
  await setImmediate();
  expect(pieces).toEqual(['shell', 'data']);
  body.write(Buffer.from('last'));
  body.end();
  await new Promise((resolve) => body.once('end', resolve));
  expect(pieces.join('')).toBe('shelldatalast');
});

test('a buffer that its writer uses again does not change what was written', async () => {
  const { body, pieces } = watched();
  const buffer = Buffer.from('first');
  body.write(buffer);
  buffer.write('other');
  await setImmediate();
  await setImmediate();
  expect(pieces).toEqual(['first']);
});

test('a long page is not held until its end', () => {
  const { body, pieces } = watched();
  for (let at = 0; at < 100; at += 1) body.write(Buffer.alloc(2048, 'x'));
  body.pause();
  expect(body.readableLength + pieces.join('').length).toBeGreaterThanOrEqual(65_536);
  body.destroy();
});
