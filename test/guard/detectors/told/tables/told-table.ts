/** Messages of one language: what they tell, and ones that tell nothing. */
export interface ToldTable {
  readonly passwords: readonly (readonly [message: string, value: string])[];
  readonly codes: readonly (readonly [message: string, value: string])[];
  readonly harmless: readonly string[];
}
