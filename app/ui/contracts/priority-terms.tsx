import { Link } from '@remix-run/react';

interface PriorityTermsProps {
  contract: { readonly id: string; readonly versionN: number };
  buyer: string;
  priceTerms: readonly string[];
}

/** What a completer would take over at equal terms. */
export function PriorityTerms({ contract: { id, versionN }, buyer, priceTerms }: PriorityTermsProps) {
  return (
    <section aria-labelledby="terms" className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <h2 id="terms" className="font-bold">
        第 {versionN} 版的条件
      </h2>
      <p className="mt-2">受让方：{buyer}</p>
      <ul className="mt-1 grid gap-1">
        {priceTerms.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Link
        to={`/desk/contracts/${id}/text?version=${versionN}`}
        className="link inline-flex min-h-11 items-center sm:min-h-6"
      >
        看合同全文
      </Link>
    </section>
  );
}
