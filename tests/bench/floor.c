// The floor: what the kernel alone costs, and a small parent for measured children.
//
//   floor http PORT [BYTES]  answers each request with the same bytes, or with a body of so many and its length
//   floor echo PORT          sends back what comes
//   floor run COMMAND...     runs it and prints "<CPU microseconds> <peak KiB> <status>" on standard error
//
// One thread, epoll, one read and one write per event, a bit of state per connection. What it leaves out is the point:
// the difference to it is what a runtime costs. Children of `run` start from this small process, since a child's peak
// counts from the size of the process it was forked from.

#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DESCRIPTORS_MAX = 65536, EVENTS_MAX = 256, BLOCK = 65536 };

static const char answer[] = "HTTP/1.1 200 OK\r\n"
                             "Content-Type: text/plain\r\n"
                             "Connection: keep-alive\r\n"
                             "Transfer-Encoding: chunked\r\n"
                             "\r\n"
                             "c\r\nHello World\n\r\n0\r\n\r\n";

static char head[128];       // of an answer with a length
static long long body_len = -1; // of its body
static unsigned char matched[DESCRIPTORS_MAX]; // bytes of CRLF CRLF seen at the end of what came
static char in[BLOCK], out[BLOCK + 256]; // a block and a head

static void die(const char *what) {
    perror(what);
    exit(1);
}

// How many heads end in these bytes; heads may be split anywhere.
static int heads(int fd, const char *bytes, ssize_t length) {
    static const char end[4] = "\r\n\r\n";
    int count = 0;
    unsigned char state = matched[fd];
    for (ssize_t i = 0; i < length; i++) {
        state = bytes[i] == end[state] ? state + 1 : bytes[i] == '\r';
        if (state == 4) {
            count++;
            state = 0;
        }
    }
    matched[fd] = state;
    return count;
}

static int send_all(int fd, const char *bytes, size_t length) {
    while (length) {
        ssize_t sent = write(fd, bytes, length);
        if (sent < 0) {
            return -1;
        }
        bytes += sent;
        length -= sent;
    }
    return 0;
}

static int answer_length(int fd) {
    size_t used = strlen(head);
    memcpy(out, head, used);
    memset(out + used, 'x', sizeof out - used);
    for (long long left = used + body_len; left > 0;) {
        size_t piece = left < (long long)sizeof out ? left : sizeof out;
        if (send_all(fd, out, piece)) {
            return -1;
        }
        if (used) {
            memset(out, 'x', used);
            used = 0;
        }
        left -= piece;
    }
    return 0;
}

static int answer_heads(int fd, int count) {
    size_t used = 0;
    if (body_len >= 0) {
        while (count--) {
            if (answer_length(fd)) {
                return -1;
            }
        }
        return 0;
    }
    while (count--) {
        if (used + sizeof answer > sizeof out) {
            if (send_all(fd, out, used)) {
                return -1;
            }
            used = 0;
        }
        memcpy(out + used, answer, sizeof answer - 1);
        used += sizeof answer - 1;
    }
    return send_all(fd, out, used);
}

static int listen_on(int port) {
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0) {
        die("socket");
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 4096)) {
        die("listen");
    }
    return fd;
}

static void serve(int port, int echo) {
    int yes = 1, listener = listen_on(port), poll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[EVENTS_MAX];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(poll, events, EVENTS_MAX, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                // Blocking sockets: a write that does not fit waits, which is all right for one client that reads.
                while ((fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
                    if (fd >= DESCRIPTORS_MAX) {
                        close(fd);
                        continue;
                    }
                    matched[fd] = 0;
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
                    event.data.fd = fd;
                    epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
                }
                continue;
            }
            ssize_t length = read(fd, in, sizeof in);
            if (length <= 0 || (echo ? send_all(fd, in, length) : answer_heads(fd, heads(fd, in, length)))) {
                close(fd);
            }
        }
    }
}

static void run(char **command) {
    int status;
    struct rusage usage;
    pid_t child = fork();
    if (child == 0) {
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        die("run");
    }
    long long cpu = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec +
                    usage.ru_stime.tv_usec;
    fprintf(stderr, "%lld %ld %d\n", cpu, usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
}

int main(int argc, char **argv) {
    if (argc >= 3 && !strcmp(argv[1], "run")) {
        run(argv + 2);
    } else if ((argc == 3 || argc == 4) && (!strcmp(argv[1], "http") || !strcmp(argv[1], "echo"))) {
        if (argc == 4) {
            body_len = atoll(argv[3]);
            snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: %lld\r\n\r\n",
                     body_len);
        }
        signal(SIGPIPE, SIG_IGN);
        serve(atoi(argv[2]), argv[1][0] == 'e');
    } else {
        fprintf(stderr, "usage: floor http PORT [BYTES], floor echo PORT, floor run COMMAND...\n");
        return 2;
    }
    return 0;
}
