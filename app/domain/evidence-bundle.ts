import { canonicalJson } from './canonical-json.ts';
import { type EvidenceReport, type EvidenceVersion, wordsHash } from './evidence-report.ts';
import { type EvidenceEntry, evidenceText } from './signing-evidence.ts';

export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

const entryFile = ({ n }: EvidenceEntry): string => `chain/${String(n).padStart(3, '0')}.json`;
const dataFile = ({ n }: EvidenceVersion): string => `versions/${n}-data.json`;
const wordsFile = ({ n }: EvidenceVersion): string => `versions/${n}-words.json`;

/**
 * The report taken apart for whoever has no program of ours: each hashed text is a file of exactly the bytes that are hashed, and
 * SHA256SUMS names the hash that the report claims for each, never one that was computed from the file. So `sha256sum -c` tells an
 * altered text, and the loop of the README an entry that was dropped or moved.
 */
export function evidenceFiles(report: EvidenceReport): BundleFile[] {
  const { contractNo, versions, entries } = report;
  const hashed = [
    ...versions.flatMap((version) => [
      { name: dataFile(version), text: canonicalJson(version.data), sha256: version.sha256 },
      ...(version.text === undefined
        ? []
        : [{ name: wordsFile(version), text: canonicalJson(version.text), sha256: wordsHash(version) ?? '' }]),
    ]),
    ...entries.map((entry) => ({
      name: entryFile(entry),
      text: evidenceText(contractNo, entry),
      sha256: entry.sha256,
    })),
  ];
  const sums = hashed.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  return [
    { name: 'README.txt', text: readme(report) },
    { name: 'SHA256SUMS', text: sums },
    { name: 'evidence.json', text: `${JSON.stringify(report, null, 2)}\n` },
    ...hashed.map(({ name, text }) => ({ name, text })),
  ];
}

/** The commands of the README, by what they tell; a test runs them as they are printed. */
export const evidenceCommands = {
  sums: 'sha256sum -c SHA256SUMS',
  chain:
    'p=$(printf %064d 0); for f in chain/*.json; do grep -q "\\"previousSha256\\":\\"$p\\"}$" $f || echo "BROKEN $f"; p=$(sha256sum < $f | cut -c1-64); done; echo $p',
  signed: `grep -o '"textSha256":"[0-9a-f]*"' chain/*.json; grep -- -data.json SHA256SUMS`,
  words: `grep -o '"textSha256":"[0-9a-f]*"' versions/*-data.json; grep -o '"wordsSha256":"[0-9a-f]*"' chain/*.json; grep -- -words.json SHA256SUMS`,
} as const;

const readme = ({ contractNo, title, entries }: EvidenceReport): string => `${contractNo} ${title}
签署证据核验包

这个包可以离线核验，不用登录，不用本平台的程序。

一、用浏览器看（最省事）
   双击 verify.html。它不访问网络，逐条核对并写明哪一条对不上，合同全文也在里面。

二、用系统自带的工具核对（不信任 verify.html 的，请用这一种）
   chain/ 里每个文件是一条记录，versions/ 里是各版的当事人、条款数据（-data）和全文（-words）。每个文件的
   SHA-256 就是报告里写的指纹，文件末尾没有换行，请不要用编辑器另存。

   1. 每一条、每一版都没有改动（应当全部显示 OK）：
      ${evidenceCommands.sums}
      macOS：shasum -a 256 -c SHA256SUMS
      Windows：certutil -hashfile chain\\001.json SHA256，逐个与 SHA256SUMS 比对

   2. 记录一条接一条，没有删去或者调换（不应当出现 BROKEN；最后一行是最后一条的指纹）：
      ${evidenceCommands.chain}

   3. 各条记录所签的是哪一版（textSha256 应当等于 SHA256SUMS 里那一版 -data 的指纹）：
      ${evidenceCommands.signed}

   4. 全文就是所签的全文（textSha256 或者后来固定全文的 wordsSha256，应当等于 SHA256SUMS 里那一版 -words 的指纹）：
      ${evidenceCommands.words}

三、整份被重写或者被截短的，自己看不出来
   请把最后一条指纹与平台合同的「签署证据」页、或者对方手里那一份的最后一条指纹比对。本包的最后一条指纹：
   ${entries.at(-1)?.sha256 ?? '（没有记录）'}

四、这份核验能说明什么，不能说明什么
   能说明：记录写下以后，合同数据、全文、签署人、时间、地址没有被改动过。
   不能说明：签署的人是谁、时间是否准确。身份和时间由平台的账号、第二重验证和平台的时钟记录，没有第三方的时间戳。
   记录里写有文件指纹的（扫描件、服务商的签署文件），用 sha256sum 算一下手里的文件，与记录里的指纹比对。
   这个包里有合同的全部条款，请按商业秘密保管。

五、规范格式
   每条记录是 JSON：键按字母顺序排列，没有空格和换行，UTF-8；内容有 at、body、contractNo、kind、n、previousSha256
   六项。第一条的 previousSha256 是 64 个 0，以后每一条的 previousSha256 是前一条文件的 SHA-256。
`;
