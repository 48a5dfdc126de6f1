import { type Actor, hasRole, mayWriteAchievement } from './access.ts';
import type { AchievementData } from './achievement-data.ts';
import { type AchievementState, writableAchievementStates } from './achievement.ts';
import { type DetailReach, paperReach, wordsReach } from './detail-reach.ts';
import type { RecordReader } from './public-data.ts';

/** What a paper of a record is (附件 of the registration form); pictures and the rest besides. */
export const attachmentKinds = [
  'evaluation',
  'research_report',
  'ip_certificate',
  'test_report',
  'user_certificate',
  'novelty_search',
  'co_owner_consent',
  'picture',
  'other',
] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

export const attachmentLabels: Readonly<Record<AttachmentKind, string>> = {
  evaluation: '评价证书或报告',
  research_report: '研究报告',
  ip_certificate: '知识产权证书',
  test_report: '检测报告',
  user_certificate: '用户证明',
  novelty_search: '查新报告',
  co_owner_consent: '各完成单位（共有人）的同意书',
  picture: '图片',
  other: '其他材料',
};

/** How much of a paper the screen has read: all of its words, some, or none, as of pictures and films. */
export const attachmentReadings = ['whole', 'part', 'none'] as const;
export type AttachmentReading = (typeof attachmentReadings)[number];

/** True for a paper that its reviewer opens: the screen has not read it to its end, or found something to look at. */
export const mustOpenPaper = (paper: {
  readonly reading: AttachmentReading;
  readonly flags: readonly string[];
}): boolean => paper.reading !== 'whole' || paper.flags.length > 0;

/** What is said to who has to open a paper, because the screen has not read it to its end. */
export const readingWords: Readonly<Record<AttachmentReading, string | null>> = {
  whole: null,
  part: '系统没有读全（太大、加密、有图片或扫描页），请打开看',
  none: '系统没有读内容（图片、影像等读不了），请打开看',
};

/** Kept for those who review the record, whatever the record's own 公开方式: it names people and agreements. */
const innerKinds: ReadonlySet<AttachmentKind> = new Set(['co_owner_consent', 'user_certificate']);

/**
 * Whether the unit may let an evaluator and its panel read a paper: its secrecy review has seen it (保守国家秘密法 art. 35), and it
 * is no agreement of others, which serves the registration alone.
 */
export const isReleasable = (paper: { readonly kind: AttachmentKind; readonly isCleared: boolean }): boolean =>
  paper.isCleared && paper.kind !== 'co_owner_consent';

/** Most papers of one record, and most bytes of one. */
export const maxAttachments = 30;
export const maxAttachmentBytes = 20 * 1_048_576;

/** Papers come and go with the text: the review that follows reads both. They are added to what is being written and to what is public; while somebody reviews a record it stands still. */
export const mayAttach = (
  actor: Actor,
  achievement: { readonly orgId: string; readonly state: AchievementState },
): boolean =>
  actor.org?.orgId === achievement.orgId &&
  mayWriteAchievement(actor) &&
  (writableAchievementStates.includes(achievement.state) || achievement.state === 'published');

/** A paper that came after the record went public waits for the unit's secrecy reviewer (保守国家秘密法 art. 35). */
export const mayClearAttachment = (
  actor: Actor,
  achievement: { readonly orgId: string; readonly state: AchievementState },
): boolean => actor.org?.orgId === achievement.orgId && achievement.state === 'published' && hasRole(actor, 'secrecy');

/** Kinds of paper that may be a third party's report of a readiness level. */
export const reportKinds: readonly AttachmentKind[] = ['evaluation', 'test_report', 'other'];

/** A paper with what its record says of being public. */
interface PaperOfRecord {
  readonly kind: AttachmentKind;
  readonly isCleared: boolean;
  readonly state: AchievementState;
  readonly publication: AchievementData['publication'];
}

/**
 * How far people outside the unit are let in to a paper; 'closed' also says that they do not learn of it: the record is not public or
 * its text is closed, the secrecy review has not seen the paper, or it names others' agreements. Of a record that is public as its
 * summary the paper is as open as the text: to members of verified units.
 */
export const attachmentReach = (paper: PaperOfRecord, reader: RecordReader): DetailReach =>
  paper.isCleared && paper.state === 'published' && !innerKinds.has(paper.kind) ? paperReach(paper, reader) : 'closed';

/**
 * Whether a picture is shown on the record's page: the secrecy review has seen it, and the reader reads the whole text beside it: of
 * 全文公开 everybody, of 摘要公开 members of verified units, of closed texts nobody. What is shown is drawn anew; the file itself is a paper.
 */
export const isShownPicture = (paper: PaperOfRecord, reader: RecordReader): boolean =>
  paper.kind === 'picture' && paper.isCleared && paper.state === 'published' && wordsReach(paper, reader) === 'open';

/** Most pictures that one page shows; the rest are papers like any other. */
export const maxShownPictures = 6;
