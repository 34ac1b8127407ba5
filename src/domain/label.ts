/** Columns of a button's label up to which two stand side by side on a narrow phone. */
const halfARow = 20;

/** A sign of Chinese, Japanese or Korean is as wide as two letters. */
const wideSign = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g;

/** Whether a button leaves room for another one beside it. */
export const isShortLabel = (label: string): boolean =>
  label.length + (label.match(wideSign)?.length ?? 0) <= halfARow;
