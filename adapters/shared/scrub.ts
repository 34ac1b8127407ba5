/** Makes a function that takes a bot token out of text, whole, percent-encoded, or its secret half alone. */
export const createScrub = (token: string) => {
  const secretHalf = token.slice(token.indexOf(":") + 1);
  const forms = [token, encodeURIComponent(token), secretHalf].filter((form) => form.length >= 8);
  return (text: string) => forms.reduce((clean, form) => clean.replaceAll(form, "[token]"), text);
};
