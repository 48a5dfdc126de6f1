import { ButtonLink } from './button.tsx';

/** The rows that are not as they should be, to be mended and uploaded again; of an upload that is gone, the list of them. */
export const MarkedSheet = ({ importId, isErased }: { importId: string; isErased: boolean }) => (
  <ButtonLink to={`/desk/imports/${importId}/marked.xlsx`} reloadDocument>
    {isErased ? '下载问题清单' : '下载标出问题的表'}
  </ButtonLink>
);
