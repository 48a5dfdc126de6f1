import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Context } from '#app/services/context.server.ts';
import { diskStore } from '#app/services/files/store.server.ts';
import { receiveUpload } from './upload.server.ts';

const ctx = { files: diskStore(mkdtempSync(join(tmpdir(), 'chengguo-upload-'))) } as Context;
const boundary = 'xxBOUNDARYxx';

const request = (body: string, type = `multipart/form-data; boundary=${boundary}`): Request =>
  new Request('http://localhost/', { method: 'POST', headers: { 'content-type': type }, body });

const filePart = (name: string, content: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n`;
const end = `--${boundary}--\r\n`;

test('a file and its fields arrive; the name keeps no path and no control characters', async () => {
  const field = `--${boundary}\r\nContent-Disposition: form-data; name="intent"\r\n\r\nclaim\r\n`;
  const { form, files, refusal } = await receiveUpload(
    ctx,
    request(field + filePart('..\\..\\回单.pdf', '%PDF-1.7') + end),
    100,
  );
  expect(form.get('intent')).toBe('claim');
  expect(files).toMatchObject([{ field: 'file', name: '回单.pdf', bytes: 8 }]);
  expect(refusal).toBeNull();
});

test('a body that breaks off is refused and leaves the process alive', async () => {
  for (const body of [filePart('a.pdf', 'x'.repeat(70_000)), `--${boundary}\r\nContent-Dis`]) {
    const status = await receiveUpload(ctx, request(body), 100_000).then(
      () => 200,
      (error: unknown) => (error instanceof Response ? error.status : 500),
    );
    expect(status).toBe(400);
  }
});

test('an empty file, a file too large and a second file are refused in words, the fields stay', async () => {
  const empty = await receiveUpload(ctx, request(filePart('a.pdf', '') + end), 100);
  expect(empty.refusal?.code).toBe('file_refused');
  const large = await receiveUpload(ctx, request(filePart('a.pdf', 'x'.repeat(200)) + end), 100);
  expect(large.refusal?.code).toBe('file_too_large');
  const two = await receiveUpload(ctx, request(filePart('a.pdf', 'x') + filePart('b.pdf', 'y') + end), 100);
  expect(two.refusal?.code).toBe('file_refused');
});

test('a multipart form without a boundary is refused', async () => {
  const status = await receiveUpload(ctx, request('x', 'multipart/form-data'), 100).then(
    () => 200,
    (error: unknown) => (error instanceof Response ? error.status : 500),
  );
  expect(status).toBe(415);
});
