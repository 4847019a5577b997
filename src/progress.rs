//! A progress bar on stderr, for runs that last and terminals that show it.

use std::{
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does `work` on `count` things and shows how many are done, which `work` tells the bar.
pub fn with_bar<T>(
    count: usize,
    things: &str,
    hidden: bool,
    work: impl FnOnce(&ProgressBar) -> T,
) -> T {
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
    let template = format!("{{spinner}} {{pos}}/{{len}} {things} {{elapsed}}");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let shown = bar.clone();
        scope.spawn(move || {
            let waited = waiting.recv_timeout(PATIENCE);
            if waited == Err(RecvTimeoutError::Timeout) && !hidden {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(100));
            }
        });
        let result = work(&bar);
        drop(done);
        bar.finish_and_clear();
        result
    })
}
