import { expect, test } from 'vitest';
import { isLostWrite } from './lost-write.ts';

const thrown = (first: string) =>
  Object.assign(new TypeError("Cannot read properties of null (reading 'write')"), {
    stack: `TypeError: Cannot read properties of null (reading 'write')\n    at ${first}\n    at process.processImmediate (node:internal/timers:485:21)`,
  });

test("only the driver's own lost write is told apart", () => {
  expect(isLostWrite(thrown('Immediate.nextWrite (/site/node_modules/postgres/src/connection.js:255:22)'))).toBe(true);
  expect(isLostWrite(thrown('Immediate.nextWrite (file:///site/node_modules/postgres/src/connection.js:255:22)'))).toBe(
    true,
  );
  expect(isLostWrite(thrown('Immediate.write (/site/app/server/listen.ts:1:1)'))).toBe(false);
  expect(isLostWrite(new TypeError("Cannot read properties of null (reading 'write')"))).toBe(false);
  expect(isLostWrite('nextWrite')).toBe(false);
});
