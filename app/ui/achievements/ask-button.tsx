import { ButtonLink } from '../button.tsx';

interface AskButtonProps {
  id: string;
  /** The unit's own people look after it instead of asking themselves. */
  isOwn: boolean;
  wide?: boolean;
}

/** The one next step on the page of an achievement. */
export const AskButton = ({ id, isOwn, wide = false }: AskButtonProps) =>
  isOwn ? (
    <ButtonLink to={`/desk/achievements/${id}`} wide={wide}>
      管理这项成果
    </ButtonLink>
  ) : (
    <ButtonLink look="primary" to={`/desk/deals/new?achievement=${id}`} wide={wide}>
      申请对接
    </ButtonLink>
  );
