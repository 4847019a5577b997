interface Settings {
  limit: number;
  version: string;
}
declare const settings: Settings
export = settings
