import { ButtonLink } from './button.tsx';

/** A table as a file, in both kinds. `to` may carry a query of its own. */
export function ExportLinks({ to }: { to: string }) {
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink to={to} reloadDocument>
        导出 CSV
      </ButtonLink>
      <ButtonLink to={`${to}${to.includes('?') ? '&' : '?'}as=xlsx`} reloadDocument>
        导出 Excel
      </ButtonLink>
    </div>
  );
}
