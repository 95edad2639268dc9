#include "shared/sqlite/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "shared/sqlite/durable_file.h"

namespace nuong {
namespace {

constexpr std::size_t piece_bytes = 256 * 1024;
constexpr std::uintmax_t room_bytes_min = 8u << 20;

std::filesystem::path folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    return folder.empty() ? "." : folder;
}

}  // namespace

Result<NewFile> NewFile::make(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return file_error(path, EISDIR);
    const std::string temporary = path + ".new";
    ::unlink(temporary.c_str());  // of an earlier attempt that was cut off
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) return file_error(path, errno);
    return NewFile(path, temporary, descriptor);
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      buffer_(std::move(other.buffer_)),
      descriptor_(other.descriptor_),
      is_published_(other.is_published_) {
    other.descriptor_ = -1;
    other.is_published_ = true;  // nothing is left there to clean up
}

NewFile::~NewFile() {
    let_go();
    if (!is_published_) ::unlink(temporary_.c_str());
}

void NewFile::let_go() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
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
    if (descriptor_ < 0) descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor_ < 0) return file_error(path_, errno);
    if (const Status flushed = flush(); !flushed) return flushed;
    if (::fsync(descriptor_) != 0) return file_error(path_, errno);
    let_go();
    return Done{};
}

Status NewFile::publish() {
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return file_error(path_, errno);
    is_published_ = true;
    flush_folder_of(path_);
    return Done{};
}

bool NewFile::has_room() const {
    std::error_code error;
    const auto space = std::filesystem::space(folder_of(path_), error);
    return error || space.available >= room_bytes_min;
}

}  // namespace nuong
