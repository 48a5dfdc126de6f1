import type { AchievementData } from './achievement-data.ts';
import { isClosedText, type RecordReader } from './public-data.ts';

/** What keeps a reader from the detail of a public record: nothing, signing in, a verified unit to work for, or its 公开方式. */
export type DetailReach = 'open' | 'sign_in' | 'member' | 'closed';

type Publication = Pick<AchievementData, 'publication'>;

/**
 * How far a public record's papers and files of reports are open to a reader: of 全文公开 to every account, of 摘要公开 (unsaid, too) to
 * members of verified units, of closed texts to nobody here: what 公开方式 says of the text goes for what tells of it.
 */
export function paperReach(record: Publication, reader: RecordReader): DetailReach {
  if (isClosedText(record)) return 'closed';
  if (record.publication === 'full') return reader.isSignedIn ? 'open' : 'sign_in';
  return reader.readsDetail === true ? 'open' : 'member';
}

/**
 * The same of the words behind a judgement (reasons, evidence, conclusion): they tell of the whole text, so who reads that reads
 * them. Of 全文公开 that is everybody.
 */
export function wordsReach(record: Publication, reader: RecordReader): Exclude<DetailReach, 'sign_in'> {
  if (isClosedText(record)) return 'closed';
  return record.publication === 'full' || reader.readsDetail === true ? 'open' : 'member';
}

/** What is said in place of a link or of words. */
export const reachWords: Readonly<Record<Exclude<DetailReach, 'open'>, string>> = {
  sign_in: '登录后可以打开',
  member: '认证单位的人员登录后可以看',
  closed: '内容没有公开',
};
