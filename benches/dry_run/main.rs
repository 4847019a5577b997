//! What a whole dry run costs, as a multiple of reading and parsing the same files once on the
//! same threads, and how much memory it takes.
//!
//! `cargo bench` measures packages that it makes up; `UNFAUX_BENCH_TREE=folder cargo bench` those
//! below a folder, for example a `node_modules`.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it found")]

mod tree;

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use clap::Parser as _;
use criterion::{Criterion, SamplingMode};
use ignore::WalkBuilder;
use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::SourceType;
use rayon::{ThreadPool, ThreadPoolBuilder, prelude::*};
use unfaux::{
    cli::{Cli, Command},
    depth::STACK_BYTES,
    diff::patch,
    engine::{Options, migrate},
    find::Package,
    format::Format,
};

/// The packages of a run, and the threads that work on them.
struct Bench {
    roots: Vec<PathBuf>,
    /// The scripts of all packages.
    scripts: Vec<PathBuf>,
    bytes: usize,
    pool: ThreadPool,
    options: Options,
}

fn main() {
    let made = tempfile::tempdir().expect("a temporary folder");
    let tree = env::var_os("UNFAUX_BENCH_TREE").map_or_else(
        || {
            tree::write(made.path());
            made.path().to_path_buf()
        },
        PathBuf::from,
    );
    let bench = Bench::of(&tree);
    println!(
        "{} packages, {} scripts, {:.1} MB, {} threads",
        bench.roots.len(),
        bench.scripts.len(),
        megabytes(bench.bytes),
        bench.pool.current_num_threads(),
    );
    bench.memory();
    let mut times = Vec::new();
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("tree");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(1)).measurement_time(Duration::from_millis(1));
    group.bench_function("dry run", |bencher| {
        bencher.iter_custom(|rounds| (0..rounds).map(|_| bench.round(&mut times)).sum());
    });
    group.finish();
    report(&mut times);
}

impl Bench {
    fn of(tree: &Path) -> Self {
        let tree = tree.canonicalize().expect("the folder of UNFAUX_BENCH_TREE");
        let roots = roots(&tree);
        let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().expect("threads");
        let packages: Vec<Package> =
            pool.install(|| roots.par_iter().filter_map(|root| Package::read(root).ok()).collect());
        let scripts = packages.iter().flat_map(|package| {
            let scripts = package.files.iter().filter(|file| file.format != Format::Json);
            scripts.map(|file| (package.root.join(&file.path), file.text.len()))
        });
        let (scripts, sizes): (Vec<_>, Vec<_>) = scripts.unzip();
        let Command::Diff(run) = Cli::parse_from(["unfaux", "diff"]).command else {
            unreachable!("the command is diff")
        };
        Self { roots, scripts, bytes: sizes.iter().sum(), pool, options: run.options() }
    }

    /// Both jobs, one after the other, so that what slows the machine down slows both.
    fn round(&self, times: &mut Vec<[Duration; 2]>) -> Duration {
        let (_, parse) = timed(|| self.read_and_parse());
        let (_, dry) = timed(|| self.dry_run());
        times.push([parse, dry]);
        dry
    }

    fn read_and_parse(&self) -> usize {
        let one = |path: &PathBuf| {
            let text = fs::read_to_string(path).expect("a script that was read before");
            let allocator = Allocator::default();
            Parser::new(&allocator, &text, SourceType::cjs()).parse().program.body.len()
        };
        self.pool.install(|| self.scripts.par_iter().map(one).sum())
    }

    fn dry_run(&self) -> usize {
        let one = |root: &PathBuf| {
            let Ok(package) = Package::read(root) else { return 0 };
            patch(&package, &migrate(&package, &self.options), "").len()
        };
        self.pool.install(|| self.roots.par_iter().map(one).sum())
    }

    fn memory(&self) {
        for (name, job) in [
            ("read and parse", &(|| self.read_and_parse()) as &dyn Fn() -> usize),
            ("dry run", &|| self.dry_run()),
        ] {
            // Sets the peak back to what is in use (proc(5)).
            let reset = fs::write("/proc/self/clear_refs", "5").is_ok();
            job();
            if let (true, Some(peak)) = (reset, peak()) {
                println!("peak memory, {name}: {:.0} MB", megabytes(peak));
            }
        }
    }
}

fn report(times: &mut [[Duration; 2]]) {
    if times.is_empty() {
        return;
    }
    times.sort_by_key(|[parse, dry]| dry.as_nanos() * 1_000_000 / parse.as_nanos().max(1));
    let [parse, dry] = times[times.len() / 2];
    let ratio = dry.as_secs_f64() / parse.as_secs_f64();
    println!("read and parse {parse:.1?}, dry run {dry:.1?}");
    println!("ratio {ratio:.2} (median of {} rounds)", times.len());
}

/// The package in `tree`, or all below: those in a `node_modules`, and direct children.
fn roots(tree: &Path) -> Vec<PathBuf> {
    let is_root = |folder: &Path| {
        let parent = folder.parent().unwrap_or(folder);
        let scope = parent.file_name().is_some_and(|name| name.as_encoded_bytes()[0] == b'@');
        let home = if scope { parent.parent().unwrap_or(parent) } else { parent };
        home == tree || home.file_name().is_some_and(|name| name == "node_modules")
    };
    let files = WalkBuilder::new(tree).standard_filters(false).build();
    let manifests = files.map(|entry| entry.expect("a readable folder").into_path());
    let manifests = manifests.filter(|path| path.ends_with("package.json"));
    let mut roots: Vec<PathBuf> =
        manifests.filter_map(|path| path.parent().map(Path::to_path_buf)).collect();
    roots.retain(|folder| folder == tree || is_root(folder));
    roots.sort();
    roots
}

fn timed<T>(job: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = std::hint::black_box(job());
    (result, start.elapsed())
}

/// The most memory that was in use, in bytes.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1_000_000.0
}
