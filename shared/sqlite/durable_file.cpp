#include "shared/sqlite/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace nuong {
namespace {

class File {
public:
    File(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int descriptor() const { return descriptor_; }
    explicit operator bool() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

bool write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

}  // namespace

Error file_error(const std::string& path, int code) {
    if (code == ENOSPC || code == EDQUOT)
        return {ErrorCode::no_space,
                {"Đĩa đã đầy, không ghi được “" + path + "”. Hãy giải phóng dung lượng rồi thử lại.",
                 "The disk is full; \"" + path + "\" was not written. Free some space and try again."}};
    const std::string why = std::strerror(code);
    return {ErrorCode::damaged,
            {"Không đọc hoặc ghi được “" + path + "” (" + why + ").",
             "Cannot read or write \"" + path + "\" (" + why + ")."}};
}

Status flush_file(const std::string& path) {
    const File handle(path, O_RDONLY);
    if (handle && ::fsync(handle.descriptor()) == 0) return Done{};
    return file_error(path, errno);
}

void flush_folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    const File handle(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
    if (handle) ::fsync(handle.descriptor());
}

Status write_file_durably(const std::string& path, std::string_view content) {
    const std::string temporary = path + ".new";
    {
        const File file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file || !write_all(file.descriptor(), content)) {
            const Error error = file_error(path, errno);
            ::unlink(temporary.c_str());
            return error;
        }
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0) {
        const Error error = file_error(path, errno);
        ::unlink(temporary.c_str());
        return error;
    }
    flush_folder_of(path);
    return Done{};
}

Status overwrite_file_durably(const std::string& path, std::string_view content, std::size_t bytes) {
    std::string padded(content.substr(0, bytes));
    padded.resize(bytes, ' ');
    const File file(path, O_WRONLY | O_CREAT);
    if (!file || !write_all(file.descriptor(), padded)) return file_error(path, errno);
    return Done{};
}

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
    const File file(path, O_RDONLY);
    if (!file) {
        if (errno != ENOENT && errno != ENOTDIR) return file_error(path, errno);
        return Error{ErrorCode::not_found,
                     {"Không tìm thấy tệp “" + path + "”.", "There is no file \"" + path + "\"."}};
    }
    std::string content;
    char chunk[65536];
    for (;;) {
        const ssize_t size = ::read(file.descriptor(), chunk, sizeof chunk);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return file_error(path, errno);
        if (size == 0) return content;
        content.append(chunk, static_cast<std::size_t>(size));
        if (content.size() > bytes_max)
            return Error{ErrorCode::invalid,
                         {"Tệp “" + path + "” quá lớn.", "The file \"" + path + "\" is too large."}};
    }
}

bool file_exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

Status make_folder(const std::string& path) {
    std::error_code error;
    const bool existed = std::filesystem::is_directory(path, error);
    std::filesystem::create_directories(path, error);
    if (error) return file_error(path, error.value());
    if (!existed) ::chmod(path.c_str(), 0700);
    return Done{};
}

Status remove_file(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return file_error(path, errno);
    return Done{};
}

}  // namespace nuong
