#include "shared/sqlite/new_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "shared/sqlite/durable_file.h"

namespace nuong {
namespace {

constexpr std::size_t piece_bytes = 256 * 1024;
constexpr std::uintmax_t room_bytes_min = 8u << 20;

std::filesystem::path folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    return folder.empty() ? "." : folder;
}

bool has_folder(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(folder_of(path), ignored);
}

bool is_file(const std::string& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

// False: somebody else is writing it, or has put something else in its place. Where the disk knows no locks it is ours.
bool takes_hold(int descriptor, const std::string& temporary) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return false;
    struct stat held {
    }, there{};
    return ::fstat(descriptor, &held) == 0 && ::lstat(temporary.c_str(), &there) == 0 && held.st_ino == there.st_ino &&
           held.st_dev == there.st_dev;
}

// 0: it is removed. EBUSY: another program is writing it just now. Else why it stays, by errno.
int remove_left_over(const std::string& temporary) {
    const int descriptor = ::open(temporary.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int why = !takes_hold(descriptor, temporary) ? EBUSY : ::unlink(temporary.c_str()) != 0 ? errno : 0;
    ::close(descriptor);
    return why;
}

Error why_not_made(const std::string& path, int code) {
    if (code != EBUSY) return file_error(path, code);
    return {ErrorCode::locked,
            {"Một chương trình khác đang ghi “" + path + "”. Hãy đợi chương trình ấy ghi xong rồi thử lại.",
             "Another program is writing \"" + path + "\" just now. Wait until it is done, then try again."}};
}

}  // namespace

Result<NewFile> NewFile::make(const std::string& path, FileWatch watch) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return file_error(path, EISDIR);
    if (!has_folder(path)) return file_error(path, ENOENT);  // what is known of a stick that is not there stays known
    const std::string temporary = path + ".new";
    if (is_file(temporary)) {  // of an earlier attempt that was cut off, or of a program that is at it
        const int why = remove_left_over(temporary);
        if (why != 0 && why != ENOENT) return why_not_made(path, why);
    }
    if (watch.begins) watch.begins(temporary);
    if (!is_file(temporary)) ::unlink(temporary.c_str());  // a link that somebody laid there
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    const int why = descriptor < 0 ? errno : takes_hold(descriptor, temporary) ? 0 : EBUSY;
    if (why == 0) return NewFile(path, temporary, descriptor, std::move(watch));
    if (descriptor >= 0) ::close(descriptor);
    if (watch.ended && ::access(temporary.c_str(), F_OK) != 0 && errno == ENOENT) watch.ended(temporary);
    return why_not_made(path, why);
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      watch_(std::move(other.watch_)) {}

NewFile::~NewFile() {
    if (descriptor_ >= 0 && ::unlink(temporary_.c_str()) == 0) has_ended();  // else it may lie on a stick that is out
    if (descriptor_ >= 0) ::close(descriptor_);
}

void NewFile::has_ended() {
    flush_folder_of(path_);
    if (watch_.ended) watch_.ended(temporary_);
}

Status NewFile::write(std::string_view bytes) {
    buffer_.append(bytes);
    return buffer_.size() < piece_bytes ? Status(Done{}) : flush();
}

Status NewFile::flush() {
    std::string_view left = buffer_;
    while (!left.empty()) {
        const ssize_t written = ::write(descriptor_, left.data(), left.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return file_error(path_, errno);
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
    return Done{};
}

Status NewFile::finish() {
    if (const Status flushed = flush(); !flushed) return flushed;
    if (::fsync(descriptor_) != 0) return file_error(path_, errno);
    return Done{};
}

Status NewFile::publish() {
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return file_error(path_, errno);
    ::close(std::exchange(descriptor_, -1));
    has_ended();
    return Done{};
}

bool NewFile::has_room() const {
    std::error_code error;
    const auto space = std::filesystem::space(folder_of(path_), error);
    return error || space.available >= room_bytes_min;
}

Status write_new_file(const std::string& path, std::string_view content, FileWatch watch) {
    auto file = NewFile::make(path, std::move(watch));
    if (!file) return file.error();
    if (const Status written = file->write(content); !written) return written;
    if (const Status finished = file->finish(); !finished) return finished;
    return file->publish();
}

bool remove_cut_off(const std::string& temporary) {
    struct stat found {};
    if (::lstat(temporary.c_str(), &found) != 0) return errno == ENOENT && has_folder(temporary);
    if (!S_ISREG(found.st_mode)) return true;  // that was never ours
    if (remove_left_over(temporary) != 0) return false;
    flush_folder_of(temporary);
    return true;
}

}  // namespace nuong
