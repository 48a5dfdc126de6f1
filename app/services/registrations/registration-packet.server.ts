import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { Zip, ZipPassThrough } from 'fflate';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Paper, paperFileName } from '#app/domain/paper.ts';
import { registrationPayment } from '#app/domain/registration-kind.ts';
import { registrationChangePaper } from '#app/domain/registration-change-paper.ts';
import { registrationPaper } from '#app/domain/registration-paper.ts';
import { termOf } from '#app/domain/schedule.ts';
import { authorityLetters, files, signatures } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { paperOfContract } from '../papers/contract-paper.server.ts';
import { printPdf } from '../papers/print-pdf.server.ts';
import { standingScan } from '../signing/standing-scan.server.ts';
import { registrationPage } from './queries.server.ts';

/** The filled form as a paper, for the seller's people; of a registered contract the form of its 变更登记. */
export async function paperOfRegistration(ctx: ActorContext, contractId: string): Promise<Paper> {
  const page = await registrationPage(ctx, contractId);
  const { contract, isSeller, licensor, licensee, data, sums, versionSha256 } = page;
  if (!isSeller) throw new AppError('forbidden');
  if (contract.signedAt === null || contract.signedVersionN === null) throw new AppError('not_found');
  const version = await getVersion(ctx, contractId, contract.signedVersionN);
  const terms = termsFromJson(version.data.terms);
  const signedOn = dayOf(contract.signedAt);
  const common = {
    contract,
    seller: licensor,
    buyer: licensee,
    sums,
    versionN: contract.signedVersionN,
    textSha256: versionSha256,
    isSample: licensor.isSample || licensee.isSample,
  };
  const registered = page.registration?.state === 'registered' ? page.results[0]?.result : undefined;
  if (registered !== undefined) return registrationChangePaper({ ...common, registered, changes: page.changes });
  const endsOn = termOf(terms, { signedOn }).endOn;
  return registrationPaper({ ...common, signedOn, endsOn, data, payment: registrationPayment(terms) });
}

interface Packet {
  readonly name: string;
  readonly stream: Readable;
}

/**
 * Everything that the office asks for in one ZIP: the filled form, the contract, its sealed scan and the letters of attorney it was
 * signed by; with it each change that both signed and that is not in force yet. For a 变更登记 its own form, each change that was
 * signed since, and the certificate that is to be changed. Files are streamed one after the other and not compressed, for they are
 * compressed already.
 */
export async function registrationPacket(ctx: ActorContext, contractId: string): Promise<Packet> {
  const form = await paperOfRegistration(ctx, contractId);
  const contract = await paperOfContract(ctx, contractId, null);
  const page = await registrationPage(ctx, contractId);
  const n = page.contract.signedVersionN ?? page.contract.versionN;
  const scan = await standingScan(ctx, contractId, n);
  const letters = await ctx.db
    .select({ name: files.name, sha256: files.sha256 })
    .from(signatures)
    .innerJoin(authorityLetters, eq(authorityLetters.fileId, signatures.authorityFileId))
    .innerJoin(files, eq(files.id, signatures.authorityFileId))
    .where(and(eq(signatures.contractId, contractId), eq(signatures.versionN, n)));
  const isChange = page.registration?.state === 'registered';
  const changes = await Promise.all(
    (isChange ? page.changes : page.ahead).map(({ versionN }) => paperOfContract(ctx, contractId, versionN)),
  );
  const [certificate] = isChange ? page.results : [];
  const parts = [
    { name: `1 ${paperFileName(form)}.pdf`, read: async () => Readable.from([await printPdf(form)]) },
    { name: `2 ${paperFileName(contract)}.pdf`, read: async () => Readable.from([await printPdf(contract)]) },
    ...changes.map((change, i) => ({
      name: `2 变更协议/${i + 1} ${paperFileName(change)}.pdf`,
      read: async () => Readable.from([await printPdf(change)]),
    })),
    ...[
      ...scan.files.map((file) => ({ ...file, at: '3 用印扫描件' })),
      ...letters.map((file) => ({ ...file, at: '4 授权委托书' })),
      ...(certificate ? [{ name: certificate.fileName, sha256: certificate.sha256, at: '5 原登记证明' }] : []),
    ].map((file, i) => ({
      name: `${file.at}/${i + 1} ${file.name.replace(/[\\/:*?"<>|]/g, ' ')}`,
      read: async () => createReadStream(ctx.files.path(file.sha256)),
    })),
  ];
  return {
    name: `${page.contract.no} 技术合同${isChange ? '变更登记' : '认定登记'}材料.zip`,
    stream: Readable.from(zipped(parts)),
  };
}

async function* zipped(parts: readonly { name: string; read: () => Promise<Readable> }[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else ready.push(chunk);
  });
  function* taken() {
    if (failed) throw failed;
    while (ready.length > 0) yield ready.shift()!;
  }
  for (const part of parts) {
    const entry = new ZipPassThrough(part.name);
    zip.add(entry);
    for await (const chunk of await part.read()) {
      entry.push(chunk as Uint8Array);
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
