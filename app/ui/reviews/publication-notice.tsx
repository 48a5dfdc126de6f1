import { type Publication, publicationWords } from '#app/domain/publication.ts';
import { SectionHead } from '../section-head.tsx';

interface PublicationNoticeProps {
  level: Publication;
  isDefault: boolean;
  /** Of a correction: how far the record is public now. */
  now?: Publication;
}

/** How far a record goes public once it is passed, which its reviewer decides on with the text. */
export const PublicationNotice = ({ level, isDefault, now = level }: PublicationNoticeProps) => (
  <section aria-label="公开方式" className="max-w-prose">
    <SectionHead look="plain">公开方式：{publicationWords[level].label}</SectionHead>
    <p className="text-sm">
      {isDefault && <b className="font-medium">单位没有填，按摘要公开。</b>}
      {publicationWords[level].opens}
      {now !== level && <b className="font-medium">现在是{publicationWords[now].label}，通过后改变。</b>}
    </p>
  </section>
);
