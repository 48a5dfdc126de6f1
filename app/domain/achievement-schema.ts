import type { OfferedPrice } from './offered-price.ts';

interface SchemaFacts {
  readonly origin: string;
  readonly no: string;
  readonly name: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly org: { readonly name: string; readonly uscc: string };
  readonly publishedAt: Date | null;
  readonly confirmedOn: string | null;
  readonly price: OfferedPrice;
  readonly patents: readonly string[];
  /** 成交: shown, and no longer offered. */
  readonly isSold: boolean;
}

const yuan = (fen: string): string => {
  const value = BigInt(fen);
  return `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
};

function offerOf({ priceKind, priceMinFen, priceMaxFen }: OfferedPrice, url: string) {
  const offer = { '@type': 'Offer', url, priceCurrency: 'CNY', availability: 'https://schema.org/InStock' };
  if (priceKind === 'fixed' && priceMinFen !== null) return { ...offer, price: yuan(priceMinFen) };
  if (priceKind !== 'range' || priceMinFen === null || priceMaxFen === null) return null;
  const priceSpecification = {
    '@type': 'PriceSpecification',
    priceCurrency: 'CNY',
    minPrice: yuan(priceMinFen),
    maxPrice: yuan(priceMaxFen),
  };
  return { ...offer, priceSpecification };
}

/**
 * What a public achievement says of itself to search engines, in the words of schema.org: nothing that its page does not say.
 * People of the team are left out; a price only where one is named.
 */
export function achievementSchema(facts: SchemaFacts) {
  const url = `${facts.origin}/achievements/${facts.no}`;
  const offers = facts.isSold ? null : offerOf(facts.price, url);
  return {
    '@context': 'https://schema.org',
    '@type': 'CreativeWork',
    '@id': url,
    url,
    name: facts.name,
    identifier: [facts.no, ...facts.patents],
    abstract: facts.abstract.slice(0, 500),
    keywords: [...facts.keywords],
    inLanguage: 'zh-CN',
    image: `${url}/card.png`,
    creator: {
      '@type': 'Organization',
      name: facts.org.name,
      identifier: facts.org.uscc,
      url: `${facts.origin}/units/${facts.org.uscc}`,
    },
    datePublished: facts.publishedAt?.toISOString() ?? null,
    dateModified: facts.confirmedOn,
    ...(offers === null ? {} : { offers }),
  };
}
