import type { SalesLine } from '#app/domain/compute-facts.ts';
import { formatFen, formatPpm } from '#app/domain/money.ts';
import { mostSalesLines, sellerLabels, sellers, type TypedLine } from '#app/domain/sales-lines.ts';
import { Field } from '../field.tsx';
import { Select } from '../select.tsx';
import { TextInput } from '../text-input.tsx';

interface SalesLineRowsProps {
  rows: readonly TypedLine[];
  onChange: (rows: readonly TypedLine[]) => void;
  /** Named in the contract: offered while a product is typed. */
  products: readonly string[];
  /** A share of what sub-licensees pay is agreed; null: their sales count as own. */
  sublicencePpm: number | null;
  errorOf: (name: string) => string | readonly string[] | undefined;
}

const productList = 'contract-products';
const fresh: TypedLine = { product: '', by: 'licensee', amount: '' };
const options = sellers.map((value) => ({ value, label: sellerLabels[value] }));

/** The lines to begin with: refused or tried before, else those of the report that is corrected, else empty ones. */
export function firstSalesRows(typed: (name: string) => string, earlier: readonly SalesLine[]): readonly TypedLine[] {
  const tried = Array.from({ length: mostSalesLines }, (_, at): TypedLine => ({
    product: typed(`lines[${at}].product`),
    by: typed(`lines[${at}].by`) === 'sublicensee' ? 'sublicensee' : 'licensee',
    amount: typed(`lines[${at}].amount`),
  })).filter(({ product, amount }) => product !== '' || amount !== '');
  if (tried.length > 0) return tried;
  return earlier
    .filter(({ product }) => product !== '')
    .map(({ product, by, grossFen }) => ({ product, by, amount: formatFen(grossFen) }));
}

/** Sales by product, and of sub-licensees; one row stays open for another, without JavaScript three. */
export function SalesLineRows({ rows, onChange, products, sublicencePpm, errorOf }: SalesLineRowsProps) {
  const open = rows.length === 0 ? 3 : 1;
  const shown = [...rows, ...Array.from({ length: open }, () => fresh)].slice(0, mostSalesLines);
  const change = (at: number, part: Partial<TypedLine>) => {
    const next = shown.map((row, i) => (i === at ? { ...row, ...part } : row));
    onChange(next.slice(0, Math.max(rows.length, at + 1)));
  };
  return (
    <details open={rows.length > 0 || sublicencePpm !== null}>
      <summary className="min-h-11 py-2.5 font-bold sm:min-h-0 sm:py-1">按产品分列，有分许可的也填在这里</summary>
      <p className="mt-1 text-sm text-ink-soft">
        {sublicencePpm === null
          ? '被分许可方的销售计入基数。各行合计就是上面的收入。'
          : `被分许可方付给你方的，另按 ${formatPpm(sublicencePpm)} 计，不计入上面的收入。`}
      </p>
      {products.length > 0 && (
        <>
          <p className="mt-1 text-sm text-ink-soft">合同列明的产品：{products.join('、')}。</p>
          <datalist id={productList}>
            {products.map((product) => (
              <option key={product} value={product}>
                {product}
              </option>
            ))}
          </datalist>
        </>
      )}
      {shown.map((row, at) => (
        // Rows have no name but their place.
        <div key={at} className="mt-3 grid gap-3 sm:grid-cols-[2fr_1fr_1.5fr]">
          <Field
            name={`lines[${at}].product`}
            scope="file"
            label={`产品 ${at + 1}`}
            error={errorOf(`lines[${at}].product`)}
            required={false}
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={60}
                {...(products.length > 0 && { list: productList })}
                value={row.product}
                onChange={(event) => change(at, { product: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field name={`lines[${at}].by`} scope="file" label="谁卖的" required={false}>
            {(control) => (
              <Select
                {...control}
                options={options}
                value={row.by}
                onChange={(event) =>
                  change(at, { by: event.currentTarget.value === 'sublicensee' ? 'sublicensee' : 'licensee' })
                }
              />
            )}
          </Field>
          <Field
            name={`lines[${at}].amount`}
            scope="file"
            label="收入"
            unit="元"
            error={errorOf(`lines[${at}].amount`)}
            required={false}
          >
            {(control) => (
              <TextInput
                {...control}
                numeric
                hasUnit
                value={row.amount}
                onChange={(event) => change(at, { amount: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      ))}
    </details>
  );
}
