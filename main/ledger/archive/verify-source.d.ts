/** The text of the verifier, put into the program by the bundler. */
declare module '*/verify.mjs?raw' {
  const source: string;
  export default source;
}
