import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestEsign, testApp, testEsign } from '#app/server/esign-stand-in/testing.ts';
import { fadadaProvider } from './fadada.server.ts';

let standIn: TestEsign;
beforeAll(async () => {
  standIn = await testEsign();
});
afterAll(() => standIn.close());

const callbackUrl = 'https://chengguo.example/webhooks/esign';

test('the stand-in refuses what is not signed with the secret of the application', async () => {
  const stranger = fadadaProvider({ ...testApp, appSecret: 'another', url: standIn.url, callbackUrl });
  await expect(stranger.readFlow('1')).rejects.toMatchObject({ code: 'invalid', params: { reason: '100011' } });
});

test('one token serves many calls', async () => {
  const provider = fadadaProvider({ ...testApp, url: standIn.url, callbackUrl });
  const before = standIn.controls.calls.length;
  for (let n = 0; n < 3; n += 1) await provider.findFlow({ reference: 'none', subject: 'none' });
  const paths = standIn.controls.calls.slice(before);
  expect(paths.filter((path) => path === '/service/get-access-token')).toHaveLength(1);
  expect(paths).toHaveLength(4);
});

test('a flow that the provider does not know is refused, with its code and none of its words', async () => {
  const error = await standIn.provider.readFlow('1700000000009999999').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'invalid', params: { reason: '211001' } });
  expect(JSON.stringify(error)).not.toContain('请求失败');
});

test('a flow is found by our id behind a hundred others of a like subject', async () => {
  const { provider, controls } = standIn;
  const other = { fileId: 'f', callbackUrl: 'http://127.0.0.1:9/', expiresTime: Date.now() + 86_400_000, actors: [] };
  for (let n = 0; n < 120; n += 1) controls.tasks.create({ ...other, subject: `多次 V1${n}`, reference: `other-${n}` });
  const { id } = controls.tasks.create({ ...other, subject: '多次 V1', reference: 'the-one' });
  expect(await provider.findFlow({ reference: 'the-one', subject: '多次 V1' })).toBe(id);
  expect(await provider.findFlow({ reference: 'the-on', subject: '多次 V1' })).toBeNull();
});

describe('answers that cannot be trusted', () => {
  /** A server that answers every call with these data. */
  async function answering(data: unknown, raw?: string) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const isToken = request.url?.endsWith('/service/get-access-token');
      const answer = isToken ? { accessToken: 'token', expiresIn: '7200' } : data;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(isToken || raw === undefined ? JSON.stringify({ code: '100000', data: answer }) : raw);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v5`;
    const provider = fadadaProvider({ ...testApp, url, callbackUrl, timeoutMs: 1000 });
    return { provider, asked, close: () => new Promise((resolve) => server.close(resolve)) };
  }

  test.each([
    'https://evil.example/x',
    'http://fadada.com/x',
    'https://fadada.com.evil.example/x',
    'file:///etc/passwd',
    'x',
  ])('an address at another house is not fetched and nobody is sent there: %s', async (address) => {
    const { provider, close } = await answering({ downloadUrl: address, actorSignTaskUrl: address });
    const refused = { code: 'unavailable', params: { reason: 'unreadable_address' } };
    await expect(provider.signedFile('1')).rejects.toMatchObject(refused);
    await expect(provider.reportFile('1')).rejects.toMatchObject(refused);
    await expect(provider.linkOf('1', 'licensor', '/desk')).rejects.toMatchObject(refused);
    await close();
  });

  test('a signature is intact only where the provider says so', async () => {
    for (const [flag, isIntact] of [
      [{ integrityFlag: true }, true],
      [{}, false],
      [{ integrityFlag: null }, false],
    ] as const) {
      const seal = { signer: '甲', ...flag };
      const { provider, close } = await answering({
        docs: [{ fileId: '1' }],
        verifyResult: true,
        signatureInfos: [seal],
      });
      expect(await provider.checkFile('1', 'a'.repeat(64))).toMatchObject([{ signer: '甲', isIntact }]);
      await close();
    }
  });

  test('no JSON, other fields and an endless answer are told apart from a refusal: they are asked for again', async () => {
    for (const [data, raw] of [
      [null, '<html>'],
      [{ signTaskStatus: 7 }, undefined],
      [null, `"${'x'.repeat(1_200_000)}"`],
    ] as const) {
      const { provider, close } = await answering(data, raw);
      await expect(provider.readFlow('1')).rejects.toMatchObject({ code: 'unavailable' });
      await close();
    }
  });
});

test('what was handed in comes back signed, and the provider vouches for its bytes', async () => {
  const { printPdf } = await import('../papers/print-pdf.server.ts');
  const blocks = [{ kind: 'note', text: '正文' }] as const;
  const pdf = await printPdf({ title: '合同', no: 'HT', meta: '', isSample: true, stamp: null, blocks });
  const { provider, controls } = standIn;
  const fileId = await provider.upload(pdf, 'HT-V1.pdf');
  const signer = { uscc: '1'.repeat(18), signerName: '王', mobile: '13800000001' };
  const flowId = await provider.openFlow({
    reference: 'own-id',
    subject: '技术合同 HT V1',
    fileId,
    fileName: 'HT-V1.pdf',
    expiresAt: new Date(Date.now() + 86_400_000),
    signers: [{ ...signer, side: 'licensor', orderNo: 1, orgName: '甲', sealBy: '电子签章：许可方' }],
  });
  expect(await provider.findFlow({ reference: 'own-id', subject: '技术合同 HT V1' })).toBe(flowId);
  expect(await provider.linkOf(flowId, 'licensor', '/desk/contracts/1/esign')).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/sign\/[0-9a-f]{24}$/,
  );
  expect(controls.tasks.find(flowId)?.actors[0]?.backTo).toBe('https://site.example/desk/contracts/1/esign');
  expect(await provider.readFlow(flowId)).toMatchObject({ state: 'signing', reference: 'own-id', fileIds: [fileId] });
  const task = controls.tasks.find(flowId)!;
  await controls.tasks.sign(task, task.actors[0]!, '王');
  expect(await provider.readFlow(flowId)).toMatchObject({
    state: 'finished',
    signers: [{ side: 'licensor', status: 'signed', organisation: '甲', uscc: '1'.repeat(18), person: '王' }],
  });
  const signed = await buffer(await provider.signedFile(flowId));
  expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true);
  expect(await provider.checkFile(flowId, 'a'.repeat(64))).toMatchObject([{ signer: '甲', isIntact: true }]);
  // Finished: to cancel it is too late, and no error.
  await provider.cancelFlow(flowId, '太晚');
  expect((await provider.readFlow(flowId)).state).toBe('finished');
});
