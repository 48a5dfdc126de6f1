import { changeBlocks } from './change-paper.ts';
import type { ContractSide } from './contract-deeds.ts';
import type { PayLaterTerms } from './contract.ts';
import { type Day, formatInstant } from './days.ts';
import { termOf } from './schedule.ts';
import type { Paper, PaperBlock } from './paper.ts';
import type { SignerStanding } from './signing-way.ts';
import { signerStandingLabels } from './signing-way.ts';
import { documentTitle, type VersionText } from './version-text.ts';

export interface ContractPaperFacts {
  readonly no: string;
  /** The words as they were kept with the version. */
  readonly text: VersionText;
  /** The day on which they were kept, where that was later than the version was written. */
  readonly keptOn?: Day | null;
  readonly version: { readonly n: number; readonly sha256: string; readonly createdOn: Day };
  /** Both sides have signed this very version. */
  readonly isSigned: boolean;
  readonly signatures: readonly {
    readonly side: ContractSide;
    readonly orgName: string;
    readonly name: string;
    readonly standing: SignerStanding;
    readonly signedAt: Date;
  }[];
  /** Both parties and how long it holds, as its data says. */
  readonly parties: Readonly<Record<ContractSide, string>>;
  readonly validity: string;
  /** The day of the last signature or seal; null while it is not signed. */
  readonly signedOn: Day | null;
  readonly isSample: boolean;
  /** Where the version changes one that was signed: the lines that say what. */
  readonly change: readonly string[] | null;
  /** Made for an e-sign provider, which puts the seals where the boxes say: the names of who signs, by side. */
  readonly forEsign?: Readonly<Record<ContractSide, string>>;
}

/** Beside these words the provider puts a side's seal: neither is a part of the other, so that each is found once. */
export const sealWords = ({ sides }: Pick<VersionText, 'sides'>, side: ContractSide): string =>
  `电子签章：${sides[side]}`;

/** What the code on every page says, for whoever holds the paper against the frozen version: number, version, hash. */
export const contractStampCode = (no: string, { n, sha256 }: { readonly n: number; readonly sha256: string }): string =>
  `${no} V${n} SHA256:${sha256}`;

/**
 * A version of a contract as a paper, to be sealed by both sides or kept: its text, who signed and who says so, and on every page
 * the number of the version and its fingerprint, so that no page of another version can be slipped in.
 */
export function contractPaper(facts: ContractPaperFacts): Paper {
  const { no, text: kept, version, signatures, isSigned, change, forEsign } = facts;
  const unsigned = forEsign ? '供双方电子签署，签齐后生效' : '尚未签署，不是生效文本';
  const standing = isSigned ? '双方已签署' : unsigned;
  return {
    title: documentTitle(kept),
    no,
    meta: `第 ${version.n} 版，${version.createdOn}，${standing}`,
    isSample: facts.isSample,
    stamp: { words: `第 ${version.n} 版　SHA-256 ${version.sha256}`, code: contractStampCode(no, version) },
    cover: coverOf(facts),
    blocks: [
      ...(change === null ? [] : changeBlocks(change)),
      ...kept.articles.flatMap((article): PaperBlock[] => [
        { kind: 'heading', text: `第 ${article.no} 条　${article.title}` },
        ...article.paragraphs.map((text, i) => ({
          kind: 'paragraph' as const,
          text: `${article.no}.${i + 1}　${text}`,
        })),
      ]),
      ...(facts.keptOn ? [{ kind: 'note' as const, text: keptLater(facts.keptOn) }] : []),
      { kind: 'heading', text: '签署' },
      ...(signatures.length > 0 ? [signedBy(signatures, kept)] : []),
      {
        kind: 'signatures',
        boxes: (['licensor', 'licensee'] as const).map((side) => ({
          heading: forEsign ? sealWords(kept, side) : `${kept.sides[side]}（盖章）`,
          lines: forEsign
            ? [`签署人：${forEsign[side]}`, '签署时间以电子签名所附时间戳为准']
            : ['法定代表人或授权代表（签字）：', '日期：'],
        })),
      },
      {
        kind: 'note',
        text: `${forEsign ? '电子印章和证书附在本文件上，打印件不带签名效力。' : '用印时加盖合同专用章和骑缝章。'}每页页脚的版本号和指纹应当一致。`,
      },
      { kind: 'note', text: '扫描每页右下角的码可以核对版本和指纹。', isOfPdf: true },
    ],
  };
}

/**
 * The cover that the ministry's form of technology contracts has: the office writes the registration number, place and day are written
 * in ink where they are not known yet.
 */
const coverOf = ({ no, text, parties, validity, signedOn, forEsign }: ContractPaperFacts): [string, string][] => [
  ['合同登记编号', ''],
  ['合同编号', no],
  ['项目名称', text.title],
  [text.sides.licensor, parties.licensor],
  [text.sides.licensee, parties.licensee],
  ['签订地点', ''],
  ['签订日期', signedOn ?? (forEsign ? '以电子签名所附时间戳为准' : '')],
  ['有效期限', validity],
];

/** How long a contract holds, for its cover: 5 年，自双方签署完成之日起; once signed 2026-11-21 至 2031-11-20. */
export function validityOf(terms: PayLaterTerms, signedOn: Day | null): string {
  if (signedOn === null && !terms.startsOn) return `${terms.termYears} 年，自双方签署完成之日起`;
  const { startOn, endOn } = termOf(terms, { signedOn: signedOn ?? '' });
  return `${startOn} 至 ${endOn}`;
}

/** Said of words that the hash of the version does not cover: who signed it saw what the platform printed then. */
export const keptLater = (keptOn: Day): string =>
  `条款文字于 ${keptOn} 补存：本版写成时没有留存全文，指纹只覆盖当事人和条款数据；文字按补存当日平台的表述写成，与写成时所见的可能不同；双方当时各自留存的文本不因此改变。`;

const signedBy = (signatures: ContractPaperFacts['signatures'], { sides }: VersionText): PaperBlock => ({
  kind: 'table',
  columns: [
    { label: '方', width: 2 },
    { label: '机构', width: 4 },
    { label: '签署人', width: 2 },
    { label: '身份', width: 3 },
    { label: '签署时间', width: 3 },
  ],
  rows: signatures.map(({ side, orgName, name, standing, signedAt }) => [
    sides[side],
    orgName,
    name,
    signerStandingLabels[standing],
    formatInstant(signedAt),
  ]),
});
