import { expect, test } from 'vitest';
import { entryKinds, readReference, referenceOf } from './entry-reference.ts';

test('a reference is read back as what it was made of, and nothing else is', () => {
  for (const kind of entryKinds) expect(readReference(referenceOf(kind, 'a:b'))).toEqual({ kind, id: 'a:b' });
  for (const other of ['opening:o1', 'received', ':r1', '']) expect(readReference(other)).toBeNull();
});
