import { strToU8, zipSync } from 'fflate';
import { evidenceFiles } from '#app/domain/evidence-bundle.ts';
import type { ActorContext } from '../context.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { verifyPage } from './verify-page.server.ts';

interface EvidenceBundle {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The evidence of a contract as one ZIP that checks itself offline: by a page from disk, or by `sha256sum`. For both parties. */
export async function evidenceBundle(ctx: ActorContext, contractId: string): Promise<EvidenceBundle> {
  const report = await evidenceReport(ctx, contractId);
  const folder = `${report.contractNo}-evidence`;
  const files = [...evidenceFiles(report), { name: 'verify.html', text: await verifyPage(report) }];
  const bytes = zipSync(Object.fromEntries(files.map(({ name, text }) => [`${folder}/${name}`, strToU8(text)])), {
    mtime: ctx.now(),
  });
  return { name: `${folder}.zip`, bytes };
}
