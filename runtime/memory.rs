//! How much memory the process may take before it ends with a clear line, instead of the machine coming to a halt and the
//! kernel killing whom it likes.
//!
//! The kernel counts (RLIMIT_DATA: private memory that can be written, touched or not), so nothing is counted here, and
//! everything is: objects, strings, buffers. Programs that are started from here get the limit that was there before.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Room beyond the limit for the stacks of threads.
const RESERVE: u64 = 32 << 20;

/// The least limit in MiB, with which a small program can be run.
const LIMIT_MIB_MIN: u64 = 16;

/// The soft limit before [`limit`] set it.
static BEFORE: Mutex<Option<Rlimit>> = Mutex::new(None);

/// Limits what the process takes from now on to so many MiB beyond what it has; by default to three quarters of the memory
/// of the machine, or of the control group that it runs in. A narrower limit that the process was started with stays.
pub fn limit(mib: Option<u64>) {
    let bytes = match mib {
        Some(mib) => mib.max(LIMIT_MIB_MIN).saturating_mul(1 << 20),
        None => available() / 4 * 3,
    };
    let Some(taken) = taken() else { return };
    let before = getrlimit(Resource::Data);
    let current = taken.saturating_add(RESERVE).saturating_add(bytes);
    let current = before.current.map_or(current, |narrower| narrower.min(current));
    if setrlimit(Resource::Data, Rlimit { current: Some(current), maximum: before.maximum }).is_ok() {
        *BEFORE.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(before);
    }
}

/// Has the bytes of large allocations counted there. The first call says where.
pub fn count_large(counter: &'static AtomicUsize) {
    crate::allocator::COUNTER.get_or_init(|| counter);
}

/// Runs `body` with the limit that was there before, which what it starts inherits.
pub(crate) fn unlimited<T>(body: impl FnOnce() -> T) -> T {
    let before = BEFORE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(before) = *before else { return body() };
    let limited = getrlimit(Resource::Data);
    // Refused, the child has a narrower limit than it should: better than none at all.
    let _ = setrlimit(Resource::Data, before);
    let result = body();
    let _ = setrlimit(Resource::Data, limited);
    result
}

/// Bytes of private memory that the process has now, its stacks included.
fn taken() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split_ascii_whitespace().nth(5)?.parse().ok()?;
    Some(pages * rustix::param::page_size() as u64)
}

/// Bytes of memory that the machine has, or those that the control group may have, if these are fewer.
fn available() -> u64 {
    let (machine, _) = crate::machine::memory();
    let groups = std::fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    group_limit(&groups, |file| std::fs::read_to_string(file).ok()).map_or(machine, |group| group.min(machine))
}

/// The limit of the control group that `groups` (/proc/self/cgroup) names, or of one above it; cgroups(7).
fn group_limit(groups: &str, read: impl Fn(&Path) -> Option<String>) -> Option<u64> {
    let mut least: Option<u64> = None;
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (controllers, path) = (parts.next()?, parts.next()?);
        let (root, file) = match controllers {
            "" => ("/sys/fs/cgroup", "memory.max"),
            _ if controllers.split(',').any(|name| name == "memory") => {
                ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
            }
            _ => continue,
        };
        let path = Path::new(root).join(path.trim_start_matches('/'));
        for folder in path.ancestors().take_while(|folder| folder.starts_with(root)) {
            let limit = read(&folder.join(file)).and_then(|text| text.trim().parse().ok());
            least = limit.into_iter().chain(least).min();
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_group_counts() {
        let files = |file: &Path| {
            let text = match file.to_str()? {
                "/sys/fs/cgroup/memory.max" => "9000",
                "/sys/fs/cgroup/a/memory.max" => "5000\n",
                "/sys/fs/cgroup/a/b/memory.max" => "max",
                "/sys/fs/cgroup/memory/c/memory.limit_in_bytes" => "700",
                _ => return None,
            };
            Some(text.to_owned())
        };
        assert_eq!(group_limit("0::/a/b\n", files), Some(5000));
        assert_eq!(group_limit("0::/\n", files), Some(9000));
        assert_eq!(group_limit("3:cpu,memory:/c\n1:name=x:/y\n0::/z\n", files), Some(700));
        assert_eq!(group_limit("", files), None);
        assert_eq!(group_limit("nonsense\n", files), None);
    }
}
