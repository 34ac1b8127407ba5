interface Issuer {
  /** The first six digits, from and to. */
  readonly from: number;
  readonly to: number;
  readonly sizes: readonly number[];
}

const headSize = 6;

/** Cards whose first digits lie between two numbers of the same length. */
const issuer = (from: number, to: number, sizes: readonly number[]): Issuer => {
  const scale = 10 ** (headSize - String(from).length);
  return { from: from * scale, to: (to + 1) * scale - 1, sizes };
};

/** Ranges by which the networks number their cards (ISO/IEC 7812-1), as they publish them. */
const issuers: readonly Issuer[] = [
  issuer(4, 4, [13, 16, 19]),
  issuer(51, 55, [16]),
  issuer(2221, 2720, [16]),
  issuer(34, 34, [15]),
  issuer(37, 37, [15]),
  // UnionPay; the range of Discover's partners lies in it
  issuer(62, 62, [16, 17, 18, 19]),
  issuer(81, 81, [16, 19]),
  issuer(3528, 3589, [16, 17, 18, 19]),
  issuer(6011, 6011, [16, 19]),
  issuer(644, 649, [16, 19]),
  issuer(65, 65, [16, 19]),
  issuer(300, 305, [14, 16]),
  issuer(3095, 3095, [14, 16]),
  issuer(36, 36, [14, 16]),
  issuer(38, 39, [14, 16]),
  // Mir, Troy, RuPay
  issuer(2200, 2204, [16, 17, 18, 19]),
  issuer(9792, 9792, [16]),
  issuer(60, 60, [16]),
  issuer(508, 508, [16]),
  // Elo and Hipercard
  issuer(5067, 5067, [16]),
  issuer(5090, 5090, [16]),
  issuer(6363, 6363, [16]),
  issuer(6370, 6370, [16]),
  issuer(606282, 606282, [16]),
];

/** Maestro numbers cards of all lengths in ranges so wide that they prove little. */
const maestro: readonly Issuer[] = [
  issuer(50, 50, [13, 14, 15, 16, 17, 18, 19]),
  issuer(56, 58, [13, 14, 15, 16, 17, 18, 19]),
  issuer(67, 68, [13, 14, 15, 16, 17, 18, 19]),
];

const isIssued = (digits: string, by: readonly Issuer[]): boolean => {
  const head = Number(digits.slice(0, headSize));
  for (const { from, to, sizes } of by)
    if (head >= from && head <= to && sizes.includes(digits.length)) return true;
  return false;
};

/** Whether a network issues cards with such digits: "narrow" in a range of its own, "wide" in one of Maestro's. */
export const issuerOf = (digits: string): "narrow" | "wide" | undefined => {
  if (isIssued(digits, issuers)) return "narrow";
  return isIssued(digits, maestro) ? "wide" : undefined;
};
