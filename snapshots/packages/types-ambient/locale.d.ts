declare module 'types-ambient/locale/*' {
  namespace words {
    interface Words { one: string }
  }

  const words: words.Words

  export = words
}
