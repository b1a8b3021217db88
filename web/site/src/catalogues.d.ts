declare module 'texts:zh-CN' {
  const texts: {
    readonly messages: import('@ekey/client').Catalogue;
    readonly form: import('@ekey/client').FormTexts;
  };
  export default texts;
}
