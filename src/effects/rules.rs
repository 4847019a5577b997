//! What calls of globals and of Node's own modules do, by list. Whatever is not in a list is taken
//! to be observable.

use super::{Effect, names, value::Source};

/// What calling something known does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    Pure,
    /// Gives a value that depends on when it is asked for.
    Reads,
    /// Calls code that is not known.
    Foreign,
    Prints,
    Global,
    /// Changes its first argument and nothing else.
    ChangesFirst,
    /// Changes its receiver and nothing else.
    ChangesReceiver,
}

pub(super) fn is_known_global(name: &str) -> bool {
    names::PURE_GLOBALS.contains(&name) || names::FIXED_GLOBALS.contains(&name)
}

pub(super) fn is_pure_global(name: &str) -> bool {
    names::PURE_GLOBALS.contains(&name)
}

/// What others run the code on may lack it, or have another.
pub(super) fn is_of_platform(name: &str) -> bool {
    !is_known_global(name)
        || names::GLOBAL_OBJECTS.contains(&name)
        || matches!(name, "process" | "performance" | "fetch" | "WebAssembly")
}

/// A method that leaves arrays, strings and plain objects as they are.
pub(super) fn is_read_method(name: &str) -> bool {
    names::READ_METHODS.contains(&name) || names::ITERATES.contains(&name)
}

/// True if reading this path gives something that others may have set.
pub(super) fn is_read_of_world(path: &[&str]) -> bool {
    match path {
        ["process", member, ..] => !matches!(
            *member,
            "platform"
                | "version"
                | "versions"
                | "arch"
                | "pid"
                | "release"
                | "nextTick"
                | "on"
                | "once"
                | "emit"
                | "exit"
                | "binding"
                | "cwd"
                | "hrtime"
                | "features"
                | "config"
                | "execPath"
        ),
        ["require", "cache" | "extensions", ..] | ["Error", "stackTraceLimit"] => true,
        [root, ..] => !is_known_global(root),
        [] => false,
    }
}

/// Every Node has this, so that its members can be read.
pub(super) fn is_surely_there(path: &[&str]) -> bool {
    match path {
        [root] => is_known_global(root),
        ["process", member] => matches!(
            *member,
            "argv" | "env" | "execArgv" | "release" | "stderr" | "stdin" | "stdout" | "versions"
        ),
        [root, _] => is_pure_global(root),
        _ => false,
    }
}

/// What a call of a global or of a member of one does.
pub(super) fn global_call(path: &[&str]) -> Rule {
    match path {
        ["Object" | "Reflect", member] => object_call(member),
        ["Error", "captureStackTrace"] => Rule::ChangesFirst,
        ["Date" | "performance", ..] | ["Math", "random"] => Rule::Reads,
        ["process", rest @ ..] => process_call(rest),
        ["console", "debug" | "dir" | "error" | "info" | "log" | "table" | "trace" | "warn"] => {
            Rule::Prints
        }
        ["require", "resolve", ..] | ["module", "require"] => Rule::Pure,
        [root, "prototype", method] if is_pure_global(root) && names::MUTATORS.contains(method) => {
            Rule::ChangesReceiver
        }
        ["Function", "prototype", "call" | "apply"] => Rule::Foreign,
        ["module" | "require", _, .., method] if is_read_method(method) => Rule::Reads,
        [root] | [root, _] | [root, "prototype", _] if is_pure_global(root) => Rule::Pure,
        _ => Rule::Global,
    }
}

fn object_call(member: &str) -> Rule {
    match member {
        "assign" | "defineProperties" | "defineProperty" | "deleteProperty" | "freeze"
        | "preventExtensions" | "seal" | "set" | "setPrototypeOf" => Rule::ChangesFirst,
        "apply" | "construct" => Rule::Foreign,
        _ => Rule::Pure,
    }
}

fn process_call(path: &[&str]) -> Rule {
    match path {
        [
            "cwd" | "uptime" | "memoryUsage" | "cpuUsage" | "resourceUsage" | "getuid" | "geteuid"
            | "getgid" | "getegid" | "getgroups",
        ]
        | ["hrtime", ..]
        | ["stdout" | "stderr", "hasColors" | "getColorDepth" | "getWindowSize"] => Rule::Reads,
        // Only under a flag does Node warn of the latter (DEP0111).
        ["getBuiltinModule" | "binding"] => Rule::Pure,
        ["exit" | "abort" | "reallyExit"] | ["stdout" | "stderr", "write"] => Rule::Prints,
        [_, method] | [_, _, method] if is_read_method(method) => Rule::Reads,
        _ => Rule::Global,
    }
}

/// What a call of a member of one of Node's modules does.
pub(super) fn builtin_call(path: &[&str]) -> Rule {
    let [module, rest @ ..] = path else { return Rule::Global };
    let member = rest.last().copied().unwrap_or("");
    if rest.len() > 1 && is_read_method(member) {
        return Rule::Pure;
    }
    match *module {
        "path" | "path/posix" | "path/win32" | "querystring" | "punycode" | "string_decoder"
        | "assert" | "assert/strict" | "url" | "buffer" | "stream" | "stream/web"
        | "async_hooks" | "constants" | "util/types" => Rule::Pure,
        "events" => events_call(member),
        "util" | "sys" => util_call(member),
        "os" if member == "setPriority" => Rule::Global,
        "os" | "perf_hooks" => Rule::Reads,
        "fs" | "fs/promises" => file_call(member),
        "crypto" => crypto_call(member),
        "zlib" if member.ends_with("Sync") || member.starts_with(['c', 'G', 'D', 'I']) => {
            Rule::Pure
        }
        "zlib" => Rule::Foreign,
        "net" | "http" | "https" | "http2" | "tls" | "dgram" => network_call(member),
        "module" => module_call(member),
        "vm" if matches!(member, "Script" | "createContext" | "isContext") => Rule::Pure,
        "tty" | "v8" if !member.starts_with("set") => Rule::Reads,
        "worker_threads" if member == "MessageChannel" => Rule::Pure,
        "diagnostics_channel" if matches!(member, "channel" | "tracingChannel") => Rule::Pure,
        "domain" if member == "create" => Rule::Pure,
        "process" => process_call(rest),
        _ => Rule::Global,
    }
}

fn events_call(member: &str) -> Rule {
    match member {
        "once" | "on" | "addAbortListener" => Rule::Foreign,
        "setMaxListeners" => Rule::Global,
        _ => Rule::Pure,
    }
}

fn util_call(member: &str) -> Rule {
    match member {
        "inherits" | "_extend" => Rule::ChangesFirst,
        "debug" | "error" | "log" | "print" | "pump" | "puts" | "setTraceSigInt" => Rule::Global,
        _ => Rule::Pure,
    }
}

fn file_call(member: &str) -> Rule {
    match member.strip_suffix("Sync").unwrap_or(member) {
        "access" | "createReadStream" | "exists" | "fstat" | "lstat" | "opendir" | "read"
        | "readFile" | "readdir" | "readlink" | "realpath" | "native" | "stat" | "statfs"
        | "Stats" | "glob" => Rule::Reads,
        _ => Rule::Global,
    }
}

fn crypto_call(member: &str) -> Rule {
    match member {
        "setEngine" | "setFips" => Rule::Global,
        _ if member.starts_with("random") || member.starts_with("get") => Rule::Reads,
        "pseudoRandomBytes" | "rng" | "prng" => Rule::Reads,
        _ => Rule::Pure,
    }
}

fn network_call(member: &str) -> Rule {
    match member {
        "Agent"
        | "BlockList"
        | "Server"
        | "Socket"
        | "SocketAddress"
        | "createSecureContext"
        | "createServer"
        | "createSocket"
        | "isIP"
        | "isIPv4"
        | "isIPv6"
        | "validateHeaderName"
        | "validateHeaderValue" => Rule::Pure,
        _ => Rule::Global,
    }
}

fn module_call(member: &str) -> Rule {
    match member {
        "createRequire" | "createRequireFromPath" | "isBuiltin" | "wrap" => Rule::Pure,
        "_nodeModulePaths" | "_resolveFilename" | "_resolveLookupPaths" | "findPackageJSON" => {
            Rule::Reads
        }
        _ => Rule::Global,
    }
}

/// True if the module's functions give values that nobody else holds.
pub(super) fn gives_plain_values(module: &str) -> bool {
    matches!(
        module,
        "path"
            | "path/posix"
            | "path/win32"
            | "querystring"
            | "punycode"
            | "url"
            | "buffer"
            | "os"
            | "crypto"
            | "fs"
    )
}

/// The name of one of Node's modules without its scheme, if `specifier` names one.
pub(super) fn builtin_module(specifier: &str) -> Option<&str> {
    let scheme = specifier.strip_prefix("node:");
    scheme.or_else(|| names::MODULES.contains(&specifier).then_some(specifier))
}

/// What a call of a value of this source does.
pub(super) fn calling(source: &Source<'_>) -> Rule {
    match source {
        Source::Global(path) => global_call(path.parts()),
        Source::Builtin(path) => builtin_call(path.parts()),
        Source::Plain | Source::List(..) | Source::Function(_) => Rule::Pure,
        Source::Unknown => Rule::Global,
        _ => Rule::Foreign,
    }
}

impl Rule {
    /// The effect, when it is not known what the call gets.
    pub(super) fn effect(self) -> Effect {
        match self {
            Self::Pure | Self::Reads => Effect::Pure,
            Self::Foreign => Effect::Foreign,
            Self::Prints => Effect::Prints,
            Self::Global | Self::ChangesFirst | Self::ChangesReceiver => Effect::Global,
        }
    }
}
