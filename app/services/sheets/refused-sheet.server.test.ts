import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusedSheet } from './refused-sheet.server.ts';
import { bookOf, partsOf, zipOf } from './sheets-for-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'chengguo-refused-'));
let serial = 0;

function look(bytes: Buffer | string) {
  const path = join(folder, `${(serial += 1)}`);
  writeFileSync(path, bytes);
  return refusedSheet(path);
}

/** A compound file as old Office writes it: its magic number and the name of one stream. */
const compound = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1016),
    Buffer.from(`Root Entry\0${stream}\0`, 'utf16le'),
    Buffer.alloc(4096),
  ]);

test('sheets and text go on to their readers, whatever their name', async () => {
  expect(await look(await bookOf([['成果名称']]))).toBeNull();
  expect(await look(zipOf(partsOf('')))).toBeNull();
  expect(await look('成果名称,密级\n')).toBeNull();
  expect(await look(Buffer.from('\ufeff成果名称\t密级', 'utf16le'))).toBeNull();
});

test('an old .xls, a workbook with a password and an old document are told apart', async () => {
  expect(await look(compound('Workbook'))).toBe('xls');
  expect(await look(compound('EncryptedPackage'))).toBe('locked');
  expect(await look(compound('WordDocument'))).toBe('word');
});

test('a renamed PDF, a picture, an archive and noise are named', async () => {
  expect(await look('%PDF-1.7\n%\u00e2\u00e3')).toBe('pdf');
  expect(await look(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBe('image');
  expect(await look(Buffer.concat([Buffer.from('526172211a0700', 'hex'), Buffer.alloc(64)]))).toBe('archive');
  expect(await look('<?xml version="1.0"?><Workbook/>')).toBe('markup');
  expect(await look(Buffer.from([1, 0, 2, 0, 3, 0]))).toBe('unknown');
});
