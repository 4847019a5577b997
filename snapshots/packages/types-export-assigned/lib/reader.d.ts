declare class Reader {
  constructor(text: string, limit: number);
  text: string;
}
export = Reader;
