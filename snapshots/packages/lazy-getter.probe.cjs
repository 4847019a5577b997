module.exports = (api) => [globalThis.nativeIsLoaded === undefined, api.native, globalThis.nativeIsLoaded];
