import { type Publication, publicationWords } from '#app/domain/publication.ts';
import { SectionHead } from '../section-head.tsx';

/** How far a record goes public once it is passed, which its reviewer decides on with the text. */
export const PublicationNotice = ({ level, isDefault }: { level: Publication; isDefault: boolean }) => (
  <section aria-label="公开方式" className="max-w-prose">
    <SectionHead look="plain">公开方式：{publicationWords[level].label}</SectionHead>
    <p className="text-sm">
      {isDefault && <b className="font-medium">单位没有填，按摘要公开。</b>}
      {publicationWords[level].opens}
    </p>
  </section>
);
