import { canonicalJson } from '#app/domain/canonical-json.ts';
import { type SideNames, sidesOf } from '#app/domain/contract-kind.ts';
import { formatInstant } from '#app/domain/days.ts';
import { type EvidenceFinding, type EvidenceReport, verifyEvidence } from '#app/domain/evidence-report.ts';
import { entryWords, findingWords } from '#app/domain/evidence-words.ts';
import { evidenceLabels } from '#app/domain/signing-evidence.ts';
import { documentTitle, type VersionText } from '#app/domain/version-text.ts';

/** The script of the page that checks an evidence report from disk: the rule of `evidence:verify`, with the browser's SHA-256. */
const place = (id: string): HTMLElement => document.getElementById(id)!;

function put(parent: HTMLElement, tag: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  parent.append(element);
  return element;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The rule asks for hashes at once, the browser gives them later: it is asked again until it knows every text. */
async function findingsOf(report: EvidenceReport, head: string | undefined): Promise<EvidenceFinding[]> {
  const known = new Map<string, string>();
  for (;;) {
    const unknown = new Set<string>();
    const hash = (text: string): string => {
      const found = known.get(text);
      if (found === undefined) unknown.add(text);
      return found ?? '';
    };
    const findings = verifyEvidence(report, { sha256: hash, canonical: canonicalJson }, head);
    if (unknown.size === 0) return findings;
    for (const text of unknown) known.set(text, await sha256(text));
  }
}

/** What the text calls the two sides; reports from before words were kept are of licences. */
const sidesIn = ({ versions }: EvidenceReport): SideNames =>
  (versions[0]?.text as VersionText | undefined)?.sides ?? sidesOf('pay_later');

function showWords(report: EvidenceReport): void {
  place('words').replaceChildren();
  for (const { n, text } of report.versions) {
    const kept = text as VersionText | undefined;
    if (!Array.isArray(kept?.articles)) continue;
    const version = put(place('words'), 'details', '');
    put(version, 'summary', `第 ${n} 版全文：${documentTitle(kept)}`);
    for (const { no, title, paragraphs } of kept.articles) {
      put(version, 'h3', `第 ${no} 条　${title}`);
      for (const [i, words] of paragraphs.entries()) put(version, 'p', `${no}.${i + 1}　${words}`);
    }
  }
}

function verdict(text: string, isOk: boolean): void {
  const box = place('verdict');
  box.textContent = text;
  box.className = isOk ? 'ok' : 'bad';
}

async function show(report: EvidenceReport): Promise<void> {
  const typed = (place('head') as HTMLInputElement).value.trim().toLowerCase();
  const findings = await findingsOf(report, typed === '' ? undefined : typed);
  const faults = findings.filter(({ isOk }) => !isOk);
  place('title').textContent = `${report.contractNo} ${report.title}`;
  verdict(
    faults.length === 0 ? '没有改动：每一版、每一条都与指纹一致。' : `对不上：${faults.length} 处，见下面标红的。`,
    faults.length === 0,
  );
  place('last').textContent = report.entries.at(-1)?.sha256 ?? '（没有记录）';
  place('findings').replaceChildren();
  for (const finding of findings)
    put(place('findings'), 'li', `${finding.isOk ? '✓' : '✗'} ${findingWords(finding)}`, finding.isOk ? 'ok' : 'bad');
  place('entries').replaceChildren();
  for (const entry of report.entries) {
    const item = put(place('entries'), 'li', '');
    put(item, 'b', `${evidenceLabels[entry.kind] ?? entry.kind}，${formatInstant(new Date(entry.at))}`);
    put(item, 'p', entryWords(entry, sidesIn(report)));
    put(item, 'p', entry.sha256, 'hash');
  }
  showWords(report);
}

/** What cannot be read is said and never looks like a report that was checked. */
async function check(json: string): Promise<void> {
  for (const id of ['title', 'last', 'findings', 'entries', 'words']) place(id).replaceChildren();
  try {
    const report = JSON.parse(json) as EvidenceReport;
    if (report.schemaVersion !== 1) throw new Error('格式版本不是 1');
    await show(report);
  } catch (error) {
    verdict(`读不懂这份证据报告：${error instanceof Error ? error.message : String(error)}`, false);
  }
}

let current = place('report').textContent ?? '';
const file = place('file') as HTMLInputElement;
file.addEventListener('change', async () => {
  const chosen = file.files?.[0];
  if (chosen === undefined) return;
  current = await chosen.text();
  await check(current);
});
place('head').addEventListener('input', () => void check(current));
if (globalThis.crypto?.subtle === undefined)
  verdict('这个浏览器不能计算 SHA-256，请换一个，或者按 README.txt 用 sha256sum 核对。', false);
else void check(current);
