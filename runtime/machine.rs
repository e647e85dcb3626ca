//! The machine that the process runs on: its names, processors, memory and networks, from /proc and uname(2).
//!
//! What cannot be found out is 0 or empty, never an error.

use std::net::IpAddr;
use std::path::PathBuf;

use crate::SystemError;

/// What uname(2) returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The system, such as `Linux`.
    pub system: String,
    /// Its release.
    pub release: String,
    /// Its version, mostly when and how it was built.
    pub version: String,
    /// The hardware, such as `x86_64`.
    pub hardware: String,
    /// The name of the machine.
    pub host: String,
}

/// The names of machine and system.
pub fn names() -> Names {
    let names = rustix::system::uname();
    let text = |name: &std::ffi::CStr| name.to_string_lossy().into_owned();
    Names {
        system: text(names.sysname()),
        release: text(names.release()),
        version: text(names.version()),
        hardware: text(names.machine()),
        host: text(names.nodename()),
    }
}

/// A processor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Processor {
    /// What it calls itself; `unknown` where it does not.
    pub model: String,
    /// Megahertz, 0 where it is not known.
    pub speed_mhz: f64,
    /// Milliseconds spent for programs, for programs of low priority, in the kernel, idle, and for interrupts.
    pub times_ms: [u64; 5],
}

/// The processors that are in use.
pub fn processors() -> Vec<Processor> {
    let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
    let information = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    processors_of(&stat, &information, rustix::param::clock_ticks_per_second().max(1))
}

fn processors_of(stat: &str, information: &str, ticks_per_second: u64) -> Vec<Processor> {
    let values = |names: &[&str]| -> Vec<&str> {
        let pairs = information.lines().filter_map(|line| line.split_once(':'));
        pairs.filter(|(name, _)| names.contains(&name.trim())).map(|(_, value)| value.trim()).collect()
    };
    // ARM has one name for all, under one of two titles.
    let (models, speeds) = (values(&["model name", "Processor"]), values(&["cpu MHz"]));
    let lines = stat.lines().filter(|line| line.starts_with("cpu") && !line.starts_with("cpu "));
    let processor = |(place, line): (usize, &str)| {
        let ticks: Vec<u64> = line.split_ascii_whitespace().skip(1).map_while(|count| count.parse().ok()).collect();
        let ms = |place: usize| ticks.get(place).map_or(0, |count| count.saturating_mul(1000) / ticks_per_second);
        Processor {
            model: models.get(place).or(models.last()).map_or("unknown", |model| model).to_owned(),
            speed_mhz: speeds.get(place).and_then(|speed| speed.parse().ok()).unwrap_or(0.0),
            times_ms: [ms(0), ms(1), ms(2), ms(3), ms(5)],
        }
    };
    lines.enumerate().map(processor).collect()
}

/// Bytes of memory: all of it, and what programs could have of it.
pub fn memory() -> (u64, u64) {
    let information = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib = |name: &str| {
        let line = information.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.split_ascii_whitespace().next()?.parse::<u64>().ok()
    };
    match (kib("MemTotal"), kib("MemAvailable").or(kib("MemFree"))) {
        (Some(total), Some(free)) => (total * 1024, free * 1024),
        _ => {
            let system = rustix::system::sysinfo();
            let unit = u64::from(system.mem_unit).max(1);
            (system.totalram as u64 * unit, system.freeram as u64 * unit)
        }
    }
}

/// Seconds since the machine started.
pub fn uptime_s() -> f64 {
    let text = std::fs::read_to_string("/proc/uptime").unwrap_or_default();
    let uptime = text.split_ascii_whitespace().next().and_then(|seconds| seconds.parse().ok());
    uptime.unwrap_or_else(|| rustix::system::sysinfo().uptime as f64)
}

/// How many processes ran or wanted to, on the average of 1, 5 and 15 minutes.
pub fn load_averages() -> [f64; 3] {
    // The kernel counts in 65536ths.
    rustix::system::sysinfo().loads.map(|load| load as f64 / 65536.0)
}

/// An address of a network interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// The interface, such as `eth0`.
    pub name: String,
    /// The address.
    pub address: IpAddr,
    /// Which part of it names the network.
    pub netmask: IpAddr,
    /// Whether it is the machine itself.
    pub internal: bool,
    /// Its hardware address, such as `02:42:ac:11:00:02`.
    pub mac: String,
    /// The number of the interface.
    pub index: u32,
}

/// The addresses of the interfaces that are up.
pub fn interfaces() -> Result<Vec<Interface>, SystemError> {
    let all = if_addrs::get_if_addrs().map_err(|error| SystemError::new(error, "getifaddrs"))?;
    let interface = |found: if_addrs::Interface| Interface {
        internal: found.is_loopback(),
        address: found.ip(),
        netmask: match &found.addr {
            if_addrs::IfAddr::V4(addr) => addr.netmask.into(),
            if_addrs::IfAddr::V6(addr) => addr.netmask.into(),
        },
        mac: std::fs::read_to_string(format!("/sys/class/net/{}/address", found.name))
            .ok()
            .map(|mac| mac.trim().to_owned())
            .filter(|mac| !mac.is_empty())
            .unwrap_or_else(|| "00:00:00:00:00:00".into()),
        index: found.index.unwrap_or(0),
        name: found.name,
    };
    Ok(all.into_iter().map(interface).collect())
}

/// A row of passwd(5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The name.
    pub name: String,
    /// The user id.
    pub uid: u32,
    /// The group id.
    pub gid: u32,
    /// The home folder.
    pub home: PathBuf,
    /// The shell.
    pub shell: String,
}

/// The user with this id; `None` when /etc/passwd does not know it.
pub fn user(uid: u32) -> Option<User> {
    let text = std::fs::read_to_string("/etc/passwd").ok()?;
    text.lines().filter_map(user_of).find(|user| user.uid == uid)
}

fn user_of(line: &str) -> Option<User> {
    let mut fields = line.split(':');
    let name = fields.next()?.to_owned();
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    let home = fields.nth(1)?.into();
    Some(User { name, uid, gid, home, shell: fields.next().unwrap_or_default().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processors_as_the_kernel_writes_them() {
        let stat = "cpu  10 20 30 40 50 60 70\ncpu0 1 2 3 4 5 6 7 8\ncpu1 100\nintr 5\n";
        let information = "processor\t: 0\nmodel name\t: A B\ncpu MHz\t\t: 2200.5\n\nprocessor\t: 1\n";
        let first = Processor { model: "A B".into(), speed_mhz: 2200.5, times_ms: [10, 20, 30, 40, 60] };
        let second = Processor { model: "A B".into(), speed_mhz: 0.0, times_ms: [1000, 0, 0, 0, 0] };
        assert_eq!(processors_of(stat, information, 100), [first, second]);
        assert_eq!(processors_of("cpu0 1\n", "", 100)[0].model, "unknown");
        assert!(!processors().is_empty());
    }

    #[test]
    fn rows_of_passwd() {
        let row = user_of("www-data:x:33:34:www-data:/var/www:/usr/sbin/nologin").unwrap();
        assert_eq!(
            (row.name.as_str(), row.uid, row.gid, row.shell.as_str()),
            ("www-data", 33, 34, "/usr/sbin/nologin")
        );
        assert_eq!(row.home, PathBuf::from("/var/www"));
        for line in ["", "a", "a:x", "a:x:y:z:::", "a:x:1"] {
            assert_eq!(user_of(line), None);
        }
    }

    #[test]
    fn the_machine_knows_itself() {
        let (total, free) = memory();
        assert!(total > free && free > 0);
        assert!(uptime_s() > 0.0 && load_averages().iter().all(|load| *load >= 0.0));
        assert_eq!(names().system, "Linux");
        assert!(interfaces().unwrap().iter().all(|interface| !interface.name.is_empty() && interface.mac.len() == 17));
    }
}
