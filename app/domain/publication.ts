import type { AchievementData } from './achievement-data.ts';

/** 公开方式, from open to closed (code list `publication_level`). */
export const publications = ['full', 'abstract', 'nda', 'private'] as const;
export type Publication = (typeof publications)[number];

/** What counts for a record: 摘要公开 where its unit says nothing; a word that is none of the list opens nothing (`isClosedText`). */
export const publicationOf = ({ publication }: Pick<AchievementData, 'publication'>): Publication =>
  publication === undefined ? 'abstract' : (publications.find((each) => each === publication) ?? 'private');

const head = '名称、单位、领域、要解决的问题、知识产权和价格';

/** Its word, and what everybody and the members of verified units read once the record is public; as `publicData` lets them. */
export const publicationWords: Readonly<Record<Publication, { readonly label: string; readonly opens: string }>> = {
  full: { label: '全文公开', opens: '成果简介全文、做法、指标和评价内容人人可看，材料登录后可以打开。' },
  abstract: {
    label: '摘要公开',
    opens:
      '成果简介的第一段（最多 300 字）、问题、做法和指标人人可看；简介全文、材料和评价内容由认证单位的人员登录后看。',
  },
  nda: {
    label: '签保密协议后可见',
    opens: `${head}人人可看，列表、搜索和接口里也有；简介、做法、指标和材料不公开，洽谈里签了保密协议再给。`,
  },
  private: {
    label: '不公开',
    opens: `${head}仍然人人可看，列表、搜索和接口里也有；简介、做法、指标和材料不公开，也不经平台给别人看。`,
  },
};

/** The item of a reviewer's checklist that stands for records of one 公开方式. */
export const publicationCheck = (level: Publication): string => `public_${level}`;

/**
 * What a decision on many at once has to tick besides: where they are not all published alike, each way by itself, so that one tick
 * does not pass what everybody reads with what stays closed. [] where all are alike.
 */
export const publicationChecks = (levels: readonly Publication[]): readonly string[] =>
  levels.length > 1 ? levels.map(publicationCheck) : [];
