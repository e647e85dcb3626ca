//! System errors: the one table of errno numbers, names and texts, and the error that leaves this crate.
//!
//! What a program sees of an error is made of this elsewhere; here are no JavaScript names and no wording of Node's but
//! strerror's.

use std::path::PathBuf;

/// An errno number as the kernel gives it. Numbers are those of the target this was built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Errno(pub i32);

impl Errno {
    /// The symbolic name, such as `ENOENT`; `UNKNOWN` for a number outside the table.
    pub fn name(self) -> &'static str {
        self.row().map_or("UNKNOWN", |row| row.1)
    }

    /// The text of strerror(3), such as `No such file or directory`.
    pub fn text(self) -> &'static str {
        self.row().map_or("Unknown system error", |row| row.2)
    }

    fn row(self) -> Option<&'static (rustix::io::Errno, &'static str, &'static str)> {
        TABLE.iter().find(|row| row.0.raw_os_error() == self.0)
    }
}

impl From<rustix::io::Errno> for Errno {
    fn from(errno: rustix::io::Errno) -> Self {
        Self(errno.raw_os_error())
    }
}

impl From<std::io::Error> for Errno {
    /// An `io::Error` that carries no errno (std makes a few) counts as `EIO`.
    fn from(error: std::io::Error) -> Self {
        Self(error.raw_os_error().unwrap_or(rustix::io::Errno::IO.raw_os_error()))
    }
}

/// A failed system call, with what Node's error objects say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemError {
    /// The number.
    pub errno: Errno,
    /// The call that failed, such as `connect`.
    pub syscall: &'static str,
    /// The file it was about, where there is one.
    pub path: Option<PathBuf>,
}

impl SystemError {
    /// An error of `syscall` without a path.
    pub fn new(errno: impl Into<Errno>, syscall: &'static str) -> Self {
        Self { errno: errno.into(), syscall, path: None }
    }

    /// An error of `syscall` about `path`.
    pub fn with_path(errno: impl Into<Errno>, syscall: &'static str, path: impl Into<PathBuf>) -> Self {
        Self { errno: errno.into(), syscall, path: Some(path.into()) }
    }
}

impl std::fmt::Display for SystemError {
    /// Node 0.2's form: `ENOENT, No such file or directory '/p'`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.errno.name(), self.errno.text())?;
        match &self.path {
            Some(path) => write!(f, " '{}'", path.display()),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SystemError {}

/// Every name and number, for `process.E*` and for reports.
pub fn errno_table() -> impl Iterator<Item = (&'static str, i32)> {
    TABLE.iter().map(|row| (row.1, row.0.raw_os_error()))
}

use rustix::io::Errno as E;

/// Number, name, text of strerror(3) in the C locale (glibc's wording).
const TABLE: &[(E, &str, &str)] = &[
    (E::ACCESS, "EACCES", "Permission denied"),
    (E::ADDRINUSE, "EADDRINUSE", "Address already in use"),
    (E::ADDRNOTAVAIL, "EADDRNOTAVAIL", "Cannot assign requested address"),
    (E::ADV, "EADV", "Advertise error"),
    (E::AFNOSUPPORT, "EAFNOSUPPORT", "Address family not supported by protocol"),
    (E::AGAIN, "EAGAIN", "Resource temporarily unavailable"),
    (E::ALREADY, "EALREADY", "Operation already in progress"),
    (E::BADE, "EBADE", "Invalid exchange"),
    (E::BADF, "EBADF", "Bad file descriptor"),
    (E::BADFD, "EBADFD", "File descriptor in bad state"),
    (E::BADMSG, "EBADMSG", "Bad message"),
    (E::BADR, "EBADR", "Invalid request descriptor"),
    (E::BADRQC, "EBADRQC", "Invalid request code"),
    (E::BADSLT, "EBADSLT", "Invalid slot"),
    (E::BFONT, "EBFONT", "Bad font file format"),
    (E::BUSY, "EBUSY", "Device or resource busy"),
    (E::CANCELED, "ECANCELED", "Operation canceled"),
    (E::CHILD, "ECHILD", "No child processes"),
    (E::CHRNG, "ECHRNG", "Channel number out of range"),
    (E::COMM, "ECOMM", "Communication error on send"),
    (E::CONNABORTED, "ECONNABORTED", "Software caused connection abort"),
    (E::CONNREFUSED, "ECONNREFUSED", "Connection refused"),
    (E::CONNRESET, "ECONNRESET", "Connection reset by peer"),
    (E::DEADLK, "EDEADLOCK", "Resource deadlock avoided"),
    (E::DESTADDRREQ, "EDESTADDRREQ", "Destination address required"),
    (E::DOM, "EDOM", "Numerical argument out of domain"),
    (E::DOTDOT, "EDOTDOT", "RFS specific error"),
    (E::DQUOT, "EDQUOT", "Disk quota exceeded"),
    (E::EXIST, "EEXIST", "File exists"),
    (E::FAULT, "EFAULT", "Bad address"),
    (E::FBIG, "EFBIG", "File too large"),
    (E::HOSTDOWN, "EHOSTDOWN", "Host is down"),
    (E::HOSTUNREACH, "EHOSTUNREACH", "No route to host"),
    (E::IDRM, "EIDRM", "Identifier removed"),
    (E::ILSEQ, "EILSEQ", "Invalid or incomplete multibyte or wide character"),
    (E::INPROGRESS, "EINPROGRESS", "Operation now in progress"),
    (E::INTR, "EINTR", "Interrupted system call"),
    (E::INVAL, "EINVAL", "Invalid argument"),
    (E::IO, "EIO", "Input/output error"),
    (E::ISCONN, "EISCONN", "Transport endpoint is already connected"),
    (E::ISDIR, "EISDIR", "Is a directory"),
    (E::ISNAM, "EISNAM", "Is a named type file"),
    (E::KEYEXPIRED, "EKEYEXPIRED", "Key has expired"),
    (E::KEYREJECTED, "EKEYREJECTED", "Key was rejected by service"),
    (E::KEYREVOKED, "EKEYREVOKED", "Key has been revoked"),
    (E::L2HLT, "EL2HLT", "Level 2 halted"),
    (E::L2NSYNC, "EL2NSYNC", "Level 2 not synchronized"),
    (E::L3HLT, "EL3HLT", "Level 3 halted"),
    (E::L3RST, "EL3RST", "Level 3 reset"),
    (E::LIBACC, "ELIBACC", "Can not access a needed shared library"),
    (E::LIBBAD, "ELIBBAD", "Accessing a corrupted shared library"),
    (E::LIBEXEC, "ELIBEXEC", "Cannot exec a shared library directly"),
    (E::LIBMAX, "ELIBMAX", "Attempting to link in too many shared libraries"),
    (E::LIBSCN, "ELIBSCN", ".lib section in a.out corrupted"),
    (E::LNRNG, "ELNRNG", "Link number out of range"),
    (E::LOOP, "ELOOP", "Too many levels of symbolic links"),
    (E::MEDIUMTYPE, "EMEDIUMTYPE", "Wrong medium type"),
    (E::MFILE, "EMFILE", "Too many open files"),
    (E::MLINK, "EMLINK", "Too many links"),
    (E::MSGSIZE, "EMSGSIZE", "Message too long"),
    (E::MULTIHOP, "EMULTIHOP", "Multihop attempted"),
    (E::NAMETOOLONG, "ENAMETOOLONG", "File name too long"),
    (E::NAVAIL, "ENAVAIL", "No XENIX semaphores available"),
    (E::NETDOWN, "ENETDOWN", "Network is down"),
    (E::NETRESET, "ENETRESET", "Network dropped connection on reset"),
    (E::NETUNREACH, "ENETUNREACH", "Network is unreachable"),
    (E::NFILE, "ENFILE", "Too many open files in system"),
    (E::NOANO, "ENOANO", "No anode"),
    (E::NOBUFS, "ENOBUFS", "No buffer space available"),
    (E::NOCSI, "ENOCSI", "No CSI structure available"),
    (E::NODATA, "ENODATA", "No data available"),
    (E::NODEV, "ENODEV", "No such device"),
    (E::NOENT, "ENOENT", "No such file or directory"),
    (E::NOEXEC, "ENOEXEC", "Exec format error"),
    (E::NOKEY, "ENOKEY", "Required key not available"),
    (E::NOLCK, "ENOLCK", "No locks available"),
    (E::NOLINK, "ENOLINK", "Link has been severed"),
    (E::NOMEDIUM, "ENOMEDIUM", "No medium found"),
    (E::NOMEM, "ENOMEM", "Cannot allocate memory"),
    (E::NOMSG, "ENOMSG", "No message of desired type"),
    (E::NONET, "ENONET", "Machine is not on the network"),
    (E::NOPKG, "ENOPKG", "Package not installed"),
    (E::NOPROTOOPT, "ENOPROTOOPT", "Protocol not available"),
    (E::NOSPC, "ENOSPC", "No space left on device"),
    (E::NOSR, "ENOSR", "Out of streams resources"),
    (E::NOSTR, "ENOSTR", "Device not a stream"),
    (E::NOSYS, "ENOSYS", "Function not implemented"),
    (E::NOTBLK, "ENOTBLK", "Block device required"),
    (E::NOTCONN, "ENOTCONN", "Transport endpoint is not connected"),
    (E::NOTDIR, "ENOTDIR", "Not a directory"),
    (E::NOTEMPTY, "ENOTEMPTY", "Directory not empty"),
    (E::NOTNAM, "ENOTNAM", "Not a XENIX named type file"),
    (E::NOTRECOVERABLE, "ENOTRECOVERABLE", "State not recoverable"),
    (E::NOTSOCK, "ENOTSOCK", "Socket operation on non-socket"),
    (E::NOTSUP, "ENOTSUP", "Operation not supported"),
    (E::NOTTY, "ENOTTY", "Inappropriate ioctl for device"),
    (E::NOTUNIQ, "ENOTUNIQ", "Name not unique on network"),
    (E::NXIO, "ENXIO", "No such device or address"),
    (E::OVERFLOW, "EOVERFLOW", "Value too large for defined data type"),
    (E::OWNERDEAD, "EOWNERDEAD", "Owner died"),
    (E::PERM, "EPERM", "Operation not permitted"),
    (E::PFNOSUPPORT, "EPFNOSUPPORT", "Protocol family not supported"),
    (E::PIPE, "EPIPE", "Broken pipe"),
    (E::PROTO, "EPROTO", "Protocol error"),
    (E::PROTONOSUPPORT, "EPROTONOSUPPORT", "Protocol not supported"),
    (E::PROTOTYPE, "EPROTOTYPE", "Protocol wrong type for socket"),
    (E::RANGE, "ERANGE", "Numerical result out of range"),
    (E::REMCHG, "EREMCHG", "Remote address changed"),
    (E::REMOTE, "EREMOTE", "Object is remote"),
    (E::REMOTEIO, "EREMOTEIO", "Remote I/O error"),
    (E::RESTART, "ERESTART", "Interrupted system call should be restarted"),
    (E::RFKILL, "ERFKILL", "Operation not possible due to RF-kill"),
    (E::ROFS, "EROFS", "Read-only file system"),
    (E::SHUTDOWN, "ESHUTDOWN", "Cannot send after transport endpoint shutdown"),
    (E::SOCKTNOSUPPORT, "ESOCKTNOSUPPORT", "Socket type not supported"),
    (E::SPIPE, "ESPIPE", "Illegal seek"),
    (E::SRCH, "ESRCH", "No such process"),
    (E::SRMNT, "ESRMNT", "Srmount error"),
    (E::STALE, "ESTALE", "Stale file handle"),
    (E::STRPIPE, "ESTRPIPE", "Streams pipe error"),
    (E::TIME, "ETIME", "Timer expired"),
    (E::TIMEDOUT, "ETIMEDOUT", "Connection timed out"),
    (E::TOOBIG, "E2BIG", "Argument list too long"),
    (E::TOOMANYREFS, "ETOOMANYREFS", "Too many references: cannot splice"),
    (E::TXTBSY, "ETXTBSY", "Text file busy"),
    (E::UCLEAN, "EUCLEAN", "Structure needs cleaning"),
    (E::UNATCH, "EUNATCH", "Protocol driver not attached"),
    (E::USERS, "EUSERS", "Too many users"),
    (E::XDEV, "EXDEV", "Invalid cross-device link"),
    (E::XFULL, "EXFULL", "Exchange full"),
];
