import { ButtonLink } from './button.tsx';

/** A table as a file, in both kinds. `to` may carry a query of its own. */
export function ExportLinks({ to }: { to: string }) {
  return (
    <>
      <ButtonLink to={to} reloadDocument>
        导出 CSV
      </ButtonLink>
      <ButtonLink to={`${to}${to.includes('?') ? '&' : '?'}as=xlsx`} reloadDocument>
        导出 Excel
      </ButtonLink>
    </>
  );
}
